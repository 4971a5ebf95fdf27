package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.WebhookCodec;
import cl.fizko.chat.domain.port.WebhookCodecContract;

class KapsoWebhookCodecContractTest extends WebhookCodecContract {

    @Override
    protected WebhookCodec codec() {
        return Fixtures.CODEC;
    }
}
