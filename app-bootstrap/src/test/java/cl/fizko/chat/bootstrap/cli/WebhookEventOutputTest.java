package cl.fizko.chat.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.WebhookEventRepository.Kept;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.Signer;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WebhookEventOutputTest {

    private static final String WORDS = "{\"text\":\"soy Rosa, +56912345678\"}\u001b[2J";

    @Test
    void list_showsWhyAndNotWhat() {
        assertThat(printed(out -> WebhookEventOutput.row(out, kept().event()))).isEqualToNormalizingNewlines("""
                        00000000-0000-0007-0000-000000000001  2026-11-23T12:00:00Z  kapso    3        quarantined  whatsapp.message\uFFFD             no config has line-9
                        """);
        assertThat(Json.line(WebhookEventOutput.fields(kept().event())))
                .contains("\"reason\":\"no config has line-9\"")
                .doesNotContain("wamid");
    }

    @Test
    void show_leavesOutWhatCustomersWroteAndTheKey_unlessItIsAskedFor() {
        assertThat(printed(out -> WebhookEventOutput.print(out, kept(), false)))
                .contains("status       quarantined")
                .contains("signed_by    installation")
                .contains("body_bytes   37")
                .doesNotContain("Rosa")
                .doesNotContain("wamid");
        assertThat(Json.line(WebhookEventOutput.fields(kept(), false)))
                .doesNotContain("Rosa")
                .doesNotContain("wamid");
        assertThat(Json.line(WebhookEventOutput.fields(kept(), true)))
                .contains("Rosa")
                .contains("wamid");
    }

    @Test
    void whatWouldMoveTheCursor_isNotPrinted() {
        assertThat(printed(out -> WebhookEventOutput.print(out, kept(), true)))
                .contains("soy Rosa")
                .doesNotContain("\u001b");
    }

    private static Kept kept() {
        var event = new WebhookEvent(
                new WebhookEventId(new UUID(7, 1)),
                Optional.of(new CompanyId(3)),
                new ProviderId("kapso"),
                new IdempotencyKey("history:wamid.HBgLNTY5MTIzNDU2NzgVAgASGBQz"),
                "whatsapp.message\u0007",
                WebhookEventStatus.QUARANTINED,
                Optional.of("no config has line-9"),
                Instant.parse("2026-11-23T12:00:00.123Z"),
                false);
        return new Kept(event, WORDS.getBytes(StandardCharsets.UTF_8), Optional.of(Signer.installation()));
    }

    private static String printed(Consumer<PrintWriter> print) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        print.accept(out);
        out.flush();
        return text.toString();
    }
}
