package cl.fizko.chat.bootstrap.sandbox;

import cl.fizko.chat.domain.port.WebhookCodec;
import cl.fizko.chat.domain.port.WebhookCodecContract;

class SandboxWebhookCodecContractTest extends WebhookCodecContract {

    @Override
    protected WebhookCodec codec() {
        return new SandboxWebhookCodec();
    }
}
