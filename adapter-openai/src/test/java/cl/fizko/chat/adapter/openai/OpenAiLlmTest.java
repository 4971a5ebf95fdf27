package cl.fizko.chat.adapter.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.LlmPort;
import cl.fizko.chat.domain.port.LlmPort.Outcome.Completed;
import cl.fizko.chat.domain.port.LlmPort.Outcome.Unavailable;
import cl.fizko.chat.domain.port.LlmPort.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Speaks the wire of OpenAI's chat completions over a real socket. The timeout only keeps a hanging test from hanging the build. */
@Timeout(60)
class OpenAiLlmTest {

    private static final String KEY = "sk-test-0123456789";
    private static final String MODEL = "gpt-4o-mini";
    private static final String INSTRUCTIONS = "Name the topic in one word.";
    private static final String TEXT = "¿Cuándo vence mi F29? ñandú \"citado\"";
    private static final String ANSWER = "impuestos mensuales";

    /** Far longer than any answer below takes: where it is used, time plays no part. */
    private static final Duration AMPLE = Duration.ofSeconds(50);

    /** Where it is used, the server never gives a whole answer: the deadline is certain to pass. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final JsonMapper JSON = new JsonMapper();

    private final MockWebServer server = new MockWebServer();
    private OpenAiLlm llm;

    @BeforeEach
    void start() throws IOException {
        server.start();
        llm = llmAt(server.url("/v1").toString());
    }

    @AfterEach
    void stop() {
        llm.close();
        server.close();
    }

    @Test
    void complete_answer_isTrimmed() {
        server.enqueue(completion("\n  " + ANSWER + " \t", "stop"));

        assertThat(ask(AMPLE)).isEqualTo(new Completed(ANSWER));
    }

    @Test
    void complete_request_carriesModelMessagesAndKey() throws Exception {
        server.enqueue(completion(ANSWER, "stop"));

        ask(AMPLE);

        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getRequestLine()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(sent.getHeaders().get("Content-Type")).startsWith("application/json");
        JsonNode body = body(sent);
        assertThat(body.path("model").textValue()).isEqualTo(MODEL);
        assertThat(body.path("stream").asBoolean()).isFalse();
        assertThat(body.path("messages"))
                .isEqualTo(JSON.createArrayNode()
                        .add(JSON.createObjectNode().put("role", "system").put("content", INSTRUCTIONS))
                        .add(JSON.createObjectNode().put("role", "user").put("content", TEXT)));
    }

    @Test
    void complete_cleartext_doesNotAskForHttp2() throws Exception {
        server.enqueue(completion(ANSWER, "stop"));

        ask(AMPLE);

        assertThat(server.takeRequest().getHeaders().names()).doesNotContain("Upgrade", "HTTP2-Settings");
    }

    @Test
    void complete_baseUrlWithAFinalSlash_reachesTheSamePath() throws Exception {
        server.enqueue(completion(ANSWER, "stop"));

        try (var slashed = llmAt(server.url("/v1/").toString())) {
            assertThat(slashed.complete(question(AMPLE))).isEqualTo(new Completed(ANSWER));
        }

        assertThat(server.takeRequest().getTarget()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void complete_noFinishReason_isStillAnAnswer() {
        server.enqueue(json(
                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + ANSWER + "\"}}]}"));

        assertThat(ask(AMPLE)).isEqualTo(new Completed(ANSWER));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 408, 418, 429, 500, 502, 503})
    void complete_httpError_isUnavailableAfterOneAttempt(int status) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", "1")
                .addHeader("Location", "/elsewhere")
                .addHeader("Content-Type", "application/json")
                .body("{\"error\":{\"message\":\"quotes " + KEY + "\",\"type\":\"t\",\"code\":\"c\"}}")
                .build());
        server.enqueue(completion(ANSWER, "stop"));

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("http " + status));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void complete_gatewaysErrorPage_isItsStatus() {
        server.enqueue(htmlPage(502));

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("http 502"));
    }

    @Test
    void complete_htmlPageWithStatus200_isUnreadable() {
        server.enqueue(htmlPage(200));

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("unreadable answer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "\"text\"",
                "{\"choices\":null}",
                "{\"choices\":[]}",
                "{\"choices\":[null]}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":{\"nested\":1}}}]}",
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"cut off"
            })
    void complete_bodyOfAnotherShape_isUnreadable(String body) {
        server.enqueue(json(body));

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("unreadable answer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \\n\\t\"", "null"})
    void complete_noText_isAnEmptyAnswer(String content) {
        server.enqueue(choice("{\"role\":\"assistant\",\"content\":" + content + "}", "stop"));

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("empty answer"));
    }

    @Test
    void complete_modelRefuses_isRefused() {
        server.enqueue(
                choice("{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot help with that\"}", "stop"));

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("refused"));
    }

    @ParameterizedTest
    @CsvSource({"'',content_filter,refused", "part of it,content_filter,refused", "part of it,length,truncated answer"})
    void complete_answerCutShort_isNotUsed(String content, String finishReason, String expected) {
        server.enqueue(completion(content, finishReason));

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable(expected));
    }

    @Test
    void complete_connectionDroppedBeforeTheAnswer_isLostAfterOneAttempt() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(completion(ANSWER, "stop"));

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("connection lost"));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void complete_connectionDroppedInTheBody_isLost() {
        server.enqueue(completion(ANSWER, "stop")
                .newBuilder()
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("connection lost"));
    }

    @Test
    void complete_nobodyListens_isUnreachable() {
        server.close();

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("unreachable"));
    }

    @Test
    void complete_unknownHost_isUnreachable() {
        try (var lost = llmAt("http://no-such-host.invalid/v1")) {
            assertThat(lost.complete(question(AMPLE))).isEqualTo(new Unavailable("unreachable"));
        }
    }

    @Test
    void complete_httpsToAServerWithoutTls_isATlsFailure() throws Exception {
        // Not MockWebServer: it waits for a line break, which a TLS greeting may or may not contain.
        var acceptor = Executors.newSingleThreadExecutor();
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var encrypted = llmAt("https://localhost:" + plain.getLocalPort() + "/v1")) {
            Future<Socket> greeted = acceptor.submit(() -> {
                Socket socket = plain.accept();
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                return socket;
            });

            assertThat(encrypted.complete(question(AMPLE))).isEqualTo(new Unavailable("tls failure"));
            greeted.get().close();
        } finally {
            acceptor.shutdownNow();
        }
    }

    @Test
    void complete_serverNeverAnswers_isATimeout() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());

        assertThat(ask(SHORT)).isEqualTo(new Unavailable("timeout"));
    }

    @Test
    void complete_bodyThatDrips_isCutAtTheDeadlineAndTheConnectionClosed() throws Exception {
        var drip = new EndlessDrip();
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(drip)
                .build());

        // Long enough for the drip to begin on a busy machine; it never ends by itself.
        assertThat(ask(Duration.ofSeconds(2))).isEqualTo(new Unavailable("timeout"));
        drip.clientHungUp.await();
    }

    @Test
    void complete_afterATimeout_theNextCallIsUnharmed() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean stalls = userText(request).equals("stall");
                return stalls
                        ? new MockResponse.Builder()
                                .onResponseStart(SocketEffect.Stall.INSTANCE)
                                .build()
                        : completion(ANSWER, "stop");
            }
        });

        assertThat(llm.complete(new Request(INSTRUCTIONS, "stall", SHORT))).isEqualTo(new Unavailable("timeout"));
        assertThat(ask(AMPLE)).isEqualTo(new Completed(ANSWER));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void complete_noTimeLeft_sendsNothing(long millis) {
        assertThat(ask(Duration.ofMillis(millis))).isEqualTo(new Unavailable("timeout"));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void complete_endlessTimeout_isAccepted() {
        server.enqueue(completion(ANSWER, "stop"));

        assertThat(ask(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(new Completed(ANSWER));
    }

    @ParameterizedTest
    @CsvSource({"' ',text", "instructions,''"})
    void complete_nothingToAsk_sendsNothing(String instructions, String text) {
        assertThat(llm.complete(new Request(instructions, text, AMPLE))).isEqualTo(new Unavailable("empty question"));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void complete_callerInterrupted_answersAndKeepsTheFlag() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());

        Thread.currentThread().interrupt();
        LlmPort.Outcome outcome = ask(AMPLE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isEqualTo(new Unavailable("interrupted"));
    }

    @Test
    void close_callUnderWay_isInterrupted() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        var caller = Executors.newSingleThreadExecutor();
        try {
            Future<LlmPort.Outcome> outcome = caller.submit(() -> ask(AMPLE));
            server.takeRequest();

            llm.close();

            assertThat(outcome.get()).isEqualTo(new Unavailable("interrupted"));
        } finally {
            caller.shutdownNow();
        }
    }

    @Test
    void complete_afterClose_isShutDown() {
        llm.close();

        assertThat(ask(AMPLE)).isEqualTo(new Unavailable("shut down"));
    }

    @Test
    void complete_manyThreads_eachGetsItsOwnAnswer() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return completion("echo " + userText(request), "stop");
            }
        });
        var callers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<LlmPort.Outcome>> calls = IntStream.range(0, 40)
                    .<Callable<LlmPort.Outcome>>mapToObj(
                            i -> () -> llm.complete(new Request(INSTRUCTIONS, "question " + i, AMPLE)))
                    .toList();

            List<Future<LlmPort.Outcome>> outcomes = callers.invokeAll(calls);

            for (int i = 0; i < outcomes.size(); i++) {
                assertThat(outcomes.get(i).get()).isEqualTo(new Completed("echo question " + i));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void complete_whateverHappens_logsNeitherQuestionNorAnswerNorKey() {
        server.enqueue(completion(ANSWER, "stop"));
        server.enqueue(choice("{\"role\":\"assistant\",\"refusal\":\"" + ANSWER + "\"}", "stop"));
        server.enqueue(json("{\"choices\":[{\"message\":\"" + ANSWER + "\"}]}"));
        server.enqueue(json(ANSWER).newBuilder().code(500).build());
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(events);
        try {
            for (int i = 0; i < 4; i++) {
                ask(AMPLE);
            }
        } finally {
            root.detachAppender(events);
            root.setLevel(before);
        }

        assertThat(events.list)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(event -> assertThat(
                                event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .doesNotContain(INSTRUCTIONS, TEXT, ANSWER, KEY));
    }

    private LlmPort.Outcome ask(Duration timeout) {
        return llm.complete(question(timeout));
    }

    private static Request question(Duration timeout) {
        return new Request(INSTRUCTIONS, TEXT, timeout);
    }

    private static OpenAiLlm llmAt(String baseUrl) {
        return new OpenAiLlm(new OpenAiSettings(new Secret(KEY), URI.create(baseUrl), MODEL));
    }

    private static String userText(RecordedRequest request) {
        return body(request).at("/messages/1/content").asText();
    }

    private static JsonNode body(RecordedRequest request) {
        try {
            return JSON.readTree(request.getBody().utf8());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static MockResponse completion(String content, String finishReason) {
        return choice(
                JSON.createObjectNode()
                        .put("role", "assistant")
                        .put("content", content)
                        .toString(),
                finishReason);
    }

    private static MockResponse choice(String message, String finishReason) {
        return json("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1760000000,\"model\":\"" + MODEL
                + "\",\"choices\":[{\"index\":0,\"message\":" + message + ",\"logprobs\":null,\"finish_reason\":\""
                + finishReason + "\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}");
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private static MockResponse htmlPage(int status) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "text/html")
                .body("<!doctype html><html><body>Sign in to this network</body></html>")
                .build();
    }

    /** Sends a space, which JSON allows before an answer, every few milliseconds for as long as somebody listens. */
    private static final class EndlessDrip implements MockResponseBody {

        final CountDownLatch clientHungUp = new CountDownLatch(1);

        @Override
        public long getContentLength() {
            return Long.MAX_VALUE;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try {
                while (!clientHungUp.await(5, TimeUnit.MILLISECONDS)) {
                    sink.writeByte(' ');
                    sink.flush();
                }
            } catch (InterruptedException serverClosed) {
                Thread.currentThread().interrupt();
            } catch (IOException hungUp) {
                clientHungUp.countDown();
                throw hungUp;
            }
        }
    }
}
