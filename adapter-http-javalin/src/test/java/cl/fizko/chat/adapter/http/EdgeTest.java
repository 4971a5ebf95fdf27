package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.edge.Edge;
import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.adapter.http.edge.Rate;
import cl.fizko.chat.adapter.http.edge.TrustedProxies;
import cl.fizko.chat.adapter.http.health.HealthResource;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class EdgeTest {

    private static final String PANEL = "https://panel.example.cl";

    /** Slow enough that no test sees another one allowed. */
    private static final Rate FIVE = new Rate(1, Duration.ofDays(1), 5);

    private final List<String> inLog = new CopyOnWriteArrayList<>();

    private final Routes routes = api -> api.get(
                    "/hello",
                    ctx -> {
                        inLog.add(String.valueOf(MDC.get("request_id")));
                        ctx.result("\"hello\"");
                    },
                    Access.PUBLIC)
            .post("/hello", ctx -> inLog.add(String.valueOf(MDC.get("request_id"))), Access.PUBLIC)
            .patch("/hello/{id}", ctx -> {}, Access.ADMIN)
            .get("/secret", ctx -> ctx.result("\"secret\""), Access.ADMIN)
            .get(
                    "/bug",
                    ctx -> {
                        throw new IllegalStateException();
                    },
                    Access.PUBLIC);

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/nowhere", "/bug", "/secret", "/health/live"})
    void requestId_isKeptInEveryAnswer(String path) throws Exception {
        try (var server = TestServer.with(routes)) {
            var answer = server.send(server.request(path).header("X-Request-Id", "Abc_1.2-3"));

            assertThat(answer.headers().allValues("x-request-id")).containsExactly("Abc_1.2-3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "no=sign", "ñandú"})
    void requestId_ofAnotherKind_isReplaced(String given) throws Exception {
        try (var server = TestServer.with(routes)) {
            for (var id : List.of(given, "x".repeat(65))) {
                var answer = server.send(server.request("/hello").header("X-Request-Id", id));

                assertThat(answer.headers().firstValue("x-request-id"))
                        .get()
                        .asString()
                        .matches("[0-9a-f]{32}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /hello HTTP/1.1\r\nHost: h\r\nBad Header: x\r\n\r\n"
            })
    void requestId_isInTheAnswersOfTheProtocolToo(String request) throws Exception {
        try (var server = TestServer.with(routes);
                var raw = RawConnection.to(server)) {
            raw.send(request);

            assertThat(raw.readAnswer())
                    .startsWith("HTTP/1.1 400")
                    .containsPattern("(?i)x-request-id: [0-9a-f]{32}\r\n");
        }
    }

    @Test
    void requestId_isInTheLog_whileTheHandlerRuns_alsoWhenTheBodyCameLate() throws Exception {
        try (var server = TestServer.with(routes);
                var raw = RawConnection.to(server)) {
            server.send(server.request("/hello").header("X-Request-Id", "first"));
            raw.send("POST /hello HTTP/1.1\r\nHost: h\r\nX-Request-Id: late\r\nContent-Length: 2\r\n\r\n{");
            server.send(server.request("/hello").header("X-Request-Id", "between"));
            raw.send("}");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200");
        }
        assertThat(inLog).containsExactlyInAnyOrder("first", "between", "late");
    }

    @Test
    void options_ofAnyRoute_tellItsMethods_withoutAKey() throws Exception {
        try (var server = TestServer.with(routes)) {
            var hello = server.send(options(server, "/hello/"));
            assertThat(hello.statusCode()).isEqualTo(204);
            assertThat(allowed(hello)).containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
            assertThat(allowed(server.send(options(server, "/hello/7")))).containsExactlyInAnyOrder("PATCH", "OPTIONS");
            ProblemAssert.assertProblem(server.send(options(server, "/nowhere")), 404);
        }
    }

    @Test
    void withoutOrigins_noBrowserIsToldAnything() throws Exception {
        try (var server = TestServer.with(routes)) {
            for (var request : List.of(server.request("/hello"), preflight(server, PANEL, "GET"))) {
                var answer = server.send(request.setHeader("Origin", PANEL));

                assertThat(answer.headers().map().keySet())
                        .noneMatch(name -> name.startsWith("access-control-") || name.equals("vary"));
            }
        }
    }

    @Test
    void aNamedOrigin_mayCall_andReadWhatItNeeds_inErrorsToo() throws Exception {
        try (var server = TestServer.with(withOrigins(), routes)) {
            for (var path : List.of("/hello", "/nowhere", "/secret")) {
                var answer = server.send(server.request(path).header("Origin", PANEL));

                assertThat(header(answer, "access-control-allow-origin")).contains(PANEL);
                assertThat(header(answer, "access-control-expose-headers"))
                        .contains("ETag, X-Request-Id, Retry-After, Location");
                assertThat(header(answer, "access-control-allow-credentials")).isEmpty();
                assertThat(answer.headers().allValues("vary")).contains("Origin");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://panel.example.cl.evil.example",
                "http://panel.example.cl",
                "https://panel.example.cl:8443",
                "https://PANEL.example.cl",
                "null",
                "*"
            })
    void anotherOrigin_isToldNothing_butThatTheAnswerDependsOnIt(String origin) throws Exception {
        try (var server = TestServer.with(withOrigins(), routes)) {
            for (var request : List.of(server.request("/hello"), preflight(server, origin, "GET"))) {
                var answer = server.send(request.setHeader("Origin", origin));

                assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
                assertThat(answer.headers().allValues("vary")).contains("Origin");
            }
        }
    }

    @Test
    void aPreflight_isAnswered_whateverTheRoute() throws Exception {
        try (var server = TestServer.with(withOrigins(), routes)) {
            var answer = server.send(preflight(server, PANEL, "PATCH"));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(header(answer, "access-control-allow-origin")).contains(PANEL);
            assertThat(header(answer, "access-control-allow-methods").orElseThrow())
                    .contains("PATCH");
            assertThat(header(answer, "access-control-allow-headers")
                            .orElseThrow()
                            .split(", "))
                    .contains("Authorization", "Content-Type", "If-Match", "Idempotency-Key", "Last-Event-ID");
            assertThat(header(answer, "x-request-id")).isPresent();
            assertThat(inLog).isEmpty();
        }
    }

    @Test
    void tooManyRequests_ofAnAddress_are429_forEveryPathButWebhooksAndHealth() throws Exception {
        var inbox = new FakeInbox();
        var limits = HttpLimits.defaults();
        var edge = new EdgeSettings(Set.of(PANEL), Rate.UNLIMITED, FIVE, TrustedProxies.NONE);
        try (var server = TestServer.with(
                edge,
                routes,
                TestServer.routes(limits, Webhooks.routes(inbox, limits), new HealthResource(List.of())))) {
            assertThat(statuses(server, "/hello", 5)).containsOnly(200);

            var refused = server.send(server.request("/hello").header("Origin", PANEL));
            ProblemAssert.assertProblem(refused, 429);
            assertThat(header(refused, "retry-after").orElseThrow()).matches("86[34]\\d\\d");
            assertThat(header(refused, "x-request-id")).isPresent();
            assertThat(header(refused, "access-control-allow-origin")).contains(PANEL);
            assertThat(statuses(server, "/api/chat/webhook-events", 1)).containsOnly(429);
            for (var method : List.of("PUT", "DELETE", "OPTIONS")) {
                ProblemAssert.assertProblem(
                        server.send(server.request("/hello").method(method, BodyPublishers.ofString("{}"))), 429);
            }

            assertThat(statuses(server, "/health/live", 10)).containsOnly(200);
            for (var i = 0; i < 10; i++) {
                assertThat(server.send(Webhooks.delivery(server, "k" + i)).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aWrongKey_costsTenRequests() throws Exception {
        var edge = new EdgeSettings(Set.of(), Rate.UNLIMITED, new Rate(1, Duration.ofDays(1), 25), TrustedProxies.NONE);
        try (var server = TestServer.with(edge, routes)) {
            var answers = new ArrayList<Integer>();
            for (var i = 0; i < 4; i++) {
                answers.add(server.send(server.request("/secret").header("Authorization", "Bearer guess-" + i))
                        .statusCode());
            }

            assertThat(answers).containsExactly(401, 401, 401, 429);
            assertThat(statuses(server, "/hello", 1)).containsOnly(429);
        }
    }

    @Test
    void aKey_hasItsOwnLimit() throws Exception {
        var edge = new EdgeSettings(Set.of(), FIVE, Rate.UNLIMITED, TrustedProxies.NONE);
        try (var server = TestServer.with(edge, routes)) {
            for (var i = 0; i < 5; i++) {
                assertThat(server.send(withKey(server)).statusCode()).isEqualTo(200);
            }

            var refused = server.send(withKey(server));
            ProblemAssert.assertProblem(refused, 429);
            assertThat(header(refused, "retry-after").orElseThrow()).matches("86[34]\\d\\d");
            assertThat(statuses(server, "/hello", 10)).containsOnly(200);
        }
    }

    @Test
    void behindATrustedProxy_eachClientHasItsLimit_andWithoutOneNobodyIsBelieved() throws Exception {
        var believing = new EdgeSettings(Set.of(), Rate.UNLIMITED, FIVE, TrustedProxies.parse("127.0.0.0/8"));
        try (var server = TestServer.with(believing, routes)) {
            assertThat(statusesOf(server, 6, "198.51.100.7")).containsExactly(200, 200, 200, 200, 200, 429);
            assertThat(statusesOf(server, 1, "203.0.113.9, 198.51.100.7")).containsExactly(429);
            assertThat(statusesOf(server, 1, "198.51.100.8")).containsExactly(200);
        }
        var unbelieving = new EdgeSettings(Set.of(), Rate.UNLIMITED, FIVE, TrustedProxies.NONE);
        try (var log = LogCapture.of(Edge.class);
                var server = TestServer.with(unbelieving, routes)) {
            for (var i = 0; i < 5; i++) {
                assertThat(statusesOf(server, 1, "198.51.100." + i)).containsExactly(200);
            }
            assertThat(statusesOf(server, 1, "198.51.100.99")).containsExactly(429);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("CHAT_TRUSTED_PROXIES")
                    .doesNotContain("198");
        }
    }

    private static EdgeSettings withOrigins() {
        return new EdgeSettings(
                Set.of(PANEL, "http://localhost:5173"), Rate.UNLIMITED, Rate.UNLIMITED, TrustedProxies.NONE);
    }

    private static HttpRequest.Builder options(TestServer server, String path) {
        return server.request(path).method("OPTIONS", BodyPublishers.noBody());
    }

    private static HttpRequest.Builder preflight(TestServer server, String origin, String method) {
        return options(server, "/hello/7").header("Origin", origin).header("Access-Control-Request-Method", method);
    }

    private static HttpRequest.Builder withKey(TestServer server) {
        return server.request("/secret").header("Authorization", "Bearer " + TestServer.ADMIN_KEY);
    }

    private static List<Integer> statuses(TestServer server, String path, int count) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < count; i++) {
            statuses.add(server.get(path).statusCode());
        }
        return statuses;
    }

    private static List<Integer> statusesOf(TestServer server, int count, String forwardedFor) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < count; i++) {
            statuses.add(server.send(server.request("/hello").header("X-Forwarded-For", forwardedFor))
                    .statusCode());
        }
        return statuses;
    }

    private static Optional<String> header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name);
    }

    private static String[] allowed(HttpResponse<String> answer) {
        return header(answer, "allow").orElseThrow().split(", ");
    }
}
