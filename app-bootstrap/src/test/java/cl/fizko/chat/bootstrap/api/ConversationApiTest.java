package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationApiTest {

    private static final String PATH = "/api/chat/conversations/";

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private TestCompany company;

    @BeforeEach
    void newCompany() {
        company = API.newCompany();
    }

    @Test
    void aConversation_showsWhatWasSaidAndByWhom() {
        API.receive(company, "+56987650011", "hola, ¿cuándo vence el F29?");
        API.await(() -> !list("").at("results").isEmpty()
                && list("").at("results").path(0).path("message_count").asInt() >= 2);

        var conversation = list("").at("results").path(0);
        assertThat(conversation.path("phone_number").asText()).isEqualTo("+56987650011");
        assertThat(conversation.path("contact_name").asText()).isEqualTo("Cliente de Prueba");
        assertThat(conversation.path("status").asText()).isEqualTo("active");
        assertThat(conversation.path("owner").asText()).isEqualTo("bot");
        assertThat(conversation.path("unread_count").asInt()).isEqualTo(1);
        assertThat(conversation.path("window_expires_at").isNull()).isFalse();

        var one = PATH + conversation.path("id").asText() + "/";
        var messages = API.platform().get(one + "messages/").is(200).at("results");
        var question = messages.path(messages.size() - 1);
        assertThat(question.path("direction").asText()).isEqualTo("incoming");
        assertThat(question.path("content").asText()).isEqualTo("hola, ¿cuándo vence el F29?");
        var reply = messages.path(messages.size() - 2);
        assertThat(reply.path("is_auto_response").asBoolean()).isTrue();
        assertThat(reply.path("triggered_by").asText())
                .isEqualTo(question.path("id").asText());
        assertThat(reply.path("agent_name").asText()).isNotBlank();
        assertThat(API.platform()
                        .get("/api/chat/messages/" + question.path("id").asText() + "/")
                        .is(200)
                        .json())
                .isEqualTo(question);

        assertThat(API.platform()
                        .post(one + "mark-as-read/")
                        .is(200)
                        .at("unread_count")
                        .asInt())
                .isZero();
    }

    @Test
    void aPersonTakesItOver_theBotIsSilentUntilItIsReleased() {
        API.receive(company, "+56987650012", "hola, ¿cuándo vence el F29?");
        API.await(() -> list("").at("results").path(0).path("message_count").asInt() >= 2);
        var one = PATH + list("").at("results").path(0).path("id").asText() + "/";

        assertThat(API.platform().post(one + "take-over/").is(200).at("owner").asText())
                .isEqualTo("human");
        API.platform().post(one + "take-over/").is(200);
        assertThat(list("&owner=human").at("count").asInt()).isEqualTo(1);
        var before = API.platform().get(one).at("message_count").asInt();
        API.receive(company, "+56987650012", "¿y el formulario 22?");
        assertThat(API.platform().post(one + "release/").is(200).at("owner").asText())
                .isEqualTo("bot");
        API.receive(company, "+56987650012", "¿cuándo vence la declaración de renta?");
        API.await(() -> API.platform().get(one).at("message_count").asInt() >= before + 3);

        var newest = API.platform().get(one + "messages/").at("results");
        var unanswered = newest.path(newest.size() - 1 - before);
        assertThat(unanswered.path("content").asText()).isEqualTo("¿y el formulario 22?");
        assertThat(newest)
                .noneMatch(message -> message.path("triggered_by")
                        .asText()
                        .equals(unanswered.path("id").asText()));
    }

    @Test
    void anEdit_keepsWhatIsNotGiven_andALostUpdateIsRefused() {
        var made = open("{\"phone_number\":\"+56987650013\",\"contact_name\":\"Doña Ana\",\"tags\":[\"vip\"]}")
                .is(201);
        var path = made.header("Location").orElseThrow();
        assertThat(made.at("contact_name").asText()).isEqualTo("Doña Ana");
        assertThat(made.at("window_expires_at").isNull()).isTrue();
        open("{\"phone_number\":\"+56987650013\"}").is(200);

        var tag = API.platform().get(path).header("ETag").orElseThrow();
        var edited = API.platform()
                .with("If-Match", tag)
                .patch(path, "{\"status\":\"closed\",\"metadata\":{\"crm\":7}}")
                .is(200);
        assertThat(edited.at("tags").toString()).isEqualTo("[\"vip\"]");
        assertThat(edited.header("ETag")).isNotEqualTo(Optional.of(tag));
        API.platform().with("If-Match", tag).patch(path, "{\"tags\":[]}").is(412);
        assertThat(list("&status=closed").at("count").asInt()).isEqualTo(1);
        assertThat(list("&tag=vip").at("count").asInt()).isEqualTo(1);

        // A message does not make an edit a lost update, and opens what was closed.
        var now = API.platform().get(path).header("ETag").orElseThrow();
        API.receive(company, "+56987650013", "hola");
        assertThat(API.platform()
                        .with("If-Match", now)
                        .patch(path, "{\"tags\":[]}")
                        .is(200)
                        .at("status")
                        .asText())
                .isEqualTo("active");
        var replaced = API.platform().put(path, "{}").is(200);
        assertThat(replaced.at("metadata").isEmpty()).isTrue();
        assertThat(replaced.at("contact_name").asText()).isEqualTo("Cliente de Prueba");
        API.platform().patch(path, "{\"owner\":\"human\"}").refuses("owner");
    }

    @Test
    void people_areFoundByAnyPartOfTheirNameOrNumber() {
        open("{\"phone_number\":\"+56987651111\",\"contact_name\":\"Señora Núñez\"}")
                .is(201);
        open("{\"phone_number\":\"+56987652222\",\"contact_name\":\"Pedro Pérez\"}")
                .is(201);

        assertThat(names("&search=NUNEZ")).isEqualTo("Señora Núñez");
        assertThat(names("&search=p%C3%A9rez%20ped")).isEqualTo("Pedro Pérez");
        assertThat(names("&search=2222")).isEqualTo("Pedro Pérez");
        assertThat(names("&search=%2B56%209%208765%201111")).isEqualTo("Señora Núñez");
        assertThat(names("&search=%25%25%25abc")).isEmpty();
        assertThat(names("&phone_number=987652222")).isEqualTo("Pedro Pérez");
        API.platform().get(PATH + "?company=" + company.id() + "&search=ab").refuses("search");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'phone_number':'12'} | phone_number",
                "{} | phone_number",
                "{'phone_number':'+56987650014','tags':['']} | tags[0]",
                "{'phone_number':'+56987650014','metadata':[]} | metadata",
                "{'phone_number':'+56987650014','status':'open'} | status",
                "{'phone_number':'+56987650014','whatsapp_config':'0199a3c4-7d1e-7c3a-9b5f-2f6f4a8e1c0d'} | whatsapp_config"
            })
    void wrongFields_areNamed(String body, String fields) {
        open(body.replace('\'', '"')).refuses(fields.split(","));
    }

    private String names(String query) {
        var names = new StringJoiner(",");
        list(query)
                .at("results")
                .forEach(each -> names.add(each.path("contact_name").asText()));
        return names.toString();
    }

    private ApiAnswer list(String query) {
        return API.platform().get(PATH + "?company=" + company.id() + query).is(200);
    }

    private ApiAnswer open(String body) {
        return API.platform().post(PATH + "?company=" + company.id(), body);
    }
}
