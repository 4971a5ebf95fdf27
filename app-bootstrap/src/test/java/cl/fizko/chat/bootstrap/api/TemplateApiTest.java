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

class TemplateApiTest {

    private static final String PATH = "/api/chat/templates/";

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private TestCompany company;

    @BeforeEach
    void newCompany() {
        company = API.newCompany();
    }

    @Test
    void aTemplate_isMadeReadListedAndPreviewed() {
        var made = create(
                        "{\"name\":\"cobro\",\"content\":\"Hola {{nombre}}, son ${{monto}}\",\"category\":\"utility\"}")
                .is(201);
        var path = made.header("Location").orElseThrow();

        assertThat(made.at("language").asText()).isEqualTo("es_CL");
        assertThat(made.at("is_active").asBoolean()).isTrue();
        assertThat(made.at("variables").toString()).isEqualTo("[\"nombre\",\"monto\"]");
        assertThat(API.platform().get(path).is(200).json()).isEqualTo(made.json());
        assertThat(list("&search=COBR").at("results").path(0)).isEqualTo(made.json());
        assertThat(list("&category=marketing").at("count").asInt()).isZero();

        var preview = API.platform()
                .post(path + "preview/", "{\"variables\":{\"nombre\":\"Ana\"}}")
                .is(200);
        assertThat(preview.at("rendered_message").asText()).isEqualTo("Hola Ana, son ${{monto}}");
        assertThat(preview.at("missing_variables").toString()).isEqualTo("[\"monto\"]");
    }

    @Test
    void anEdit_movesTheTag_andALostUpdateIsRefused() {
        var path = create("{\"name\":\"cobro\",\"content\":\"Hola\",\"category\":\"utility\"}")
                .header("Location")
                .orElseThrow();
        var tag = API.platform().get(path).header("ETag").orElseThrow();

        var edited = API.platform()
                .with("If-Match", tag)
                .patch(path, "{\"content\":\"Buenas\"}")
                .is(200);
        assertThat(edited.header("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
        assertThat(edited.at("name").asText()).isEqualTo("cobro");
        API.platform()
                .with("If-Match", tag)
                .patch(path, "{\"content\":\"Perdido\"}")
                .is(412);
        assertThat(API.platform().get(path).at("content").asText()).isEqualTo("Buenas");

        API.platform().put(path, "{\"content\":\"Hola\"}").refuses("name", "category");
        var replaced = API.platform()
                .put(path, "{\"name\":\"cobro\",\"content\":\"Hola\",\"category\":\"marketing\"}")
                .is(200);
        assertThat(replaced.at("category").asText()).isEqualTo("marketing");
    }

    @Test
    void aNameThatIsTaken_is409() {
        create("{\"name\":\"cobro\",\"content\":\"Hola\",\"category\":\"utility\"}")
                .is(201);
        create("{\"name\":\"cobro\",\"content\":\"Hola\",\"category\":\"utility\"}")
                .isProblem(409, "already-exists");
        create("{\"name\":\"cobro\",\"content\":\"Hola\",\"category\":\"utility\",\"language\":\"en\"}")
                .is(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'Cobro','content':'Hola','category':'utility'} | name",
                "{'name':'cobro','content':' ','category':'utility'} | content",
                "{'name':'cobro','content':'{{ }}','category':'utility'} | content",
                "{'name':'cobro','content':'{{a}} {{1}}','category':'utility'} | content",
                "{'name':'cobro','content':'Hola','category':'spam'} | category",
                "{'name':'cobro','content':'Hola','category':'utility','language':'español'} | language",
                "{'name':'cobro','content':'Hola','category':'utility','variables':['a']} | variables",
                "{} | name,content,category"
            })
    void wrongFields_areNamed(String body, String fields) {
        create(body.replace('\'', '"')).refuses(fields.split(","));
    }

    @Test
    void manyTemplates_comeInPagesNewestFirst() {
        for (int i = 1; i <= 5; i++) {
            create("{\"name\":\"t" + i + "\",\"content\":\"Hola\",\"category\":\"utility\"}")
                    .is(201);
        }
        var first = list("&page_size=2");
        assertThat(first.at("count").asInt()).isEqualTo(5);
        assertThat(first.at("previous").isNull()).isTrue();
        assertThat(names(first)).isEqualTo("t5 t4");
        var second = API.platform().get(path(first.at("next").asText())).is(200);
        assertThat(names(second)).isEqualTo("t3 t2");
        var third = API.platform().get(path(second.at("next").asText())).is(200);
        assertThat(names(third)).isEqualTo("t1");
        assertThat(third.at("next").isNull()).isTrue();
        assertThat(names(API.platform().get(path(third.at("previous").asText()))))
                .isEqualTo("t3 t2");
        assertThat(names(list("&page_size=2&page=2"))).isEqualTo("t3 t2");
    }

    private static String names(ApiAnswer page) {
        var names = new StringJoiner(" ");
        page.at("results").forEach(template -> names.add(template.path("name").asText()));
        return names.toString();
    }

    private static String path(String link) {
        return link.replaceFirst("https?://[^/]+", "");
    }

    private ApiAnswer create(String body) {
        return API.platform().post(PATH + "?company=" + company.id(), body);
    }

    private ApiAnswer list(String more) {
        return API.platform().get(PATH + "?company=" + company.id() + more).is(200);
    }
}
