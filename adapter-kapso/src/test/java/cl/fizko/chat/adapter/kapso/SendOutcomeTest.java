package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.SendOutcome;
import cl.fizko.chat.domain.port.SendOutcome.LineBlocked;
import cl.fizko.chat.domain.port.SendOutcome.Rejected;
import cl.fizko.chat.domain.port.SendOutcome.RetryLater;
import cl.fizko.chat.domain.port.SendOutcome.RetryOnce;
import cl.fizko.chat.domain.port.SendOutcome.Unknown;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means, over a real socket. The codes themselves are in {@link KapsoErrorsTest}. */
class SendOutcomeTest {

    @RegisterExtension
    final FakeKapso kapso = new FakeKapso();

    @Test
    void send_metaSaysWindowClosed_isThat() {
        assertThat(answered(400, Fixtures.text("http-400-meta-131047")))
                .isEqualTo(new Rejected(new Failure(
                        FailureReason.WINDOW_CLOSED,
                        "meta:131047",
                        "more than 24 hours since the customer's last message: (#131047) Re-engagement message")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"Cannot send non-template messages outside the 24-hour window.\",\"next_steps\":\"x\"}",
                "{\"error\":\"OUTSIDE THE 24-HOUR WINDOW\"}",
                "{\"error\":\"No\",\"next_steps\":\"Send a template to reopen the session.\"}",
                "{\"error\":\"No\",\"code\":131047}",
                "{\"error\":{\"message\":\"No\",\"code\":\"131047\"}}",
                "{\"error\":{\"message\":\"Cannot send outside the 24-hour window\"}}",
                "{\"error\":\"Unprocessable\",\"status\":422,\"message\":\"Outside the 24-hour window\"}",
                "{\"error\":{\"message\":\"No\"},\"message\":\"Outside the 24-hour window\"}",
                "{\"error\":{\"message\":\"No\",\"error_data\":{\"details\":\"Outside the 24-hour window\"}}}",
                "{\"error\":{\"message\":\"Outside the 24-hour window\",\"code\":999999}}",
                "{\"error\":\"(#131047) Re-engagement message\"}",
                "{\"error\":\"Unprocessable\",\"status\":422,\"message\":\" (#131047)\"}",
                "{\"error\":{\"code\":422,\"message\":\"(#131047) x\"}}"
            })
    void send_kapsoSaysWindowClosed_isThatInEveryShape(String body) {
        assertThat(reason(answered(422, body))).isEqualTo(FailureReason.WINDOW_CLOSED);
    }

    /** v1 passes Meta's errors on as text alone. */
    @ParameterizedTest
    @CsvSource({
        "(#131026) Message undeliverable, meta:131026",
        "Failed: (#131026), http:422",
        "(#1310261310261) x, http:422",
        "(131026) x, http:422"
    })
    void send_codeAtTheBeginningOfTheWords_counts(String words, String code) {
        var outcome = answered(422, "{\"error\":\"" + words + "\"}");
        assertThat(((Rejected) outcome).failure().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":\"Validation failed\"}", "{\"error\":{\"x\":1}}", "[]", "<html>", ""})
    void send_another422_isABadRequest(String body) {
        assertThat(reason(answered(422, body))).isEqualTo(FailureReason.BAD_REQUEST);
    }

    @Test
    void send_inFlight_isRetriedLater() {
        assertThat(answered(409, Fixtures.text("http-409-kapso-in-flight")))
                .isEqualTo(new RetryLater(Optional.empty(), "http:409"));
    }

    @Test
    void send_throttledByKapso_waitsAsAsked() {
        var answer = FakeKapso.answer(429, Fixtures.text("http-429-kapso"));
        assertThat(kapso.outcomeOf(answer.addHeader("Retry-After", "60").build()))
                .isEqualTo(new RetryLater(Optional.of(Duration.ofSeconds(60)), "http:429"));
    }

    @Test
    void send_throttledWithoutAWait_leavesItToTheCaller() {
        assertThat(answered(429, "{}")).isEqualTo(new RetryLater(Optional.empty(), "http:429"));
    }

    /** OkHttp would send again at once, even with its retries off. */
    @Test
    void send_503WithZeroWait_isOneRequest() {
        kapso.enqueue(new MockResponse(503, Headers.of("Retry-After", "0"), "{}"));
        kapso.enqueue(FakeKapso.accepts());
        assertThat(kapso.provider().send(Outbound.text("Hola"), Outbound.UNNOTICED))
                .isEqualTo(new RetryLater(Optional.of(Duration.ZERO), "http:503"));
        assertThat(kapso.requestsSeen()).isEqualTo(1);
    }

    /** OkHttp would throw a NumberFormatException. */
    @Test
    void send_503WithAnAbsurdWait_waitsADay() {
        assertThat(kapso.outcomeOf(new MockResponse(503, Headers.of("Retry-After", "99999999999"), "{}")))
                .isEqualTo(new RetryLater(Optional.of(Duration.ofDays(1)), "http:503"));
    }

    @Test
    void send_408_isOneRequestAndUnknown() {
        kapso.enqueue(FakeKapso.answer(408, "").build());
        kapso.enqueue(FakeKapso.accepts());
        assertThat(kapso.provider().send(Outbound.text("Hola"), Outbound.UNNOTICED))
                .isInstanceOf(Unknown.class);
        assertThat(kapso.requestsSeen()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    502 | {"error":"Kapso proxy timeout"}
                    504 | <html>Gateway Timeout</html>
                    502 | {"error":{"code":131016,"message":"Service unavailable"}}
                    520 | <html>Cloudflare</html>
                    200 | {"messages":[]}
                    200 | {"messages":[{"id":""}]}
                    200 | {"messages":[{"id":7}]}
                    200 | {"messages":[{"id":"wamid.\\u0000"}]}
                    200 | {"messages":
                    200 | {"error":{"code":131047}}
                    204 | ''
                    """)
    void send_answerThatDoesNotTell_isUnknown(int status, String body) {
        assertThat(answered(status, body)).isInstanceOf(Unknown.class);
    }

    @Test
    void send_endlessAnswer_isUnknown() {
        assertThat(answered(200, " ".repeat(1_000_000) + "{\"messages\":[{\"id\":\"wamid.1\"}]}"))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void send_500_isRetriedOnce() {
        assertThat(answered(500, "{\"error\":\"Internal\"}")).isEqualTo(new RetryOnce("http:500"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 501})
    void send_statusWithoutACode_isABadRequest(int status) {
        var outcome = answered(status, "{\"error\":\"No\"}");
        assertThat(reason(outcome)).isEqualTo(FailureReason.BAD_REQUEST);
        assertThat(((Rejected) outcome).failure().code()).isEqualTo("http:" + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void send_keyNotAccepted_blocksTheLine(int status) {
        assertThat(answered(status, "{\"error\":\"No\"}"))
                .isEqualTo(new LineBlocked(
                        new Failure(FailureReason.CONFIG, "http:" + status, "the API key is not accepted: No")));
    }

    /** Kapso's client writes the HTTP status where Meta's code belongs. */
    @Test
    void send_codeThatRepeatsTheStatus_isNoCodeOfMetas() {
        assertThat(answered(500, "{\"error\":{\"code\":500}}")).isEqualTo(new RetryOnce("http:500"));
    }

    @Test
    void send_codeThatNobodyKnows_isOther() {
        assertThat(answered(400, "{\"error\":{\"code\":999999,\"message\":\"New\"}}"))
                .isEqualTo(new Rejected(
                        new Failure(FailureReason.OTHER, "meta:999999", "a code that we do not know: New")));
    }

    @Test
    void send_errorThatQuotesTheCustomer_isMasked() {
        var outcome = answered(
                400,
                "{\"error\":{\"code\":100,\"message\":\"Bad number +56 9 5550 0101 of rosa@example.cl\\n in \\\"Hola Rosa\\\"\"}}");
        assertThat(((Rejected) outcome).failure().detail())
                .isEqualTo("a parameter is unknown or wrong: Bad number *** of *** in ***");
    }

    /** The detail is stored, so it must not end in half a character, nor hold what no database takes. */
    @Test
    void send_longError_isCutBetweenCharacters() {
        var outcome =
                answered(400, "{\"error\":{\"code\":100,\"message\":\"\\u0000\\ud800" + "x".repeat(199) + "😊\"}}");
        assertThat(((Rejected) outcome).failure().detail())
                .isEqualTo("a parameter is unknown or wrong: " + "x".repeat(199));
    }

    private SendOutcome answered(int status, String body) {
        return kapso.outcomeOf(FakeKapso.answer(status, body).build());
    }

    private static FailureReason reason(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(Rejected.class);
        return ((Rejected) outcome).failure().reason();
    }
}
