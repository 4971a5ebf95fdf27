package cl.fizko.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link WebhookCodec} owes its callers: it lets in what was signed and nothing else, and whatever the internet
 * sends, it answers with a value. The author of a provider extends this class and passes.
 */
public abstract class WebhookCodecContract {

    private static final Secret SECRET = new Secret("clave-de-prueba-7f3c2b90");
    private static final int MUTATIONS = 2_000;

    private static final SimulatedMessage MESSAGE = new SimulatedMessage(
            new IdempotencyKey("0b5f6a5e-0000-4000-8000-000000000101"),
            new LineId("109900000000001"),
            new ExternalId("wamid.HBgLNTY5NTU1MDAxMDEVAgASGBIyMzY0OEQ5OUU4RTIwRkNCOTIA"),
            new PhoneNumber("+56955500101"),
            "Rosa Prueba",
            "Hola, ¿cuándo vence mi F29? 😊\nGracias \"señor\"",
            Instant.parse("2026-05-04T14:44:05Z"));

    protected abstract WebhookCodec codec();

    @Test
    void isAuthentic_composedDelivery_isTrue() {
        assertThat(codec().isAuthentic(composed(), SECRET)).isTrue();
    }

    /** A delivery that is looked at again, without its headers, says what it said. */
    @Test
    void decodeKept_whatWasDecoded_saysTheSame() {
        var delivery = composed();
        var decoded = codec().decode(delivery);

        var again = codec().decodeKept(decoded.eventName(), decoded.key(), delivery.body());

        assertThat(again.events()).isEqualTo(decoded.events());
        assertThat(again.eventName()).isEqualTo(decoded.eventName());
    }

    @Test
    void isAuthentic_anotherSecret_isFalse() {
        assertThat(codec().isAuthentic(composed(), new Secret("otra-clave"))).isFalse();
    }

    @Test
    void isAuthentic_oneBitFlippedAnywhere_isFalse() {
        var codec = codec();
        var delivery = composed();
        for (int i = 0; i < delivery.body().length; i++) {
            var body = delivery.body().clone();
            body[i] ^= (byte) (1 << (i % 8));
            assertThat(codec.isAuthentic(new WebhookDelivery(delivery.headers(), body), SECRET))
                    .as("bit %d of byte %d", i % 8, i)
                    .isFalse();
        }
    }

    @Test
    void isAuthentic_withoutHeaders_isFalse() {
        assertThat(codec().isAuthentic(new WebhookDelivery(Map.of(), composed().body()), SECRET))
                .isFalse();
    }

    @Test
    void isAuthentic_anyHeaderSpoiled_neverThrows() {
        var codec = codec();
        var delivery = composed();
        for (var header : delivery.headers().entrySet()) {
            for (var value : new String[] {"", "zz", "sha256=", "\u0000", "ñ".repeat(64), "0".repeat(10_000)}) {
                var headers = new HashMap<>(delivery.headers());
                headers.put(header.getKey(), value);
                var spoiled = new WebhookDelivery(headers, delivery.body());
                codec.isAuthentic(spoiled, SECRET);
                assertThat(codec.decode(spoiled).events()).isNotEmpty();
            }
        }
    }

    @Test
    void decode_composedDelivery_isExactlyThatMessage() {
        var decoded = codec().decode(composed());
        assertThat(decoded.key()).isEqualTo(MESSAGE.key());
        assertThat(decoded.events()).singleElement().isInstanceOfSatisfying(MessageReceived.class, received -> {
            // A provider may name its thread; that name is its own affair.
            assertThat(received)
                    .isEqualTo(new MessageReceived(
                            MESSAGE.line(),
                            MESSAGE.id(),
                            ContactAddress.of(MESSAGE.from()),
                            Optional.of(MESSAGE.name()),
                            new MessageContent.Text(MESSAGE.text()),
                            MESSAGE.sentAt(),
                            Optional.empty(),
                            received.providerConversation(),
                            received.providerMessage(),
                            true));
        });
    }

    @Test
    void decode_sameDeliveryTwice_hasOneKey() {
        var codec = codec();
        assertThat(codec.decode(composed())).isEqualTo(codec.decode(composed()));
    }

    @Test
    void decode_withoutHeaders_hasAKeyOfItsBytes() {
        var codec = codec();
        var one = new WebhookDelivery(Map.of(), composed().body());
        var other = new WebhookDelivery(Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(codec.decode(one).key()).isEqualTo(codec.decode(one).key());
        assertThat(codec.decode(one).key()).isNotEqualTo(codec.decode(other).key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nada", "[]", "7", "\"texto\"", "null", "{\"message\":", "\u0000"})
    void decode_garbage_isUndecodable(String body) {
        assertThat(decoded(body.getBytes(StandardCharsets.UTF_8)).events()).hasOnlyElementsOfType(Undecodable.class);
    }

    @Test
    void decode_deepNesting_isUndecodable() {
        var deep = "{\"message\":".repeat(100_000) + "1" + "}".repeat(100_000);
        assertThat(decoded(deep.getBytes(StandardCharsets.UTF_8)).events()).hasOnlyElementsOfType(Undecodable.class);
    }

    @Test
    void decode_invalidUtf8_isUndecodable() {
        var body = composed().body().clone();
        int inText = new String(body, StandardCharsets.ISO_8859_1).indexOf("F29");
        body[inText] = (byte) 0xff;
        assertThat(decoded(body).events()).hasOnlyElementsOfType(Undecodable.class);
    }

    @Test
    void decode_mutations_neverThrowAndTellNothingPersonal() {
        var codec = codec();
        var original = composed();
        var mutator = new Mutator();
        for (int i = 0; i < MUTATIONS; i++) {
            var spoiled = new WebhookDelivery(original.headers(), mutator.mutated(original.body()));
            DecodedDelivery decoded;
            try {
                decoded = codec.decode(spoiled);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("fuzz.seed=" + mutator.seed() + ", mutation " + i, e);
            }
            assertThat(decoded.events())
                    .as("fuzz.seed=%d, mutation %d", mutator.seed(), i)
                    .isNotEmpty()
                    .noneMatch(WebhookCodecContract::tellsTheText);
        }
    }

    /** What is not understood is shown to operators and logged, so it must not quote the customer. */
    private static boolean tellsTheText(InboundEvent event) {
        return event instanceof Undecodable undecodable
                && (undecodable.reason().contains("F29") || undecodable.reason().contains("55500101"));
    }

    private DecodedDelivery decoded(byte[] body) {
        return codec().decode(new WebhookDelivery(composed().headers(), body));
    }

    private WebhookDelivery composed() {
        return codec().compose(MESSAGE, SECRET);
    }
}
