package cl.fizko.chat.bootstrap.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.SimulatedMessage;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxWebhookCodecTest {

    private static final Secret SECRET = new Secret("clave-de-prueba");
    private static final String MESSAGE = """
            {"event":"message.received","id":"sandbox.in.1","phone_number_id":"sandbox-1","from":"+56955500101",
             "name":"Rosa","text":"¿Cuándo vence mi F29? 😊","sent_at":"2026-11-22T09:00:00-03:00"}""";
    private static final String STATUS = """
            {"event":"status","id":"sandbox.out.1","phone_number_id":"sandbox-1","status":"failed","reason":"recipient",
             "at":"2026-11-22T12:00:03Z","correlation":"01938a2e-7c00-7000-8000-000000000001"}""";

    private final SandboxWebhookCodec codec = new SandboxWebhookCodec();

    @Test
    void decode_message_isThatMessage() {
        var decoded = codec.decode(delivery(MESSAGE));
        assertThat(decoded.eventName()).isEqualTo("message.received");
        assertThat(decoded.events())
                .containsExactly(new MessageReceived(
                        new LineId("sandbox-1"),
                        new ExternalId("sandbox.in.1"),
                        ContactAddress.of(new PhoneNumber("+56955500101")),
                        Optional.of("Rosa"),
                        new MessageContent.Text("¿Cuándo vence mi F29? 😊"),
                        Instant.parse("2026-11-22T12:00:00Z"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true));
    }

    @Test
    void decode_messageWithoutName_hasNone() {
        assertThat(event(MESSAGE.replace("\"name\":\"Rosa\",", "")))
                .isInstanceOfSatisfying(
                        MessageReceived.class,
                        received -> assertThat(received.senderName()).isEmpty());
    }

    @Test
    void decode_failedStatus_saysWhy() {
        assertThat(event(STATUS)).isInstanceOfSatisfying(StatusChanged.class, changed -> {
            assertThat(changed.id()).isEqualTo(new ExternalId("sandbox.out.1"));
            assertThat(changed.correlation())
                    .contains(new MessageId(UUID.fromString("01938a2e-7c00-7000-8000-000000000001")));
            assertThat(changed.status()).isEqualTo(DeliveryStatus.FAILED);
            assertThat(changed.at()).isEqualTo(Instant.parse("2026-11-22T12:00:03Z"));
            assertThat(changed.failure().orElseThrow().reason()).isEqualTo(FailureReason.RECIPIENT);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "delivered", "read"})
    void decode_otherStatus_hasNoFailure(String status) {
        assertThat(event(STATUS.replace("failed", status))).isInstanceOfSatisfying(StatusChanged.class, changed -> {
            assertThat(changed.status()).isEqualTo(DeliveryStatus.of(status));
            assertThat(changed.failure()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "message.received,message.deleted,event: neither message.received nor status",
        "sandbox-1,'',phone_number_id: missing",
        "sandbox.in.1,'',id: missing",
        "+56955500101,nadie,from: not understood",
        "2026-11-22T09:00:00-03:00,ayer,sent_at: not understood",
        "2026-11-22T09:00:00-03:00,1969-12-31T00:00:00Z,sent_at: not understood",
        "¿Cuándo vence mi F29? 😊,'',text: missing",
        "¿Cuándo,a\\u0000b,text: holds U+0000",
        "¿Cuándo,\\ud83d,text: holds a lone surrogate",
        "Rosa,Ro\\u0000sa,name: holds U+0000"
    })
    void decode_fieldWrong_namesItWithoutItsValue(String right, String wrong, String reason) {
        assertThat(event(MESSAGE.replace(right, wrong))).isEqualTo(new Undecodable(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "failed,queued,status: not understood",
        "recipient,porque si,reason: not understood",
        "01938a2e-7c00-7000-8000-000000000001,x,correlation: not understood",
        "2026-11-22T12:00:03Z,'',at: missing"
    })
    void decode_statusFieldWrong_namesIt(String right, String wrong, String reason) {
        assertThat(event(STATUS.replace(right, wrong))).isEqualTo(new Undecodable(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "7", "{\"event\":7}", "{\"event\":\"status\"} {}", "{\"a\":1,\"a\":2}"})
    void decode_noDeliveryOfOurs_isUndecodable(String body) {
        assertThat(event(body)).isInstanceOf(Undecodable.class);
    }

    @Test
    void decode_anyKeyHeader_isTakenOrDerivedFromTheBody() {
        assertThat(codec.decode(delivery(MESSAGE, "x-idempotency-key", "k-1")).key())
                .isEqualTo(new IdempotencyKey("k-1"));
        var derived = codec.decode(delivery(MESSAGE)).key();
        for (var unusable : new String[] {"", " ", "a\u0000b", "ñ", "k".repeat(257)}) {
            assertThat(codec.decode(delivery(MESSAGE, "x-idempotency-key", unusable))
                            .key())
                    .isEqualTo(derived);
        }
        assertThat(codec.decode(delivery(STATUS)).key()).isNotEqualTo(derived);
    }

    @Test
    void isAuthentic_composed_onlyWithThatSecretAndThoseBytes() {
        var composed = composed();
        assertThat(codec.isAuthentic(composed, SECRET)).isTrue();
        assertThat(codec.isAuthentic(composed, new Secret("otra"))).isFalse();
        assertThat(codec.isAuthentic(new WebhookDelivery(composed.headers(), new byte[] {'{', '}'}), SECRET))
                .isFalse();
    }

    @Test
    void isAuthentic_upperCaseSignature_isTheSame() {
        var headers = new HashMap<>(composed().headers());
        headers.computeIfPresent("x-webhook-signature", (name, value) -> value.toUpperCase(java.util.Locale.ROOT));
        assertThat(codec.isAuthentic(new WebhookDelivery(headers, composed().body()), SECRET))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "sha256=", "0", "00", "ñ"})
    void isAuthentic_malformedSignature_isFalse(String signature) {
        assertThat(codec.isAuthentic(delivery(MESSAGE, "x-webhook-signature", signature), SECRET))
                .isFalse();
        assertThat(codec.isAuthentic(delivery(MESSAGE), SECRET)).isFalse();
    }

    private WebhookDelivery composed() {
        return codec.compose(
                new SimulatedMessage(
                        new IdempotencyKey("k-1"),
                        new LineId("sandbox-1"),
                        new ExternalId("sandbox.in.1"),
                        new PhoneNumber("+56955500101"),
                        "Rosa",
                        "Hola",
                        Instant.parse("2026-11-22T12:00:00Z")),
                SECRET);
    }

    private InboundEvent event(String body) {
        return codec.decode(delivery(body)).events().get(0);
    }

    private static WebhookDelivery delivery(String body) {
        return new WebhookDelivery(Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static WebhookDelivery delivery(String body, String header, String value) {
        return new WebhookDelivery(Map.of(header, value), body.getBytes(StandardCharsets.UTF_8));
    }
}
