package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.access.CreateApiKey;
import cl.fizko.chat.application.access.RevokeApiKey;
import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamApiTest {

    private static final String PATH = "/api/chat/conversations/stream";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private TestCompany company;

    @BeforeEach
    void newCompany() {
        company = API.newCompany();
    }

    @Test
    void messagesStatusesAndTakeovers_areShownAsTheyHappen_toTheirCompanyAlone() {
        var other = API.newCompany();
        try (var stream = new Reader(API.platform(), "?company=" + company.id());
                var strangers = new Reader(API.platform(), "?company=" + other.id())) {
            API.receive(company, "+56987650041", "hola, ¿cuándo vence el F29?");

            API.await(() -> stream.has("message", "incoming") && stream.has("message", "outgoing"));
            API.await(() -> stream.events("status").stream()
                    .anyMatch(data -> data.path("status").asText().equals("sent")));
            var message = stream.events("message").get(0);
            var rest = API.platform()
                    .get("/api/chat/messages/" + message.path("id").asText() + "/")
                    .is(200);
            assertThat(message.path("content")).isEqualTo(rest.at("content"));
            var conversation =
                    "/api/chat/conversations/" + message.path("conversation").asText() + "/";
            API.platform().post(conversation + "take-over/").is(200);
            API.await(() -> stream.events("conversation").stream()
                    .anyMatch(data -> data.path("owner").asText().equals("human")));
            assertThat(strangers.lines).noneMatch(line -> line.startsWith("data:") && !line.equals("data: {}"));
        }
    }

    @Test
    void whoComesBack_isToldToReadAnew() {
        try (var stream = new Reader(API.platform().with("Last-Event-ID", "17"), "?company=" + company.id())) {
            API.await(() -> stream.lines.contains("event: resync"));
        }
    }

    @Test
    void aRevokedKey_endsItsStream() {
        var key = API.app().get(CreateApiKey.class).create(Scope.of(company.id()), Role.VIEWER, Optional.empty());
        try (var stream = new Reader(API.client().withKey(key.text().text().reveal()), "")) {
            API.await(() -> !stream.lines.isEmpty());
            API.app()
                    .get(RevokeApiKey.class)
                    .revoke(Scope.everyCompany(), key.key().id());
            API.await(() -> stream.ended);
        }
    }

    @Test
    void withoutAKeyOrForAStrangersCompany_thereIsNone() {
        API.client().get(PATH).is(401);
        var key = API.app().get(CreateApiKey.class).create(Scope.of(company.id()), Role.VIEWER, Optional.empty());
        API.client()
                .withKey(key.text().text().reveal())
                .get(PATH + "?company=" + API.newCompany().id())
                .is(404);
    }

    /** Reads a stream on a thread of its own until it is closed. */
    private static final class Reader implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> body;
        private volatile boolean ended;

        Reader(ApiClient client, String query) {
            try {
                var answer = HttpClient.newHttpClient()
                        .send(client.request("GET", PATH + query, Optional.empty()), BodyHandlers.ofLines());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("content-type").orElse(""))
                        .startsWith("text/event-stream");
                body = answer.body();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            var thread = new Thread(this::read, "stream-reader");
            thread.setDaemon(true);
            thread.start();
        }

        private void read() {
            try {
                body.forEach(lines::add);
            } catch (UncheckedIOException e) {
                // the test closed it
            } finally {
                ended = true;
            }
        }

        List<JsonNode> events(String name) {
            var found = new CopyOnWriteArrayList<JsonNode>();
            for (int i = 0; i + 1 < lines.size(); i++) {
                if (lines.get(i).equals("event: " + name)) {
                    try {
                        found.add(JSON.readTree(lines.get(i + 1).substring("data: ".length())));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
            return found;
        }

        boolean has(String name, String direction) {
            return events(name).stream()
                    .anyMatch(data -> data.path("direction").asText().equals(direction));
        }

        @Override
        public void close() {
            body.close();
        }
    }
}
