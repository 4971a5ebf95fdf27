package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/** Kapso's deliveries and answers as files, with the headers that their README's table gives them. */
final class Fixtures {

    /** When deliveries are read that do not tell their own time. */
    static final Instant NOW = Instant.parse("2026-05-04T15:00:00Z");

    static final KapsoWebhookCodec CODEC = new KapsoWebhookCodec(Clock.fixed(NOW, ZoneOffset.UTC));

    static final Secret KAPSO_SECRET = new Secret("clave-de-prueba-kapso");
    static final Secret META_SECRET = new Secret("secreto-de-app-meta");

    /** One row of the table. Empty cells are {@code -}. */
    record Row(String name, String event, String version, String batch, String hmac) {

        boolean isDelivery() {
            return !hmac.equals("-");
        }

        boolean isMeta() {
            return name.startsWith("meta-");
        }

        Secret secret() {
            return isMeta() ? META_SECRET : KAPSO_SECRET;
        }

        WebhookDelivery delivery() {
            var headers = new HashMap<String, String>();
            headers.put("Content-Type", "application/json");
            headers.put("X-Idempotency-Key", "clave-de-" + name);
            if (isMeta()) {
                headers.put("X-Hub-Signature-256", "sha256=" + hmac);
            } else {
                headers.put("X-Webhook-Signature", hmac);
                headers.put("X-Webhook-Event", event);
                headers.put("X-Webhook-Payload-Version", version);
            }
            if (batch.startsWith("true")) {
                headers.put("X-Webhook-Batch", "true");
                headers.put("X-Batch-Size", "3");
            }
            return new WebhookDelivery(headers, bytes(name));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Fixtures() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var line : new String(resource("README.md"), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            if (line.startsWith("| `")) {
                var cells = line.split("\\|", -1);
                rows.add(new Row(
                        bare(cells[1]).replace(".json", ""),
                        bare(cells[2]),
                        bare(cells[3]),
                        bare(cells[4]),
                        bare(cells[8])));
            }
        }
        return rows;
    }

    static List<Row> deliveries() {
        return rows().stream().filter(Row::isDelivery).toList();
    }

    static Row row(String name) {
        return rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static byte[] bytes(String name) {
        return resource(name + ".json");
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String file) {
        try (var stream = Fixtures.class.getResourceAsStream("/kapso/fixtures/" + file)) {
            return Objects.requireNonNull(stream, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bare(String cell) {
        return cell.replace("`", "").strip();
    }
}
