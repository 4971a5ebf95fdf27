package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.ReadReceipt;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** Meta knows nothing of the id that stands in for a missing wamid, and would refuse a reply that quotes it. */
class StandInIdTest {

    private static final ExternalId ID =
            StandInId.of("0b5f6a5e-0000-4000-8000-000000000051").orElseThrow();

    private final Dialect proxy = new MetaProxyDialect(HttpUrl.get("https://api.kapso.ai/meta/whatsapp/v24.0"));

    @Test
    void draft_replyToOne_goesWithoutAQuote() {
        var reply = Outbound.of(Outbound.ROSA, new MessageContent.Text("Hola"), Optional.of(ID), Optional.empty());
        assertThat(proxy.draft(reply))
                .isInstanceOfSatisfying(
                        Draft.Ready.class,
                        ready -> assertThat(ready.body())
                                .hasValueSatisfying(
                                        body -> assertThat(body.has("context")).isFalse()));
    }

    @Test
    void draft_receiptForOne_isNotAsked() {
        var receipt = new ReadReceipt(new LineId("109900000000001"), Optional.empty(), ID, Optional.empty(), false);
        assertThat(proxy.draft(receipt)).isInstanceOf(Draft.Refused.class);
    }
}
