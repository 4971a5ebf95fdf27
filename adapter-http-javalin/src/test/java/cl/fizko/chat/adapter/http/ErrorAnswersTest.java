package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorAnswersTest {

    private static final Routes FAILING = routes -> routes.get(
                    "/bug/{id}",
                    ctx -> {
                        throw new IllegalStateException("hola +56912345678", new IOException("secret words"));
                    },
                    Access.PUBLIC)
            .get(
                    "/error",
                    ctx -> {
                        throw new StackOverflowError("hola +56912345678");
                    },
                    Access.PUBLIC)
            .get(
                    "/after-a-part",
                    ctx -> {
                        ctx.res().getOutputStream().print("part of an answer");
                        throw new IllegalStateException("hola");
                    },
                    Access.PUBLIC)
            .put("/thing", ctx -> {}, Access.PUBLIC)
            .get("/thing", ctx -> {}, Access.PUBLIC);

    private static final TestServer SERVER = TestServer.with(FAILING);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nowhere", "/api/chat/", "/bug", "/bug/1/2", "/favicon.ico", "/THING"})
    void unknownPath_is404(String path) throws Exception {
        var problem = ProblemAssert.assertProblem(SERVER.get(path), 404);

        assertThat(problem.has("errors")).isFalse();
        assertThat(problem.has("instance")).isFalse();
    }

    @Test
    void otherMethod_is405WithAllow() throws Exception {
        var answer = SERVER.send(SERVER.request("/thing").POST(BodyPublishers.noBody()));

        ProblemAssert.assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("allow").orElseThrow().split(", "))
                .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bug/56987654321", "/error", "/after-a-part"})
    void bug_is500_andTheLogHasItsIdAndNobodysWords(String path) throws Exception {
        try (var log = LogCapture.of(ErrorAnswers.class)) {
            var answer = SERVER.get(path);

            var problem = ProblemAssert.assertProblem(answer, 500);
            var instance = problem.path("instance").asText();
            assertThat(instance).startsWith("urn:uuid:");
            assertThat(answer.body()).doesNotContain("hola", "Exception", "StackOverflow", "at cl.");
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains(instance.substring("urn:uuid:".length()), "ErrorAnswersTest")
                            .doesNotContain("hola", "5691", "5698", "words"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /thing HTTP/1.1\r\n\r\n",
                "GET /thi\u0001ng HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /thing/%2e%2e/x HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /thing HTTP/1.1\r\nHost: h\r\nBad Header: x\r\n\r\n"
            })
    void malformedRequest_is400(String request) throws Exception {
        try (var raw = RawConnection.to(SERVER)) {
            raw.send(request);

            var answer = raw.readAnswer();
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("content-type: application/problem+json\r\n");
            ProblemAssert.assertProblem(answer.substring(answer.indexOf("\r\n\r\n")), 400);
        }
    }

    @Test
    void headersTooLong_is431() throws Exception {
        try (var raw = RawConnection.to(SERVER)) {
            raw.send("GET /thing HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");

            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 431").contains("application/problem+json");
        }
    }

    @Test
    void brokenChunks_are400() throws Exception {
        try (var webhook = Webhooks.server(new FakeInbox());
                var raw = RawConnection.to(webhook)) {
            raw.send(Webhooks.rawHead("k", "Transfer-Encoding: chunked") + "zz\r\n");

            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
    }

    @Test
    void senderWhoLeaves_leavesNoError() throws Exception {
        try (var log = LogCapture.of(ErrorAnswers.class)) {
            try (var webhook = Webhooks.server(new FakeInbox())) {
                try (var raw = RawConnection.to(webhook)) {
                    raw.send(Webhooks.rawHead("k", "Content-Length: 100000") + "part");
                }
                assertThat(webhook.send(Webhooks.delivery(webhook, "k")).statusCode())
                        .isEqualTo(200);
            }
            assertThat(log.lines()).isEmpty(); // once everything has ended
        }
    }
}
