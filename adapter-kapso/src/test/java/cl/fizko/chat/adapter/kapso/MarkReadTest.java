package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.ReadReceipt;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The courtesy that must never cost anything: whatever happens it says what, and throws nothing. */
class MarkReadTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String UUID = "0b5f6a5e-0000-4000-8000-000000000001";

    @RegisterExtension
    final FakeKapso kapso = new FakeKapso();

    @Test
    void markRead_withTyping_isMetasBody() throws Exception {
        kapso.enqueue(FakeKapso.answer(200, "{\"success\":true}").build());
        assertThat(kapso.provider().markRead(receipt(true))).isEmpty();
        var request = kapso.request();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/meta/whatsapp/v24.0/109900000000001/messages");
        assertThat(request.getHeaders().get("X-API-Key")).isEqualTo(Outbound.TOKEN);
        assertThat(JSON.readTree(request.getBody().utf8())).isEqualTo(JSON.readTree("""
                        {"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN1",
                         "typing_indicator":{"type":"text"}}
                        """));
    }

    @Test
    void markRead_withoutTyping_hasNoIndicator() throws Exception {
        kapso.enqueue(FakeKapso.answer(200, "{\"success\":true}").build());
        assertThat(kapso.provider().markRead(receipt(false))).isEmpty();
        assertThat(JSON.readTree(kapso.request().getBody().utf8()).has("typing_indicator"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void markRead_legacy_isAPatchOfItsOwnId(boolean typing) throws Exception {
        kapso.enqueue(
                FakeKapso.answer(200, "{\"data\":{\"id\":\"" + UUID + "\"}}").build());
        assertThat(kapso.legacyProvider().markRead(receipt(typing))).isEmpty();
        var request = kapso.request();
        assertThat(request.getMethod()).isEqualTo("PATCH");
        assertThat(request.getTarget())
                .isEqualTo("/api/v1/whatsapp_messages/" + UUID + "/mark_as_read?typing_indicator=" + typing);
        assertThat(request.getHeaders().get("X-API-Key")).isEqualTo(Outbound.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x"})
    void markRead_legacyWithoutItsOwnId_saysSo(String id) {
        var receipt = receipt("109900000000001", Optional.of(id).filter(text -> !text.isEmpty()), Optional.of("k"));
        assertThat(kapso.legacyProvider().markRead(receipt)).hasValueSatisfying(failure -> {
            assertThat(failure.reason()).isEqualTo(FailureReason.BAD_REQUEST);
            assertThat(failure.code()).isEqualTo("unsupported:providerMessage");
        });
        assertThat(kapso.requestsSeen()).isZero();
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void markRead_whateverComesBack_isAFailure(Supplier<MockResponse> answer, FailureReason reason, String code) {
        for (var provider : new MessagingProvider[] {kapso.provider(), kapso.legacyProvider()}) {
            kapso.enqueue(answer.get());
            assertThat(provider.markRead(receipt(true))).hasValueSatisfying(failure -> {
                assertThat(failure.reason()).isEqualTo(reason);
                assertThat(failure.code()).isEqualTo(code);
            });
        }
        assertThat(kapso.requestsSeen()).isEqualTo(2);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                trouble(FakeKapso::hangsUp, FailureReason.UNKNOWN_OUTCOME, "net:lost"),
                trouble(
                        () -> FakeKapso.answer(200, "x".repeat(100_000))
                                .onResponseBody(new SocketEffect.CloseSocket())
                                .build(),
                        FailureReason.UNKNOWN_OUTCOME,
                        "net:lost"),
                trouble(200, "<html>ok</html>", FailureReason.UNKNOWN_OUTCOME, "http:200"),
                trouble(204, "", FailureReason.UNKNOWN_OUTCOME, "http:204"),
                trouble(500, "{\"error\":\"Internal\"}", FailureReason.RETRIES_EXHAUSTED, "http:500"),
                trouble(429, "{}", FailureReason.RETRIES_EXHAUSTED, "http:429"),
                trouble(504, "<html>", FailureReason.UNKNOWN_OUTCOME, "http:504"),
                trouble(401, "{\"error\":\"No\"}", FailureReason.CONFIG, "http:401"),
                trouble(302, "", FailureReason.CONFIG, "http:302"),
                trouble(400, "{\"error\":{\"code\":131009}}", FailureReason.BAD_REQUEST, "meta:131009"));
    }

    /** Nobody waits for it, so it may hold nobody up either. */
    @Test
    void markRead_mayTakeTwoSeconds_whereASendMayTakeTen() {
        var allowed = new ArrayList<Duration>();
        var client = KapsoClient.create()
                .newBuilder()
                .addInterceptor(chain -> {
                    allowed.add(Duration.ofNanos(chain.call().timeout().timeoutNanos()));
                    return chain.proceed(chain.request());
                })
                .build();
        var dialect = new MetaProxyDialect(HttpUrl.get(kapso.url(FakeKapso.PROXY)));
        var provider = new KapsoMessagingProvider(client, client, dialect, Optional.empty(), Clock.systemUTC());
        kapso.always(() -> FakeKapso.answer(200, "{\"success\":true}").build());
        provider.markRead(receipt(true));
        provider.send(Outbound.text("Hola"), Outbound.UNNOTICED);
        assertThat(allowed).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    @Test
    void markRead_successThatIsNone_isAFailure() {
        kapso.enqueue(FakeKapso.answer(200, "{\"success\":false}").build());
        assertThat(kapso.provider().markRead(receipt(true))).isPresent();
    }

    @Test
    void markRead_nobodyListens_isAFailure() {
        assertThat(FakeKapso.providerAt(FakeKapso.deadAddress()).markRead(receipt(true)))
                .contains(new Failure(FailureReason.RETRIES_EXHAUSTED, "net:connect", "the provider was not reached"));
    }

    @Test
    void markRead_lineOrKeyThatIsNone_isAFailureOfConfiguration() {
        assertThat(kapso.provider().markRead(receipt("../x", Optional.empty(), Optional.of("k"))))
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("kapso:line"));
        assertThat(kapso.provider().markRead(receipt("1", Optional.empty(), Optional.empty())))
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("kapso:token"));
        assertThat(kapso.requestsSeen()).isZero();
    }

    @Test
    void markRead_idWithoutUtf8_isAFailure() {
        var receipt = new ReadReceipt(
                new LineId("1"), Optional.of(new Secret("k")), new ExternalId("wamid.\ud83d"), Optional.empty(), true);
        assertThat(kapso.provider().markRead(receipt))
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("kapso:text"));
    }

    private static Arguments trouble(int status, String body, FailureReason reason, String code) {
        return trouble(() -> FakeKapso.answer(status, body).build(), reason, code);
    }

    private static Arguments trouble(Supplier<MockResponse> answer, FailureReason reason, String code) {
        return Arguments.of(answer, reason, code);
    }

    private static ReadReceipt receipt(boolean typing) {
        return new ReadReceipt(
                new LineId("109900000000001"),
                Optional.of(new Secret(Outbound.TOKEN)),
                new ExternalId("wamid.IN1"),
                Optional.of(UUID),
                typing);
    }

    private static ReadReceipt receipt(String line, Optional<String> id, Optional<String> token) {
        return new ReadReceipt(new LineId(line), token.map(Secret::new), new ExternalId("wamid.IN1"), id, true);
    }
}
