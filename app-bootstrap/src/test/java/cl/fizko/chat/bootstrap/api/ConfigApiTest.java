package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigApiTest {

    private static final String PATH = "/api/chat/configs/";

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private TestCompany company;

    @BeforeEach
    void newCompany() {
        company = API.newCompany();
    }

    @Test
    void aNumber_isConnectedReadAndChanged_andItsSecretsAreNeverShown() {
        var line = "line-" + company.id();
        var made = create(
                        "{\"provider\":\"sandbox\",\"phone_number_id\":\"" + line
                                + "\",\"phone_number\":\"9 8765 0031\","
                                + "\"kapso_api_token\":\"clave-secreta\",\"webhook_secret\":\"firma-secreta\",\"f29_due_day\":20}")
                .is(201);
        var path = made.header("Location").orElseThrow();
        assertThat(made.text()).doesNotContain("clave-secreta", "firma-secreta");
        assertThat(made.at("has_kapso_api_token").asBoolean()).isTrue();
        assertThat(made.at("webhook_url").asText()).endsWith("/api/chat/webhook/sandbox/");
        assertThat(made.at("phone_number").asText()).isEqualTo("+56987650031");
        assertThat(API.platform().get(path).is(200).json()).isEqualTo(made.json());
        assertThat(list("&phone_number_id=" + line).at("count").asInt()).isEqualTo(1);
        assertThat(list("").at("count").asInt()).isEqualTo(2);

        var tag = API.platform().get(path).header("ETag").orElseThrow();
        var changed = API.platform()
                .with("If-Match", tag)
                .patch(
                        path,
                        "{\"business_hours_start\":\"09:00\",\"business_hours_end\":\"18:30\",\"kapso_api_token\":null}")
                .is(200);
        assertThat(changed.at("business_hours_end").asText()).startsWith("18:30");
        assertThat(changed.at("timezone").asText()).isEqualTo("America/Santiago");
        assertThat(changed.at("has_kapso_api_token").asBoolean()).isFalse();
        assertThat(changed.at("has_webhook_secret").asBoolean()).isTrue();
        API.platform()
                .with("If-Match", tag)
                .patch(path, "{\"is_active\":false}")
                .is(412);

        var replaced = API.platform()
                .put(path, "{\"phone_number_id\":\"" + line + "\",\"phone_number\":\"+56987650031\"}")
                .is(200);
        assertThat(replaced.at("f29_due_day").isNull()).isTrue();
        assertThat(replaced.at("business_hours_start").isNull()).isTrue();
        assertThat(replaced.at("has_webhook_secret").asBoolean()).isTrue();
    }

    @Test
    void aNumberThatIsSwitchedOff_sendsNothing() {
        API.receive(company, "+56987650032", "hola");
        API.platform()
                .patch(PATH + company.config().id() + "/", "{\"is_active\":false}")
                .is(200);

        API.platform()
                .post(
                        "/api/chat/send-message/?company=" + company.id(),
                        "{\"phone_number\":\"+56987650032\",\"message\":\"hola\"}")
                .isProblem(409, "config-inactive");
    }

    @Test
    void whatANumberIsKnownBy_isTakenOnce_andStaysOnceThereAreConversations() {
        var same = company.config().lineId().value();
        create("{\"provider\":\"sandbox\",\"phone_number_id\":\"" + same + "\",\"phone_number\":\"+56987650033\"}")
                .isProblem(409, "already-exists");
        var path = PATH + company.config().id() + "/";
        var renamed = "renamed-" + company.id();
        API.platform().patch(path, "{\"phone_number_id\":\"" + renamed + "\"}").is(200);
        API.platform().patch(path, "{\"phone_number_id\":\"" + same + "\"}").is(200);
        API.receive(company, "+56987650033", "hola");
        API.platform().patch(path, "{\"phone_number_id\":\"" + renamed + "\"}").refuses("phone_number_id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | phone_number_id,phone_number",
                "{'phone_number_id':'x','phone_number':'+56987650034','provider':'nobody'} | provider",
                "{'phone_number_id':'x y','phone_number':'+56987650034'} | phone_number_id",
                "{'phone_number_id':'x','phone_number':'+56987650034','f29_due_day':15} | f29_due_day",
                "{'phone_number_id':'x','phone_number':'+56987650034','burst_window_seconds':61} | burst_window_seconds",
                "{'phone_number_id':'x','phone_number':'+56987650034','business_hours_start':'09:00'} | business_hours_start,business_hours_end",
                "{'phone_number_id':'x','phone_number':'+56987650034','business_hours_start':'18:00','business_hours_end':'09:00'} | business_hours_end",
                "{'phone_number_id':'x','phone_number':'+56987650034','timezone':'Mars/Base'} | timezone",
                "{'phone_number_id':'x','phone_number':'+56987650034','token':'y'} | token"
            })
    void wrongFields_areNamed(String body, String fields) {
        create(body.replace('\'', '"')).refuses(fields.split(","));
    }

    private ApiAnswer create(String body) {
        return API.platform().post(PATH + "?company=" + company.id(), body);
    }

    private ApiAnswer list(String query) {
        return API.platform().get(PATH + "?company=" + company.id() + query).is(200);
    }
}
