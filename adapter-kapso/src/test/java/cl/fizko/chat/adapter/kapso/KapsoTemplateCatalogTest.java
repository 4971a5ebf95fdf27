package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.TemplateCatalog;
import cl.fizko.chat.domain.port.TemplateCatalog.Account;
import cl.fizko.chat.domain.port.TemplateCatalog.Answer;
import cl.fizko.chat.domain.port.TemplateCatalog.Created;
import cl.fizko.chat.domain.port.TemplateCatalog.Proposal;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateStatus;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates over a real socket. What a template's JSON means is in {@link TemplateReaderTest}. */
class KapsoTemplateCatalogTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Account ACCOUNT = new Account("209900000000001", Optional.of(new Secret(Outbound.TOKEN)));
    private static final String PATH = "/meta/whatsapp/v24.0/209900000000001/message_templates";
    private static final Proposal PROPOSAL = new Proposal(
            "aviso_vencimiento",
            "es_CL",
            TemplateCategory.UTILITY,
            "Hola {{ nombre }}, su cuota vence el {{fecha}}. Escríbanos.",
            Map.of("nombre", "Rosa", "fecha", "12 de mayo"),
            Optional.of("Fizko"),
            List.of("Ya pagué", "Tengo dudas"));

    @RegisterExtension
    final FakeKapso kapso = new FakeKapso();

    @Test
    void list_severalPages_areAll() throws Exception {
        answer(200, page("\"next\":\"https://graph.facebook.com/x\",\"cursors\":{\"after\":\"c/1=\"}", "uno", "dos"));
        answer(200, page("\"cursors\":{\"before\":\"a\",\"after\":\"b\"}", "tres"));
        assertThat(names(catalog().list(ACCOUNT))).containsExactly("uno", "dos", "tres");
        var first = kapso.request();
        assertThat(first.getMethod()).isEqualTo("GET");
        assertThat(first.getTarget()).isEqualTo(PATH + "?limit=100");
        assertThat(first.getHeaders().get("X-API-Key")).isEqualTo(Outbound.TOKEN);
        assertThat(kapso.request().getTarget()).isEqualTo(PATH + "?limit=100&after=c%2F1%3D");
    }

    @Test
    void list_templateWithoutAName_isLeftOut() {
        answer(
                200,
                "{\"data\":[{\"id\":\"1\",\"language\":\"es\"},7,{\"id\":2,\"name\":\"dos\",\"language\":\"es\"}]}");
        assertThat(names(catalog().list(ACCOUNT))).containsExactly("dos");
    }

    @Test
    void list_withoutEnd_isGivenUp() {
        kapso.always(() -> FakeKapso.answer(200, page("\"next\":\"x\",\"cursors\":{\"after\":\"c\"}", "uno"))
                .build());
        assertThat(failure(catalog().list(ACCOUNT)).reason()).isEqualTo(FailureReason.OTHER);
        assertThat(kapso.requestsSeen()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | <html>          | RETRIES_EXHAUSTED
            200 | {"data":{}}     | RETRIES_EXHAUSTED
            500 | {"error":"x"}   | RETRIES_EXHAUSTED
            502 | <html>          | RETRIES_EXHAUSTED
            429 | {}              | RETRIES_EXHAUSTED
            401 | {"error":"x"}   | CONFIG
            400 | {"error":{"code":80007}} | RETRIES_EXHAUSTED
            400 | {"error":{"code":33}}    | CONFIG
            400 | {"error":{"code":100}}   | BAD_REQUEST
            """)
    void list_trouble_tellsWhetherToTryAgain(int status, String body, FailureReason reason) {
        answer(status, body);
        assertThat(failure(catalog().list(ACCOUNT)).reason()).isEqualTo(reason);
    }

    @Test
    void list_secondPageFails_isNoList() {
        answer(200, page("\"next\":\"x\",\"cursors\":{\"after\":\"c\"}", "uno"));
        kapso.enqueue(FakeKapso.hangsUp());
        assertThat(failure(catalog().list(ACCOUNT)).reason()).isEqualTo(FailureReason.RETRIES_EXHAUSTED);
    }

    @Test
    void create_named_hasAnExampleForEachGap() throws Exception {
        answer(200, "{\"id\":\"594425479261596\",\"status\":\"PENDING\",\"category\":\"MARKETING\"}");
        assertThat(catalog().create(ACCOUNT, PROPOSAL))
                .isEqualTo(new Answer.Done<>(
                        new Created("594425479261596", TemplateStatus.PENDING, TemplateCategory.MARKETING)));
        var request = kapso.request();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo(PATH);
        assertThat(JSON.readTree(request.getBody().utf8())).isEqualTo(JSON.readTree("""
                        {"name":"aviso_vencimiento","language":"es_CL","category":"UTILITY","parameter_format":"NAMED",
                         "components":[{"type":"BODY","text":"Hola {{nombre}}, su cuota vence el {{fecha}}. Escríbanos.",
                           "example":{"body_text_named_params":[{"param_name":"nombre","example":"Rosa"},
                             {"param_name":"fecha","example":"12 de mayo"}]}},
                          {"type":"FOOTER","text":"Fizko"},
                          {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Ya pagué"},
                            {"type":"QUICK_REPLY","text":"Tengo dudas"}]}]}
                        """));
    }

    @Test
    void create_numbered_hasItsExamplesByNumber() throws Exception {
        answer(200, "{\"id\":\"1\",\"status\":\"PENDING\",\"category\":\"UTILITY\"}");
        catalog()
                .create(
                        ACCOUNT,
                        proposal("El {{2}} vence su cuota, {{1}}, no lo olvide.", Map.of("1", "Rosa", "2", "lunes")));
        var json = JSON.readTree(kapso.request().getBody().utf8());
        assertThat(json.path("parameter_format").textValue()).isEqualTo("POSITIONAL");
        assertThat(json.at("/components/0/example")).isEqualTo(JSON.readTree("{\"body_text\":[[\"Rosa\",\"lunes\"]]}"));
    }

    @Test
    void create_withoutGaps_hasNoExamples() throws Exception {
        answer(200, "{\"id\":\"1\",\"status\":\"PENDING\",\"category\":\"UTILITY\"}");
        catalog().create(ACCOUNT, proposal("Ya vence.", Map.of()));
        assertThat(JSON.readTree(kapso.request().getBody().utf8()).at("/components/0"))
                .isEqualTo(JSON.readTree("{\"type\":\"BODY\",\"text\":\"Ya vence.\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{nombre}}, su cuota vence.          | nombre=Rosa     | limit:content
            Su cuota vence, {{nombre}}           | nombre=Rosa     | limit:content
            Hola {{nombre}}, el {{1}}, saludos.  | nombre=Rosa,1=x | limit:content
            Hola {{nombre}}, hasta pronto.       | fecha=x         | limit:examples.nombre
            """)
    void create_whatMetaWouldRefuse_isNotOffered(String body, String examples, String code) {
        var values = new HashMap<String, String>();
        for (var example : examples.split(",", -1)) {
            values.put(example.split("=", -1)[0], example.split("=", -1)[1]);
        }
        var failure = failure(catalog().create(ACCOUNT, proposal(body, values)));
        assertThat(failure.reason()).isEqualTo(FailureReason.TEMPLATE);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(kapso.requestsSeen()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2388040, 2388047, 2388072, 2388073, 2388293, 2388299, 2388019})
    void create_refusedForAKnownReason_saysWhich(int subcode) {
        answer(400, "{\"error\":{\"message\":\"Invalid parameter\",\"code\":100,\"error_subcode\":" + subcode + "}}");
        var failure = failure(catalog().create(ACCOUNT, PROPOSAL));
        assertThat(failure.reason()).isEqualTo(FailureReason.TEMPLATE);
        assertThat(failure.code()).isEqualTo("meta:100/" + subcode);
        assertThat(failure.detail()).isNotBlank();
    }

    @Test
    void create_answerThatDoesNotTell_isNotTriedAgain() {
        kapso.enqueue(FakeKapso.hangsUp());
        assertThat(failure(catalog().create(ACCOUNT, PROPOSAL)).reason()).isEqualTo(FailureReason.UNKNOWN_OUTCOME);
        answer(200, "{\"success\":true}");
        assertThat(failure(catalog().create(ACCOUNT, PROPOSAL)).reason()).isEqualTo(FailureReason.UNKNOWN_OUTCOME);
        answer(200, "<html>");
        assertThat(failure(catalog().create(ACCOUNT, PROPOSAL)).reason()).isEqualTo(FailureReason.UNKNOWN_OUTCOME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"success":true}
            404 | {"error":"Not found"}
            404 | {"error":{"code":132001}}
            """)
    void delete_goneOrGoing_isDone(int status, String body) throws Exception {
        answer(status, body);
        assertThat(catalog().delete(ACCOUNT, "aviso", "594425479261596")).isEqualTo(new Answer.Done<>(true));
        var request = kapso.request();
        assertThat(request.getMethod()).isEqualTo("DELETE");
        assertThat(request.getTarget()).isEqualTo(PATH + "?hsm_id=594425479261596&name=aviso");
    }

    @Test
    void delete_trouble_isAFailure() {
        kapso.enqueue(FakeKapso.hangsUp());
        assertThat(failure(catalog().delete(ACCOUNT, "aviso", "1")).reason())
                .isEqualTo(FailureReason.RETRIES_EXHAUSTED);
    }

    /** Without the id Meta would delete every language of that name. */
    @Test
    void delete_withoutId_isRefused() {
        assertThat(failure(catalog().delete(ACCOUNT, "aviso", " ")).reason()).isEqualTo(FailureReason.BAD_REQUEST);
        assertThat(kapso.requestsSeen()).isZero();
    }

    @Test
    void anything_accountThatIsAPathOrNoKey_isConfiguration() {
        var path = new Account("../1", Optional.of(new Secret("k")));
        assertThat(failure(catalog().list(path)).code()).isEqualTo("kapso:account");
        assertThat(failure(catalog().create(path, PROPOSAL)).code()).isEqualTo("kapso:account");
        assertThat(failure(catalog().delete(path, "a", "1")).code()).isEqualTo("kapso:account");
        assertThat(failure(catalog().list(new Account("1", Optional.empty()))).code())
                .isEqualTo("kapso:token");
        assertThat(kapso.requestsSeen()).isZero();
    }

    @Test
    void anything_legacy_saysThatItCannot() {
        var legacy = kapso.templates(FakeKapso.LEGACY);
        assertThat(failure(legacy.list(ACCOUNT)).code()).isEqualTo("unsupported:templates");
        assertThat(failure(legacy.create(ACCOUNT, PROPOSAL)).code()).isEqualTo("unsupported:templates");
        assertThat(failure(legacy.delete(ACCOUNT, "a", "1")).code()).isEqualTo("unsupported:templates");
        assertThat(kapso.requestsSeen()).isZero();
    }

    private TemplateCatalog catalog() {
        return kapso.templates(FakeKapso.PROXY);
    }

    private void answer(int status, String body) {
        kapso.enqueue(FakeKapso.answer(status, body).build());
    }

    private static Proposal proposal(String body, Map<String, String> examples) {
        return new Proposal("aviso", "es_CL", TemplateCategory.UTILITY, body, examples, Optional.empty(), List.of());
    }

    private static String page(String paging, String... names) {
        var data = Arrays.stream(names)
                .map(name -> "{\"id\":\"1\",\"name\":\"" + name + "\",\"language\":\"es_CL\"}")
                .toList();
        return "{\"data\":" + data + ",\"paging\":{" + paging + "}}";
    }

    private static List<String> names(Answer<List<ProviderTemplate>> answer) {
        return ((Answer.Done<List<ProviderTemplate>>) answer)
                .value().stream().map(ProviderTemplate::name).toList();
    }

    private static <T> Failure failure(Answer<T> answer) {
        return ((Answer.Failed<T>) answer).failure();
    }
}
