package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.HttpServer;
import cl.fizko.chat.adapter.http.ServedRoute;
import cl.fizko.chat.application.access.CreateApiKey;
import cl.fizko.chat.application.access.RevokeApiKey;
import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Walks every route that the running app answers, whatever it is: a route that is added later and forgets its check fails here,
 * and so does one with an id for which this test knows nothing of a stranger's.
 */
class RouteAccessTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    /** What may be open to everybody: what proves itself in another way, and what holds nobody's data. */
    private static final Set<String> PUBLIC = Set.of(
            "POST /api/chat/webhook",
            "POST /api/chat/webhook/{provider}",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /docs",
            "GET /docs/index.html",
            "GET /docs/start.js",
            "GET /docs/swagger-ui-bundle.js",
            "GET /docs/swagger-ui.css",
            "GET /docs/favicon-32x32.png");

    private static TestCompany owner;
    private static TestCompany stranger;

    /** Things of the owner's, by the beginning of the paths that lead to them. */
    private static final Map<String, String> OWNED = new LinkedHashMap<>();

    @BeforeAll
    static void makeThings() {
        owner = API.newCompany();
        stranger = API.newCompany();
        API.receive(owner, "+56987650091", "hola, ¿cuándo vence el F29?");
        var at = "?company=" + owner.id();
        API.platform()
                .post("/api/chat/templates/" + at, "{\"name\":\"aviso\",\"content\":\"Hola\",\"category\":\"utility\"}")
                .is(201);
        for (var list : List.of("configs", "conversations", "messages", "templates", "webhook-events")) {
            var path = "/api/chat/" + list;
            OWNED.put(
                    path + "/{id}",
                    API.platform()
                            .get(path + "/" + at)
                            .is(200)
                            .at("results")
                            .path(0)
                            .path("id")
                            .asText());
        }
    }

    @Test
    void onlyWhatIsMeantToBe_isPublic() {
        assertThat(routes())
                .filteredOn(route -> route.access() == Access.PUBLIC)
                .allSatisfy(route -> assertThat(PUBLIC).contains(name(route)));
    }

    @Test
    void withoutAKey_withAWrongOneAndWithARevokedOne_everythingElseIs401() {
        var revoked = API.app().get(CreateApiKey.class).create(Scope.of(owner.id()), Role.ADMIN, Optional.empty());
        API.app()
                .get(RevokeApiKey.class)
                .revoke(Scope.everyCompany(), revoked.key().id());
        for (var route : guarded()) {
            for (var client : List.of(
                    API.client(),
                    API.client().withKey("fizko_" + "A".repeat(43)),
                    API.client().withKey("x"),
                    API.client().withKey(revoked.text().text().reveal()))) {
                assertThat(call(client, route, "").status()).as(name(route)).isEqualTo(401);
            }
        }
    }

    @Test
    void aViewer_readsAndChangesNothing() {
        var viewer = client(owner, Role.VIEWER);
        for (var route : guarded()) {
            var reads = route.method().equals("GET") || isReading(route);
            var status = reads && route.path().endsWith("/stream")
                    ? 200
                    : call(viewer, route, "").status();
            if (route.access() == Access.VIEWER) {
                assertThat(status).as(name(route)).isNotIn(401, 403);
                assertThat(reads)
                        .as(name(route) + " changes something and a viewer may call it")
                        .isTrue();
            } else {
                assertThat(status).as(name(route)).isEqualTo(403);
            }
        }
    }

    @Test
    void anAgent_doesNotChangeTheSetUp() {
        var agent = client(owner, Role.AGENT);
        for (var route : guarded()) {
            if (route.access() == Access.ADMIN || route.access() == Access.PLATFORM) {
                assertThat(call(agent, route, "").status()).as(name(route)).isEqualTo(403);
            }
        }
    }

    @Test
    void anotherCompanysIds_areAsUnknownAsNoOnes_andNothingIsChanged() {
        var foreigner = client(stranger, Role.ADMIN);
        var before = snapshot();
        for (var route : guarded()) {
            if (!route.path().contains("{id}")) {
                continue;
            }
            assertThat(OWNED.keySet()).as("a thing of " + name(route)).anyMatch(route.path()::startsWith);
            var theirs = call(foreigner, route, "");
            var nobodys = foreigner.call(
                    route.method(), route.path().replace("{id}", "0199a3c4-7d1e-7c3a-9b5f-2f6f4a8e1c0d"), body(route));
            assertThat(theirs.status()).as(name(route) + theirs.text()).isEqualTo(404);
            assertThat(nobodys.text()).as(name(route)).isEqualTo(theirs.text());
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void anotherCompany_isNotThere_howeverItIsNamed() {
        var foreigner = client(stranger, Role.ADMIN);
        for (var route : guarded()) {
            if (!route.path().contains("{id}") && !route.path().endsWith("test-response")) {
                var answer = call(foreigner, route, "?company=" + owner.id());
                assertThat(answer.status()).as(name(route) + answer.text()).isIn(404, 422);
            }
        }
        var bodies = Map.of(
                "/api/chat/send-message/",
                        "{\"conversation\":\"" + OWNED.get("/api/chat/conversations/{id}") + "\",\"message\":\"hola\"}",
                "/api/chat/messages/",
                        "{\"conversation\":\"" + OWNED.get("/api/chat/conversations/{id}") + "\",\"content\":\"hola\"}",
                "/api/chat/send-template/",
                        "{\"phone_number\":\"+56987650092\",\"template_id\":\"" + OWNED.get("/api/chat/templates/{id}")
                                + "\"}",
                "/api/chat/conversations/",
                        "{\"phone_number\":\"+56987650092\",\"whatsapp_config\":\""
                                + OWNED.get("/api/chat/configs/{id}") + "\"}");
        bodies.forEach((path, body) ->
                assertThat(foreigner.post(path, body).status()).as(path).isEqualTo(422));
        assertThat(foreigner
                        .get("/api/chat/messages/?conversation=" + OWNED.get("/api/chat/conversations/{id}"))
                        .is(200)
                        .at("count")
                        .asInt())
                .isZero();
    }

    private static String snapshot() {
        var all = new StringBuilder();
        OWNED.forEach((path, id) ->
                all.append(API.platform().get(path.replace("{id}", id)).text()));
        return all.toString();
    }

    private static ApiClient client(TestCompany company, Role role) {
        var key = API.app().get(CreateApiKey.class).create(Scope.of(company.id()), role, Optional.empty());
        return API.client().withKey(key.text().text().reveal());
    }

    private static ApiAnswer call(ApiClient client, ServedRoute route, String query) {
        var path = route.path();
        for (var owned : OWNED.entrySet()) {
            if (path.startsWith(owned.getKey())) {
                path = path.replace("{id}", owned.getValue());
            }
        }
        return client.call(route.method(), path + query, body(route));
    }

    /** Whole bodies, so that nothing but the key is in the way. */
    private static Optional<String> body(ServedRoute route) {
        if (route.method().equals("GET")) {
            return Optional.empty();
        }
        var path = route.path();
        if (route.method().equals("PATCH")) {
            return Optional.of("{}");
        } else if (path.startsWith("/api/chat/configs")) {
            return Optional.of(
                    "{\"provider\":\"sandbox\",\"phone_number_id\":\"stolen\",\"phone_number\":\"+56987650093\"}");
        } else if (path.startsWith("/api/chat/templates") && !path.endsWith("preview")) {
            return Optional.of("{\"name\":\"robada\",\"content\":\"Hola\",\"category\":\"utility\"}");
        } else if (path.equals("/api/chat/conversations")) {
            return Optional.of("{\"phone_number\":\"+56987650093\"}");
        } else if (path.equals("/api/chat/messages")) {
            return Optional.of("{\"phone_number\":\"+56987650093\",\"content\":\"hola\"}");
        } else if (path.endsWith("send-template")) {
            return Optional.of("{\"phone_number\":\"+56987650093\",\"template_name\":\"aviso\"}");
        } else if (path.endsWith("send-message")) {
            return Optional.of("{\"phone_number\":\"+56987650093\",\"message\":\"hola\"}");
        } else if (path.endsWith("test-response")) {
            return Optional.of("{\"message\":\"hola\"}");
        }
        return Optional.of("{}");
    }

    /** These ask by POST and change nothing. */
    private static boolean isReading(ServedRoute route) {
        return route.path().endsWith("/preview") || route.path().endsWith("/test-response");
    }

    private static List<ServedRoute> guarded() {
        return routes().stream()
                .filter(route -> route.access() != Access.PUBLIC)
                .toList();
    }

    private static List<ServedRoute> routes() {
        var served = API.app().get(HttpServer.class).served();
        assertThat(served).hasSizeGreaterThan(30);
        return served;
    }

    private static String name(ServedRoute route) {
        return route.method() + " " + route.path();
    }
}
