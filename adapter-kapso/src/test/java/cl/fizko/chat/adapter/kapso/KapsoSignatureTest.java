package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KapsoSignatureTest {

    private static final Secret SECRET = Fixtures.KAPSO_SECRET;
    private static final String HEX = Fixtures.row("v2-received-text").hmac();
    private static final byte[] BODY = Fixtures.bytes("v2-received-text");

    private final KapsoSignature signature = new KapsoSignature();

    @Test
    void sign_fixture_isTheTablesHex() {
        assertThat(signature.sign(BODY, SECRET)).isEqualTo(HEX);
    }

    @Test
    void isAuthentic_anySpelling_isTrue() {
        assertThat(kapso(HEX)).isTrue();
        assertThat(kapso("sha256=" + HEX)).isTrue();
        assertThat(kapso(HEX.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(with("X-Hub-Signature-256", "sha256=" + HEX)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "sha256=", "00", "sha1=", "no es hexadecimal", "ñandú", "=", "sha256=sha256=", "\u0000"
            })
    void isAuthentic_malformed_isFalse(String header) {
        assertThat(kapso(header)).isFalse();
        assertThat(kapso(HEX + header + HEX)).isFalse();
        assertThat(with("X-Hub-Signature-256", header)).isFalse();
    }

    @Test
    void isAuthentic_digitsThatOnlyLookHexadecimal_isFalse() {
        // Full-width digits: Character.digit takes them, a signature is ASCII.
        assertThat(kapso("\uff10".repeat(64))).isFalse();
        assertThat(kapso(HEX + "0")).isFalse();
        assertThat(kapso(HEX.substring(1))).isFalse();
    }

    @Test
    void isAuthentic_bodyWrittenAnew_isFalse() {
        var pretty = new String(BODY, StandardCharsets.UTF_8).replace(",", ", ");
        assertThat(signature.isAuthentic(
                        new WebhookDelivery(
                                Map.of("X-Webhook-Signature", HEX), pretty.getBytes(StandardCharsets.UTF_8)),
                        SECRET))
                .isFalse();
    }

    @Test
    void isAuthentic_fromManyThreads_isAlwaysRight() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var checks = IntStream.range(0, 4_000)
                    .<Callable<Boolean>>mapToObj(i -> () -> i % 2 == 0 ? kapso(HEX) : !kapso("0".repeat(64)))
                    .toList();
            for (var check : threads.invokeAll(checks)) {
                assertThat(check.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean kapso(String header) {
        return with("X-Webhook-Signature", header);
    }

    private boolean with(String name, String value) {
        return signature.isAuthentic(new WebhookDelivery(Map.of(name, value), BODY), SECRET);
    }
}
