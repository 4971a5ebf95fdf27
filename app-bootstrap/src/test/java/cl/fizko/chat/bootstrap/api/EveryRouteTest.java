package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.HttpServer;
import cl.fizko.chat.adapter.http.ServedRoute;
import cl.fizko.chat.application.access.CreateApiKey;
import cl.fizko.chat.application.access.RevokeApiKey;
import cl.fizko.chat.domain.access.PlainKey;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls every route that the running app serves as everybody who must not. A new route is called too, and has to be told from the
 * others here only if it is public, or reads by something else than {@code GET}.
 */
class EveryRouteTest {

    /** They prove themselves by a signature, or there is nothing to protect. */
    private static final Set<String> PUBLIC = Set.of(
            "POST /api/chat/webhook",
            "POST /api/chat/webhook/{provider}",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /docs");

    /** Files of the jar. */
    private static final String DOCUMENTATION = "GET /docs/";

    /** They change nothing, and are given too much to fit into a query. */
    private static final Set<String> READS =
            Set.of("POST /api/chat/test-response", "POST /api/chat/templates/{id}/preview");

    /** They are about no company's data, whichever is named. */
    private static final Set<String> OF_NO_COMPANY =
            Set.of("GET /api/chat/test-response", "POST /api/chat/test-response");

    /** What only administrators of a company change. */
    private static final String SET_UP = "/api/chat/(configs|templates|webhook-events)(/.*)?";

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private final HttpClient http = HttpClient.newHttpClient();
    private OneOfEverything company;
    private Map<String, String> before;

    @BeforeEach
    void newCompany() {
        company = new OneOfEverything(API);
        before = company.rows();
    }

    @Test
    void publicRoutes_areTheOnesThatAreMeantToBe() {
        assertThat(routes())
                .filteredOn(route -> route.access() == Access.PUBLIC)
                .extracting(EveryRouteTest::name)
                .filteredOn(name -> !name.startsWith(DOCUMENTATION))
                .containsExactlyInAnyOrderElementsOf(PUBLIC);
    }

    @Test
    void withoutAKeyThatOpens_everyRouteIs401() throws Exception {
        var revoked = API.app().get(CreateApiKey.class).create(Scope.everyCompany(), Role.ADMIN, Optional.empty());
        var holder = API.client().withKey(revoked.text().text().reveal());
        holder.get("/api/chat/configs/?company=" + company.companyId()).is(200);
        API.app()
                .get(RevokeApiKey.class)
                .revoke(Scope.everyCompany(), revoked.key().id());
        var strangers = Map.of(
                "no key", API.client(),
                "an empty key", API.client().with("Authorization", "Bearer "),
                "no scheme", API.client().with("Authorization", RunningApi.PLATFORM_KEY),
                "another scheme", API.client().with("Authorization", "Basic " + RunningApi.PLATFORM_KEY),
                "a longer key", API.client().withKey(RunningApi.PLATFORM_KEY + "x"),
                "a made-up key", API.client().withKey(PlainKey.random().text().reveal()),
                "a revoked key", holder);

        for (var route : guarded()) {
            for (var stranger : strangers.entrySet()) {
                var answer = stranger.getValue().call(route.method(), company.path(route), company.body(route));
                assertThat(answer.status())
                        .as(stranger.getKey() + " at " + route)
                        .isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
            }
            if (route.method().equals("GET")) {
                assertThat(status(API.client(), "HEAD", company.path(route)))
                        .as("HEAD of " + route)
                        .isEqualTo(401);
            }
        }
        assertThat(company.rows()).isEqualTo(before);
    }

    @Test
    void aViewer_readsWhatIsForViewersAndChangesNothing() throws Exception {
        var viewer = company.client(Role.VIEWER);

        for (var route : guarded()) {
            if (isRead(route) && route.access() == Access.VIEWER) {
                if (route.method().equals("GET")) {
                    assertThat(status(viewer, "GET", company.path(route)))
                            .as("%s: OneOfEverything says what to ask for", route)
                            .isEqualTo(200);
                }
            } else {
                assertForbidden(viewer, route);
            }
        }
        assertThat(company.rows()).isEqualTo(before);
    }

    @Test
    void anAgent_doesNotChangeTheSetUp_andACompanysAdministratorNotTheInstallation() {
        var agent = company.client(Role.AGENT);
        var administrator = company.client(Role.ADMIN);

        for (var route : guarded()) {
            if (route.access() == Access.ADMIN || (route.path().matches(SET_UP) && !isRead(route))) {
                assertForbidden(agent, route);
            }
            if (route.access() == Access.PLATFORM) {
                assertForbidden(agent, route);
                assertForbidden(administrator, route);
            }
        }
        assertThat(company.rows()).isEqualTo(before);
    }

    @Test
    void anotherCompanysIds_areUnknown_andNothingTellsThemFromIdsThatNobodyHas() {
        var stranger = new OneOfEverything(API).client(Role.ADMIN);

        for (var route : guarded()) {
            if (route.path().contains("{")) {
                var theirs = stranger.call(route.method(), company.path(route), company.body(route));
                var nobodys = stranger.call(route.method(), OneOfEverything.unknownPath(route), company.body(route));
                assertThat(theirs.status()).as(route + ": " + theirs.text()).isEqualTo(404);
                assertThat(theirs.text()).as(route.toString()).isEqualTo(nobodys.text());
            }
        }
        assertThat(company.rows()).isEqualTo(before);
    }

    @Test
    void anotherCompany_cannotBeNamed_inQueriesAndBodiesAlike() {
        var other = new OneOfEverything(API);
        var stranger = other.client(Role.ADMIN);
        var othersBefore = other.rows();

        for (var route : guarded()) {
            if (route.path().contains("{") || OF_NO_COMPANY.contains(name(route))) {
                continue;
            }
            var named = "company=" + company.companyId();
            var path = company.path(route);
            var byQuery = path + (path.contains("?") ? "&" : "?") + named;
            assertRefused(stranger.call(route.method(), byQuery, other.body(route)), route);
            var body = company.body(route);
            if (body.isPresent() && company.marks().stream().anyMatch(body.get()::contains)) {
                assertRefused(stranger.call(route.method(), path, body), route);
            }
            if (mayNameItsCompany(route)) {
                var withCompany = body.orElse("{}").replaceFirst("}$", ",\"company\":" + company.companyId() + "}");
                assertRefused(stranger.call(route.method(), path, Optional.of(withCompany)), route);
            }
        }
        assertThat(company.rows()).isEqualTo(before);
        assertThat(other.rows()).isEqualTo(othersBefore);
    }

    @Test
    void filtersByAnotherCompanysIds_findNothing() {
        var stranger = new OneOfEverything(API).client(Role.ADMIN);

        for (var route : guarded()) {
            for (var parameter : operation(route).path("parameters")) {
                var id = company.idFor(parameter.path("name").asText());
                if (id.isPresent() && !route.path().contains("{")) {
                    var path = company.path(route);
                    var answer = stranger.get(path + (path.contains("?") ? "&" : "?")
                            + parameter.path("name").asText() + "=" + id.get());
                    assertThat(answer.status()).as(route.toString()).isIn(200, 404, 422);
                    assertThat(answer.at("results")).as(route.toString()).isEmpty();
                    assertThat(answer.text()).doesNotContain(company.marks());
                }
            }
        }
    }

    /** What is asked for above is what works for who may: else the refusals would say nothing. */
    @Test
    void theCompanysAdministrator_isRefusedNothing() throws Exception {
        var administrator = company.client(Role.ADMIN);

        for (var route : guarded()) {
            if (route.access() == Access.PLATFORM || route.method().equals("GET")) {
                continue;
            }
            var answer = administrator.call(route.method(), company.path(route), company.body(route));
            assertThat(answer.status())
                    .as("%s: OneOfEverything says what to ask for: %s", route, answer.text())
                    .isIn(200, 201, 202, 204, 409);
        }
    }

    private void assertForbidden(ApiClient client, ServedRoute route) {
        var answer = client.call(route.method(), company.path(route), company.body(route));
        assertThat(answer.status()).as(route + ": " + answer.text()).isEqualTo(403);
    }

    private void assertRefused(ApiAnswer answer, ServedRoute route) {
        assertThat(answer.status()).as(route + ": " + answer.text()).isIn(404, 422);
        assertThat(answer.text()).as(route.toString()).doesNotContain(company.marks());
    }

    /** The status alone: a stream of events has no end that one could wait for. */
    private int status(ApiClient client, String method, String path) throws IOException, InterruptedException {
        var response = http.send(client.request(method, path, Optional.empty()), BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    private boolean mayNameItsCompany(ServedRoute route) {
        return operation(route).findValues("properties").stream()
                .anyMatch(properties ->
                        properties.has("company") && !route.method().equals("GET"));
    }

    private static JsonNode operation(ServedRoute route) {
        return API.client()
                .get("/openapi.json")
                .json()
                .path("paths")
                .path(route.path())
                .path(route.method().toLowerCase(Locale.ROOT));
    }

    private static List<ServedRoute> routes() {
        return API.app().get(HttpServer.class).served();
    }

    private static List<ServedRoute> guarded() {
        return routes().stream()
                .filter(route -> !PUBLIC.contains(name(route)) && !name(route).startsWith(DOCUMENTATION))
                .toList();
    }

    private static boolean isRead(ServedRoute route) {
        return route.method().equals("GET") || READS.contains(name(route));
    }

    private static String name(ServedRoute route) {
        return route.method() + " " + route.path();
    }
}
