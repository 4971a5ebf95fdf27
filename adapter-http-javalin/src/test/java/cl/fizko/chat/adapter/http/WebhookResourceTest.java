package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.webhook.WebhookResource;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Webhooks.Way.class)
class WebhookResourceTest {

    private final FakeInbox inbox = new FakeInbox();
    private final TestServer server;

    WebhookResourceTest(Webhooks.Way way) {
        this.server = Webhooks.server(inbox, way);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat/webhook", "/api/chat/webhook/"})
    void post_withoutProvider_isKapsos(String path) throws Exception {
        var answer = server.send(Webhooks.delivery(server, path, "k1", "{\"a\":\"ñ\"}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(inbox.entries).singleElement().satisfies(entry -> {
            assertThat(entry.provider().value()).isEqualTo("kapso");
            assertThat(entry.rawBody()).isEqualTo("{\"a\":\"ñ\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(entry.receivedAt()).isEqualTo(TestServer.NOW);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat/webhook/other-one", "/api/chat/webhook/other-one/"})
    void post_namingAProvider_isThatOnes(String path) throws Exception {
        var answer = server.send(Webhooks.delivery(server, path, "k1", "{}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(inbox.entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.provider().value()).isEqualTo("other-one"));
    }

    @Test
    void post_again_isADuplicate() throws Exception {
        server.send(Webhooks.delivery(server, "k1"));

        var answer = server.send(Webhooks.delivery(server, "k1"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"duplicate\"}");
    }

    @Test
    void post_notUnderstood_isQuarantinedAndAnswered200() throws Exception {
        var answer = server.send(Webhooks.delivery(server, "/api/chat/webhook", "k1", "garbage"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"quarantined\"}");
    }

    @Test
    void post_emptyBody_isAnswered() throws Exception {
        var answer = server.send(Webhooks.delivery(server, "/api/chat/webhook", "k1", ""));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void post_badlySigned_is401AndStoresNothing() throws Exception {
        var answer = server.send(Webhooks.delivery(server, "k1").setHeader("X-Signature", "wrong"));

        ProblemAssert.assertProblem(answer, 401);
        assertThat(inbox.entries).isEmpty();
    }

    @Test
    void post_unsigned_is401() throws Exception {
        var answer = server.send(server.request("/api/chat/webhook").POST(BodyPublishers.ofString("{}")));

        ProblemAssert.assertProblem(answer, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "KAPSO", "a.b", "x%20y", "this-name-is-longer-than-32-characters"})
    void post_unknownProvider_is404(String provider) throws Exception {
        var answer = server.send(Webhooks.delivery(server, "/api/chat/webhook/" + provider, "k1", "{}"));

        ProblemAssert.assertProblem(answer, 404);
        assertThat(inbox.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD"})
    void otherMethods_are405AndSayWhichIsRight(String method) throws Exception {
        var answer = server.send(server.request("/api/chat/webhook").method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).hasValue("POST, OPTIONS");
    }

    @Test
    void headers_areFoundInAnyCase() throws Exception {
        for (var names :
                new String[][] {{"x-signature", "x-key"}, {"X-SIGNATURE", "X-KEY"}, {"X-Signature", "X-kEy"}}) {
            var raw = RawConnection.to(server);
            try (raw) {
                raw.send("POST /api/chat/webhook HTTP/1.1\r\nHost: h\r\n" + names[0] + ": let-me-in\r\n" + names[1]
                        + ": " + names[1] + "\r\nContent-Length: 2\r\n\r\n{}");
                assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200").endsWith("{\"status\":\"accepted\"}");
            }
        }
        assertThat(inbox.entries).extracting(entry -> entry.key().value()).containsExactly("x-key", "X-KEY", "X-kEy");
    }

    @Test
    void answer_tellsNothingAboutTheServer() throws Exception {
        var answer = server.send(Webhooks.delivery(server, "k1"));

        assertThat(answer.headers().map().keySet())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder("content-length", "content-type", "date", "x-request-id");
    }

    @Test
    void storeAway_is503AndKapsoMayComeAgain() throws Exception {
        inbox.goAway(
                () -> new IllegalStateException("row (+56912345678, hola) refused", new IOException("+56912345678")));

        try (var log = LogCapture.of(WebhookResource.class)) {
            var answer = server.send(Webhooks.delivery(server, "/api/chat/webhook", "k1", "secret words"));

            ProblemAssert.assertProblem(answer, 503);
            assertThat(answer.headers().firstValue("retry-after")).hasValue("10");
            assertThat(answer.body()).doesNotContain("IllegalState", "5691", "hola");
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("provider=kapso", "java.lang.IllegalStateException < java.io.IOException")
                            .doesNotContain("5691", "hola", "words"));
        }
    }
}
