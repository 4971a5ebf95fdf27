package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.adapter.http.edge.Rate;
import cl.fizko.chat.adapter.http.edge.TrustedProxies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Which deliveries are answered before the servlets, and that nobody outside can tell. */
class WebhookShortcutTest {

    private static final String SIGNED = "Host: h\r\nX-Request-Id: id\r\nX-Signature: let-me-in\r\nX-Key: k\r\n";
    private static final String BRACES = "Content-Length: 2\r\n\r\n{}";

    /** With a page of a browser that may call, so that its headers are compared too. */
    private static final EdgeSettings EDGE =
            new EdgeSettings(Set.of("https://panel.example.cl"), Rate.UNLIMITED, Rate.UNLIMITED, TrustedProxies.NONE);

    private final List<String> told = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/chat/webhook HTTP/1.1\r\n" + SIGNED + BRACES,
                "/api/chat/webhook/ HTTP/1.1\r\n" + SIGNED + BRACES,
                "/api/chat/webhook/other-one HTTP/1.1\r\n" + SIGNED + BRACES,
                "/api/chat/webhook/other-one/?a=%20 HTTP/1.1\r\n" + SIGNED + BRACES,
                "/api/chat/webhook HTTP/1.1\r\n" + SIGNED
                        + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"
            })
    void plainDelivery_isAnsweredBeforeTheServlets(String request) throws Exception {
        assertThat(theWayOf("POST " + request)).containsExactly(false);
    }

    @Test
    void bodyInPieces_isAnsweredBeforeTheServlets() throws Exception {
        var inbox = new FakeInbox();
        try (var server = Webhooks.server(inbox, Webhooks.Way.SHORT);
                var raw = RawConnection.to(server)) {
            raw.send(Webhooks.rawHead("k", "Content-Length: 9000"));
            for (var piece = 0; piece < 9; piece++) {
                raw.send(Integer.toString(piece).repeat(1000));
                server.get("/health/live"); // a piece has been read, or will be with the next one
            }
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200");
        }
        assertThat(inbox.throughTheRoute).containsExactly(false);
        assertThat(inbox.entries)
                .singleElement()
                .satisfies(entry -> assertThat(new String(entry.rawBody(), StandardCharsets.US_ASCII))
                        .matches("0{1000}1{1000}2{1000}3{1000}4{1000}5{1000}6{1000}7{1000}8{1000}"));
    }

    @Test
    void longEmptyOrExpectedBody_isForTheRoute() throws Exception {
        var head = "POST /api/chat/webhook HTTP/1.1\r\n" + SIGNED;
        var shortest = HttpLimits.SMALL_BYTES + 1;

        assertThat(theWayOf(head + "Content-Length: " + shortest + "\r\n\r\n" + "x".repeat(shortest)))
                .containsExactly(true);
        assertThat(theWayOf(head + "Content-Length: 0\r\n\r\n")).containsExactly(true);
        assertThat(theWayOf(head + "Expect: 100-continue\r\n" + BRACES)).containsExactly(true);
    }

    @Test
    void longestShortBody_isAnsweredBeforeTheServlets() throws Exception {
        var length = HttpLimits.SMALL_BYTES;

        assertThat(theWayOf("POST /api/chat/webhook HTTP/1.1\r\n" + SIGNED + "Content-Length: " + length + "\r\n\r\n"
                        + "x".repeat(length)))
                .containsExactly(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/chat/webhook HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook/ HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook/other-one HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook?provider=no HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST http://h/api/chat/webhook HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST http://h HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook HTTP/1.0\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook HTTP/1.1\r\nConnection: close\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook HTTP/1.1\r\nAccept-Encoding: gzip\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook HTTP/1.1\r\nAccept: text/html\r\nCookie: a=b\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook HTTP/1.1\r\nOrigin: https://panel.example.cl\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook HTTP/1.1\r\n" + SIGNED + "Content-Length: 7\r\n\r\ngarbage",
                // a header that is repeated, empty, or in another case
                "POST /api/chat/webhook HTTP/1.1\r\n" + SIGNED + "X-Signature: wrong\r\n" + BRACES,
                "POST /api/chat/webhook HTTP/1.1\r\nX-SIGNATURE: wrong\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook HTTP/1.1\r\nx-signature:\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook HTTP/1.1\r\nX-Key: \u00f1\r\n" + SIGNED + BRACES,
                // refused
                "POST /api/chat/webhook HTTP/1.1\r\nHost: h\r\nX-Request-Id: id\r\n" + BRACES,
                "POST /api/chat/webhook HTTP/1.1\r\nHost: h\r\nX-Request-Id: id\r\nAccept-Language: es-CL\r\n" + BRACES,
                "POST /api/chat/webhook/nobody HTTP/1.1\r\nAccept-Language: es\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook/NOBODY HTTP/1.1\r\nAccept-Language: es\r\n" + SIGNED + BRACES,
                // for the router
                "POST /api/chat/%77ebhook HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook/other%2done HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook/other-one;a=b HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook/./other-one HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook// HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhook/a/b HTTP/1.1\r\n" + SIGNED + BRACES,
                "POST /api/chat/webhooks HTTP/1.1\r\n" + SIGNED + BRACES,
                "post /api/chat/webhook HTTP/1.1\r\n" + SIGNED + BRACES,
                "PUT /api/chat/webhook HTTP/1.1\r\n" + SIGNED + BRACES,
                "GET /api/chat/webhook HTTP/1.1\r\n" + SIGNED + BRACES,
                "OPTIONS /api/chat/webhook HTTP/1.1\r\n" + SIGNED + BRACES
            })
    void bothWays_giveTheSameBytes_store_andTellTheSame(String request) throws Exception {
        var shorter = twice(Webhooks.Way.SHORT, new FakeInbox(), request);
        var route = twice(Webhooks.Way.ROUTE, new FakeInbox(), request);

        assertThat(shorter).isEqualTo(route);
        assertThat(shorter.toString()).contains("HTTP/1.1 ", "X-Request-Id: id").doesNotContain("Transfer-Encoding");
    }

    @Test
    void bothWays_giveTheSameBytes_whenTheStoreIsAway_andTheLogNamesTheRequest() throws Exception {
        var request = "POST /api/chat/webhook HTTP/1.1\r\nAccept-Language: es\r\n" + SIGNED + BRACES;
        var answers = new ArrayList<List<String>>();
        for (var way : Webhooks.Way.values()) {
            var inbox = new FakeInbox();
            inbox.goAway(() -> {
                told.add("in the log: " + MDC.get("request_id"));
                return new IllegalStateException();
            });
            answers.add(twice(way, inbox, request));
        }

        assertThat(answers.get(0))
                .isEqualTo(answers.get(1))
                .contains("in the log: id")
                .first()
                .asString()
                .contains("503", "Retry-After: 10");
    }

    @Test
    void bothWays_giveTheSameBytes_whenThereIsABug() throws Exception {
        var request = "POST /api/chat/webhook HTTP/1.1\r\n" + SIGNED + BRACES;
        var answers = new ArrayList<List<String>>();
        for (var way : Webhooks.Way.values()) {
            var inbox = new FakeInbox();
            inbox.goAway(() -> {
                throw new StackOverflowError("hola +56912345678");
            });
            try (var log = LogCapture.of(ErrorAnswers.class)) {
                answers.add(twice(way, inbox, request));
                assertThat(log.lines())
                        .hasSize(2)
                        .allSatisfy(line ->
                                assertThat(line).contains("StackOverflowError").doesNotContain("hola", "5691"));
            }
        }

        assertThat(answers.get(0))
                .isEqualTo(answers.get(1))
                .first()
                .asString()
                .contains("HTTP/1.1 500", "urn:uuid:...")
                .doesNotContain("hola");
    }

    @Test
    void bothWays_shareTheirPlaces() throws Exception {
        var inbox = new FakeInbox();
        inbox.hold();
        var one = HttpLimitsFixture.with().webhooksInFlight(1).limits();
        try (var server = Webhooks.server(inbox, Webhooks.Way.SHORT, one);
                var held = RawConnection.to(server);
                var refused = RawConnection.to(server)) {
            held.send("POST /api/chat/webhook HTTP/1.1\r\n" + SIGNED + "Expect: 100-continue\r\n" + BRACES);
            inbox.awaitArrivals(1);
            refused.send("POST /api/chat/webhook HTTP/1.1\r\n" + SIGNED + BRACES);

            assertThat(refused.readAnswer()).startsWith("HTTP/1.1 503").contains("Retry-After: 10");

            inbox.open();
            assertThat(held.readAnswer()).startsWith("HTTP/1.1 100");
            assertThat(held.readAnswer()).startsWith("HTTP/1.1 200");
        }
    }

    private static Iterable<Boolean> theWayOf(String request) throws IOException {
        var inbox = new FakeInbox();
        try (var server = Webhooks.server(inbox, Webhooks.Way.SHORT);
                var raw = RawConnection.to(server)) {
            raw.send(request);
            var answer = raw.readAnswer();
            assertThat(answer.startsWith("HTTP/1.1 100") ? raw.readAnswer() : answer)
                    .startsWith("HTTP/1.1 200");
        }
        return inbox.throughTheRoute;
    }

    /** The answers to the request and to its repetition, the listener's words and the bodies stored; without what chance decides. */
    private List<String> twice(Webhooks.Way way, FakeInbox inbox, String request) throws IOException {
        told.clear();
        var limits = HttpLimits.defaults();
        var routes = TestServer.routes(limits, way.of(Webhooks.routes(inbox, limits)));
        var seen = new ArrayList<String>();
        try (var server = new HttpServer(
                List.of(routes),
                key -> Optional.empty(),
                limits,
                EDGE,
                (method, route, status, nanos) -> told.add(method + " " + route + " " + status))) {
            var port = server.start(TestServer.HOST, 0);
            try (var raw = RawConnection.to(port)) {
                raw.send(request);
                seen.add(withoutChance(raw.readAnswer()));
                if (!seen.get(0).contains("Connection: close") && !request.contains("HTTP/1.0")) {
                    raw.send(request);
                    seen.add(withoutChance(raw.readAnswer()));
                } else {
                    assertThat(raw.isClosedByServer()).isTrue();
                }
            }
        }
        seen.addAll(told);
        inbox.entries.forEach(
                entry -> seen.add(entry.key().value() + " " + entry.provider() + " " + entry.rawBody().length));
        return seen;
    }

    private static String withoutChance(String answer) {
        return answer.replaceFirst("(?m)^Date: .*$", "Date: ...")
                .replaceFirst("urn:uuid:[0-9a-f-]{36}", "urn:uuid:...");
    }
}
