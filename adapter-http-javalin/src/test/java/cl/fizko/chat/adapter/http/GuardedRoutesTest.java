package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedRoutesTest {

    private static final Routes GUARDED =
            routes -> routes.get("/secret", ctx -> ctx.result("\"secret\""), Access.ADMIN);

    static Stream<Routes> unguarded() {
        return Stream.of(
                routes -> routes.get("/open", ctx -> {}),
                routes -> routes.post("/open", ctx -> {}, Access.PUBLIC, Access.ADMIN),
                routes -> routes.before(ctx -> {}),
                routes -> routes.after("/open", ctx -> {}),
                routes -> routes.ws("/open", ws -> {}, Access.PUBLIC),
                routes -> routes.error(404, ctx -> {}),
                routes -> routes.exception(IllegalStateException.class, (e, ctx) -> {}));
    }

    @ParameterizedTest
    @MethodSource("unguarded")
    void start_withARouteThatDoesNotSayWhoMayCallIt_isRefused(Routes routes) {
        try (var server =
                new HttpServer(List.of(routes), key -> Optional.empty(), HttpLimits.defaults(), EdgeSettings.none())) {
            assertThatThrownBy(() -> server.start(TestServer.HOST, 0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer " + TestServer.ADMIN_KEY,
                "bearer " + TestServer.ADMIN_KEY,
                "BEARER  " + TestServer.ADMIN_KEY
            })
    void theKey_opens(String authorization) throws Exception {
        try (var server = TestServer.with(GUARDED)) {
            var answer = server.send(server.request("/secret").header("Authorization", authorization));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("\"secret\"");
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Bearer " + TestServer.ADMIN_KEY + "x",
                "Bearer an-administrators-key-for-the-test",
                "Basic " + TestServer.ADMIN_KEY,
                TestServer.ADMIN_KEY
            })
    void anythingElse_is401(String authorization) throws Exception {
        try (var server = TestServer.with(GUARDED)) {
            var request = server.request("/secret");
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            var answer = server.send(request);

            ProblemAssert.assertProblem(answer, 401);
            assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
            assertThat(answer.body()).doesNotContain("secret\"", TestServer.ADMIN_KEY);
        }
    }

    @Test
    void keyBeyondAscii_opens() throws Exception {
        var key = "llave-de-la-señora-ñandú-0123456789";
        try (var server = TestServer.with(HttpLimits.defaults(), Optional.of(key), GUARDED);
                var raw = RawConnection.to(server)) {
            raw.sendUtf8("GET /secret HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + key + "\r\n\r\n");

            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void noKeyConfigured_nobodyEnters() throws Exception {
        try (var server = TestServer.with(HttpLimits.defaults(), Optional.empty(), GUARDED)) {
            for (var authorization : List.of("Bearer " + TestServer.ADMIN_KEY, "Bearer ", "Bearer null")) {
                ProblemAssert.assertProblem(
                        server.send(server.request("/secret").header("Authorization", authorization)), 401);
            }
        }
    }

    @Test
    void head_isCheckedAsGetIs() throws Exception {
        try (var server = TestServer.with(GUARDED)) {
            var answer = server.send(server.request("/secret").method("HEAD", BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }
}
