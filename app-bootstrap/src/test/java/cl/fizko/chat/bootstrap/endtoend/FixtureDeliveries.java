package cl.fizko.chat.bootstrap.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The deliveries that lie beside Kapso's adapter as files, with the headers and signatures of the table beside them. */
final class FixtureDeliveries {

    private static final Path FOLDER = Path.of("../adapter-kapso/src/test/resources/kapso/fixtures");

    /** A file and its row of the table. */
    record Fixture(String name, String signatureHeader, KapsoWebhooks.Delivery delivery) {

        /** The same once more, as if it were another delivery. */
        KapsoWebhooks.Delivery underAnotherKey() {
            return delivery.with("X-Idempotency-Key", UUID.randomUUID().toString());
        }

        /** Another delivery, whose signature is spelt in capitals. */
        KapsoWebhooks.Delivery inUpperCase() {
            var hex = delivery.headers().get(signatureHeader).replace("sha256=", "");
            return underAnotherKey()
                    .with(signatureHeader, (name.startsWith("meta-") ? "sha256=" : "") + hex.toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private FixtureDeliveries() {}

    /** In the order of the table. */
    static List<Fixture> all() {
        var fixtures = new ArrayList<Fixture>();
        for (var line :
                text("README.md").lines().filter(row -> row.startsWith("| `")).toList()) {
            var cells = line.replace("`", "").split("\\|", -1);
            if (!cells[8].strip().equals("-")) {
                fixtures.add(fixture(cells));
            }
        }
        return fixtures;
    }

    static Fixture named(String name) {
        return all().stream()
                .filter(fixture -> fixture.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static Fixture fixture(String[] cells) {
        var file = cells[1].strip();
        var isMeta = file.startsWith("meta-");
        var signatureHeader = isMeta ? "X-Hub-Signature-256" : "X-Webhook-Signature";
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Idempotency-Key", UUID.randomUUID().toString());
        headers.put(signatureHeader, (isMeta ? "sha256=" : "") + cells[8].strip());
        if (!isMeta) {
            headers.put("X-Webhook-Event", cells[2].strip());
            headers.put("X-Webhook-Payload-Version", cells[3].strip());
        }
        if (cells[4].strip().startsWith("true")) {
            headers.put("X-Webhook-Batch", "true");
            headers.put("X-Batch-Size", "3");
        }
        return new Fixture(
                file.replace(".json", ""), signatureHeader, new KapsoWebhooks.Delivery(headers, bytes(file)));
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
