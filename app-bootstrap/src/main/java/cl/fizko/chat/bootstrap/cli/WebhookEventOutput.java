package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.domain.port.WebhookEventRepository.Kept;
import cl.fizko.chat.domain.webhook.Signer;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Deliveries as commands print them. Body and key are left out unless they are asked for: the body is what somebody wrote, and
 * the key may hold a provider's id of a message, which spells the number.
 */
final class WebhookEventOutput {

    private static final String ROW = "%-38s%-22s%-9s%-9s%-13s%-30s%s%n";

    /** What would move the cursor or the colours of a terminal. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

    private WebhookEventOutput() {}

    static Map<String, Object> fields(WebhookEvent event) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", event.id().toString());
        fields.put("received_at", event.receivedAt().toString());
        fields.put("company_id", event.company().map(id -> id.value()).orElse(null));
        fields.put("provider", event.provider().value());
        fields.put("event_name", event.eventName());
        fields.put("status", event.status().wireName());
        fields.put("reason", event.reason().orElse(null));
        fields.put("backfilled", event.backfilled());
        return fields;
    }

    static Map<String, Object> fields(Kept kept, boolean withBody) {
        var fields = fields(kept.event());
        fields.put("signed_by", kept.signer().map(WebhookEventOutput::signer).orElse(null));
        fields.put("body_bytes", kept.rawBody().length);
        if (withBody) {
            fields.put("idempotency_key", kept.event().key().value());
            fields.put("raw_body", body(kept));
        }
        return fields;
    }

    static void head(PrintWriter out) {
        out.printf(ROW, "id", "received (UTC)", "provider", "company", "status", "event", "reason");
    }

    static void row(PrintWriter out, WebhookEvent event) {
        out.printf(
                ROW,
                event.id(),
                event.receivedAt().truncatedTo(ChronoUnit.SECONDS),
                event.provider(),
                event.company().map(id -> String.valueOf(id.value())).orElse("-"),
                event.status().wireName(),
                line(event.eventName()),
                event.reason().map(WebhookEventOutput::line).orElse(""));
    }

    static void print(PrintWriter out, Kept kept, boolean withBody) {
        fields(kept, false)
                .forEach((name, value) -> out.printf("%-13s%s%n", name, value == null ? "-" : line(value.toString())));
        if (withBody) {
            out.printf("%-13s%s%n%n", "key", line(kept.event().key().value()));
            out.println(CONTROLS.matcher(body(kept)).replaceAll("\uFFFD"));
        }
    }

    static String line(String text) {
        return CONTROLS.matcher(text).replaceAll("\uFFFD").replace('\n', ' ').replace('\t', ' ');
    }

    private static String body(Kept kept) {
        return new String(kept.rawBody(), StandardCharsets.UTF_8);
    }

    private static String signer(Signer signer) {
        return signer.number().map(number -> "config " + number).orElse("installation");
    }
}
