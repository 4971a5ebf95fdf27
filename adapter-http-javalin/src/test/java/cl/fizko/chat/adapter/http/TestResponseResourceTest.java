package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.agent.TestResponseResource;
import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.Inquiry;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestResponseResourceTest {

    private static final String PATH = "/api/chat/test-response";

    /** Says what it was asked, and when. */
    private record Echo(double confidence) implements Agent {

        @Override
        public Assessment assess(Inquiry inquiry) {
            return new Assessment(new Confidence(confidence), List.of(new Evidence("echoes", 1.5)));
        }

        @Override
        public Answer answer(Inquiry inquiry) {
            return Answer.of(inquiry.text() + " @ " + inquiry.context().now());
        }
    }

    private static final AgentManager AGENTS = new AgentManager(TestServer.CLOCK)
            .register("quiet", new Echo(0.25), 1)
            .register("loud", new Echo(0.75), 2);
    private static final TestServer SERVER = TestServer.with(new TestResponseResource(AGENTS, TestServer.CLOCK));

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, PATH + "/"})
    void get_answersWithTheRankingAndTheReasons(String path) throws Exception {
        var answer = send(SERVER.request(path + "?message=" + encoded("¿Cuándo vence? 🙂")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"agent_name\":\"loud\",\"confidence\":0.75,"
                        + "\"content\":\"¿Cuándo vence? 🙂 @ 2026-11-22T15:00:00Z\","
                        + "\"candidates\":[{\"agent_name\":\"loud\",\"confidence\":0.75},"
                        + "{\"agent_name\":\"quiet\",\"confidence\":0.25}],"
                        + "\"reasons\":[{\"what\":\"echoes\",\"weight\":1.5}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:00, 2026-11-22T15:00:00Z", // Santiago in summer
        "2026-07-01T12:00:30, 2026-07-01T16:00:30Z", // and in winter
        "2026-11-22T12:00Z, 2026-11-22T12:00:00Z",
        "2026-11-22T12:00:00.5+13:45, 2026-11-21T22:15:00.500Z"
    })
    void now_isSantiagosUnlessItHasAnOffset(String now, String instant) throws Exception {
        var posted = post("{\"message\":\"hola\",\"now\":\"" + now + "\"}");
        var got = send(SERVER.request(PATH + "?message=hola&now=" + encoded(now)));

        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(200);
        assertThat(posted.body()).contains("\"content\":\"hola @ " + instant + "\"");
        assertThat(got.body()).isEqualTo(posted.body());
    }

    @Test
    void post_nowNull_isThePresent() throws Exception {
        assertThat(post("{\"message\":\"hola\",\"now\":null}").body()).contains("hola @ " + TestServer.NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | message | is required",
                "{\"message\":null}                                        | message | is required",
                "{\"message\":\"\"}                                        | message | must not be blank",
                "{\"message\":\" \\n\\t\"}                                 | message | must not be blank",
                "{\"message\":7}                                           | message | must be text",
                "{\"message\":[\"hola\"]}                                  | message | must be text",
                "{\"message\":\"\\ud83d hola\"}                            | message | must be valid Unicode",
                "{\"message\":\"hola\",\"now\":5}                          | now     | must be ISO-8601",
                "{\"message\":\"hola\",\"now\":\"mañana\"}                 | now     | must be ISO-8601",
                "{\"message\":\"hola\",\"now\":\"2026-02-30T10:00\"}       | now     | must be ISO-8601",
                "{\"message\":\"hola\",\"now\":\"2026-11-22\"}             | now     | must be ISO-8601",
                "{\"message\":\"hola\",\"now\":\"9999-01-01T00:00\"}       | now     | must be ISO-8601",
                "{\"message\":\"hola\",\"Message\":\"hola\"}               | Message | is not known here"
            })
    void wrongField_is422NamingIt(String body, String field, String message) throws Exception {
        var problem = ProblemAssert.assertProblem(post(body), 422);

        assertThat(problem.path("errors").properties()).singleElement().satisfies(error -> {
            assertThat(error.getKey()).isEqualTo(field);
            assertThat(error.getValue())
                    .singleElement()
                    .satisfies(m -> assertThat(m.asText()).startsWith(message));
        });
    }

    @Test
    void severalWrongFields_areAllNamed() throws Exception {
        var problem = ProblemAssert.assertProblem(post("{\"now\":\"later\",\"tone\":\"kind\"}"), 422);

        assertThat(problem.path("errors").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("message", "now", "tone");
    }

    @Test
    void lengthIsCountedInCharacters() throws Exception {
        assertThat(post("{\"message\":\"" + "🙂".repeat(4096) + "\"}").statusCode())
                .isEqualTo(200);
        ProblemAssert.assertProblem(post("{\"message\":\"" + "🙂".repeat(4097) + "\"}"), 422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hola",
                "{\"message\":\"hola\"",
                "{\"message\":\"hola\"}{}",
                "{\"message\":\"hola\",\"message\":\"chao\"}",
                "[\"hola\"]",
                "\"hola\"",
                "null",
                "{'message':'hola'}"
            })
    void notAnObject_is400(String body) throws Exception {
        var answer = post(body);

        ProblemAssert.assertProblem(answer, 400);
        assertThat(answer.body()).doesNotContain("hola");
    }

    @Test
    void tooDeep_is400() throws Exception {
        ProblemAssert.assertProblem(post("{\"message\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"), 400);
    }

    @Test
    void notUtf8_is400() throws Exception {
        var latin1 = "{\"message\":\"mañana\"}".getBytes(StandardCharsets.ISO_8859_1);

        ProblemAssert.assertProblem(send(SERVER.request(PATH).POST(BodyPublishers.ofByteArray(latin1))), 400);
    }

    @Test
    void bodyTooLong_is413() throws Exception {
        ProblemAssert.assertProblem(post("{\"message\":\"" + "x".repeat(70_000) + "\"}"), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?message=", "?message=%20", "?message=a&message=b", "?text=hola", "?message=a&now=x"})
    void get_wrong_is422(String query) throws Exception {
        var problem = ProblemAssert.assertProblem(send(SERVER.request(PATH + query)), 422);

        assertThat(problem.path("errors").isEmpty()).isFalse();
    }

    @Test
    void withoutTheKey_is401BeforeTheBodyIsRead() throws Exception {
        ProblemAssert.assertProblem(SERVER.get(PATH + "?message=hola"), 401);
        ProblemAssert.assertProblem(
                SERVER.send(SERVER.request(PATH).POST(BodyPublishers.ofString("not even JSON"))), 401);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(SERVER.request(PATH).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return SERVER.send(request.header("Authorization", "Bearer " + TestServer.ADMIN_KEY));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
