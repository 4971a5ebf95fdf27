package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.CommonFields;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Form;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Cursor;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.port.StoreBusyException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel does for every operation, shown on one that exists for this test alone. */
class ApiRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID ID = UUID.fromString("0199a3c4-7d1e-7c3a-9b5f-2f6f4a8e1c0d");

    private static final Field<String> NAME = Field.text("name", 10);
    private static final Field<Long> SIZE = Field.wholeNumber("size", 1, 9).nullable();
    private static final Field<Boolean> OPEN = Field.flag("open");
    private static final Field<Map<String, String>> VALUES = Field.textsByName("values", 2, 5);
    private static final Form FORM = Form.required(NAME).andOptional(SIZE, OPEN, VALUES, CommonFields.COMPANY);

    /** A thing of these tests. */
    record ThingView(String name, Optional<Long> size, boolean isOpen, Instant madeAt) {}

    private static final Resource THINGS = () -> List.of(
            Operation.get("/things")
                    .named("things", "listThings", "Lists things.")
                    .access(Access.VIEWER)
                    .query(OPEN)
                    .answersPageOf(ThingView.class)
                    .handledBy(call -> Reply.page(call, page(call), ApiRoutesTest::view)),
            Operation.put("/things/{id}")
                    .named("things", "replaceThing", "Replaces a thing.")
                    .access(Access.ADMIN)
                    .body(FORM)
                    .ifMatch()
                    .answers(200, "the thing", ThingView.class)
                    .handledBy(call -> edited(call)),
            Operation.patch("/things/{id}")
                    .named("things", "changeThing", "Changes a thing.")
                    .access(Access.ADMIN)
                    .bodyInPart(FORM)
                    .ifMatch()
                    .answers(200, "the thing", ThingView.class)
                    .handledBy(call -> edited(call)),
            Operation.post("/things")
                    .named("things", "makeThing", "Makes a thing.")
                    .access(Access.ADMIN)
                    .body(FORM)
                    .answers(201, "the thing", ThingView.class)
                    .handledBy(call -> made(call.body().get(NAME))));

    private static final TestServer SERVER = TestServer.with(THINGS);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static ThingView view(String name) {
        return new ThingView(name, Optional.empty(), true, TestServer.NOW);
    }

    private static Page<String> page(Call call) {
        var older = new Cursor(Cursor.Way.OLDER, 17, ID);
        var newer = new Cursor(Cursor.Way.NEWER, 18, ID);
        return call.page().from().isPresent()
                ? new Page<>(
                        List.of("from " + call.page().from().get().order()),
                        new Count(2, true),
                        Optional.empty(),
                        Optional.of(newer))
                : new Page<>(List.of("first"), new Count(20_000, false), Optional.of(older), Optional.empty());
    }

    private static Reply edited(Call call) {
        if (!call.id().equals(ID)) {
            return Reply.edited(new Edited.Missing<ThingView>(), thing -> thing);
        }
        if (call.ifMatch().filter(version -> version != 3).isPresent()) {
            return Reply.edited(new Edited.Stale<ThingView>(3), thing -> thing);
        }
        var body = call.body();
        var thing = new ThingView(
                body.edited(NAME, "old", "none"),
                body.edited(SIZE, Optional.of(5L)),
                body.edited(OPEN, true, false),
                TestServer.NOW);
        return Reply.edited(new Edited.Done<>(new Versioned<>(thing, 4)), same -> same);
    }

    private static Reply made(String name) {
        return switch (name) {
            case "twice" -> throw new AlreadyExistsException("name", "there is one");
            case "busy" -> throw new StoreBusyException("locked");
            case "odd" -> throw new InvalidFieldsException("name", "must be even");
            default -> Reply.created("/things/" + ID, view(name));
        };
    }

    @Test
    void page_linksToItsNeighboursByPlace() throws Exception {
        var first = json(send(get("/things?open=true&page_size=1")));

        assertThat(first.path("count").asLong()).isEqualTo(20_000);
        assertThat(first.path("count_is_exact").asBoolean(true)).isFalse();
        assertThat(first.path("previous").isNull()).isTrue();
        assertThat(first.path("results").path(0).path("name").asText()).isEqualTo("first");
        assertThat(first.path("results").path(0).path("is_open").asBoolean()).isTrue();
        assertThat(first.path("results").path(0).path("size").isNull()).isTrue();
        assertThat(first.path("results").path(0).path("made_at").asText()).isEqualTo("2026-11-22T15:00:00Z");

        var next = first.path("next").asText();
        assertThat(next).startsWith("http://127.0.0.1").contains("open=true", "page_size=1", "page=2", "cursor=");
        var second = json(send(get(next.replaceFirst("http://[^/]+", ""))));
        assertThat(second.path("results").path(0).path("name").asText()).isEqualTo("from 17");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(second.path("previous").asText()).contains("page=1", "open=true");
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, page",
        "page=two, page",
        "page_size=101, page_size",
        "page=200&page_size=100, page",
        "cursor=abc, cursor",
        "open=maybe, open",
        "open=true&open=false, open",
        "colour=red, colour",
        "company=0, company"
    })
    void wrongParameter_isRefusedByItsName(String query, String field) throws Exception {
        assertThat(problem(send(get("/things?" + query)), 422).path("errors").fieldNames())
                .toIterable()
                .containsExactly(field);
    }

    @Test
    void put_replaces_whatIsNotGivenIsReset() throws Exception {
        var thing = json(send(edit("PUT", "{\"name\":\"new\"}")));

        assertThat(thing.path("name").asText()).isEqualTo("new");
        assertThat(thing.path("size").isNull()).isTrue();
        assertThat(thing.path("is_open").asBoolean(true)).isFalse();
    }

    @Test
    void patch_changesWhatIsGiven_andNullEmpties() throws Exception {
        var untouched = json(send(edit("PATCH", "{}")));
        assertThat(untouched.path("name").asText()).isEqualTo("old");
        assertThat(untouched.path("size").asLong()).isEqualTo(5);
        assertThat(untouched.path("is_open").asBoolean()).isTrue();

        assertThat(json(send(edit("PATCH", "{\"size\":null}"))).path("size").isNull())
                .isTrue();
        problem(send(edit("PATCH", "{\"open\":null}")), 422);
        problem(send(edit("PUT", "{\"size\":1}")), 422);
    }

    @Test
    void ifMatch_refusesAnEditOfWhatHasChanged() throws Exception {
        assertThat(send(edit("PATCH", "{}").header("If-Match", "\"v3\""))
                        .headers()
                        .firstValue("etag"))
                .hasValue("\"v4\"");
        assertThat(send(edit("PATCH", "{}").header("If-Match", "*")).statusCode())
                .isEqualTo(200);
        problem(send(edit("PATCH", "{}").header("If-Match", "\"v2\"")), 412);
        problem(send(edit("PATCH", "{}").header("If-Match", "W/\"v3\"")), 412);
    }

    @Test
    void idThatIsNone_andUnknownId_areTheSame404() throws Exception {
        var unknown =
                send(SERVER.request("/things/" + UUID.randomUUID()).method("PATCH", BodyPublishers.ofString("{}")));
        var none = send(SERVER.request("/things/17").method("PATCH", BodyPublishers.ofString("{}")));

        problem(unknown, 404);
        assertThat(none.body()).isEqualTo(unknown.body());
    }

    @Test
    void faultsOfUseCases_areProblems() throws Exception {
        assertThat(send(make("fine")).headers().firstValue("location")).hasValue("/things/" + ID);
        assertThat(problem(send(make("twice")), 409).path("type").asText()).endsWith(":already-exists");
        assertThat(problem(send(make("odd")), 422)
                        .path("errors")
                        .path("name")
                        .path(0)
                        .asText())
                .isEqualTo("must be even");
        assertThat(send(make("busy")).headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void severalWrongFields_nestedOnesToo_areAllNamed() throws Exception {
        var body = "{\"name\":\"much too long a name\",\"size\":10,\"values\":{\"a\":\"123456\",\"b\":7},\"else\":1}";
        var answer = send(SERVER.request("/things").POST(BodyPublishers.ofString(body)));

        assertThat(problem(answer, 422).path("errors").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "size", "values.a", "values.b", "else");
        assertThat(answer.body()).doesNotContain("much too", "123456");
    }

    @Test
    void spanish_isForWhoAsksForIt() throws Exception {
        for (var header : List.of("es", "es-CL,en;q=0.8", "fr,es;q=0.5,en;q=0.1")) {
            var problem = problem(send(make("much too long a name").header("Accept-Language", header)), 422);
            assertThat(problem.path("errors").path("name").path(0).asText())
                    .isEqualTo("no puede tener más de 10 caracteres");
        }
        for (var header : List.of("en", "en,es;q=0.5", "fr", "*", ";;;", "x".repeat(300))) {
            var problem = problem(send(make("much too long a name").header("Accept-Language", header)), 422);
            assertThat(problem.path("errors").path("name").path(0).asText()).startsWith("must not be longer");
        }
    }

    @Test
    void longAnswers_areCompressedForWhoTakesThat() throws Exception {
        var many = TestServer.with((Resource) () -> List.of(Operation.get("/many")
                .named("many", "many", "Many.")
                .access(Access.VIEWER)
                .answers(200, "one", ThingView.class)
                .handledBy(call -> Reply.ok(view("x".repeat(50_000))))));
        try (many) {
            var request = many.request("/many")
                    .header("Accept-Encoding", "gzip")
                    .header("Authorization", "Bearer " + TestServer.ADMIN_KEY)
                    .build();
            var answer = many.client.send(request, BodyHandlers.ofByteArray());

            assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
            assertThat(answer.body().length).isLessThan(5_000);
            try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
                assertThat(JSON.readTree(unzipped).path("name").asText()).hasSize(50_000);
            }
        }
    }

    private static HttpRequest.Builder get(String path) {
        return SERVER.request(path);
    }

    private static HttpRequest.Builder edit(String method, String body) {
        return SERVER.request("/things/" + ID).method(method, BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder make(String name) {
        return SERVER.request("/things").POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return SERVER.send(request.header("Authorization", "Bearer " + TestServer.ADMIN_KEY));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
        return ProblemAssert.assertProblem(answer, status);
    }
}
