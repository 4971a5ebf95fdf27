package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.access.CreateApiKey;
import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReminderApiTest {

    private static final String PATH = "/api/chat/reminders/";
    private static final String SETTINGS = "/api/chat/reminder-settings/";

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private TestCompany company;

    @BeforeEach
    void newCompany() {
        company = API.newCompany();
    }

    @Test
    void aPerson_isEnrolledListedAndRemoved() {
        var made = enrol("{\"phone_number\":\"9 8765 0201\"}").is(201);
        var path = made.header("Location").orElseThrow();

        assertThat(made.at("phone_number").asText()).isEqualTo("+56987650201");
        assertThat(made.at("whatsapp_config").isNull()).isTrue();
        assertThat(made.at("opted_out").asBoolean()).isFalse();
        assertThat(API.platform().get(path).is(200).json()).isEqualTo(made.json());
        assertThat(list("").at("results").path(0)).isEqualTo(made.json());
        assertThat(list("&phone_number=%2B56987650202").at("count").asInt()).isZero();

        API.platform().call("DELETE", path, Optional.empty()).is(204);
        API.platform().call("DELETE", path, Optional.empty()).is(404);
        API.platform().get(path).is(404);
        assertThat(list("").at("count").asInt()).isZero();
    }

    @Test
    void whoIsEnrolledAlready_staysSo() {
        var first = enrol("{\"phone_number\":\"+56987650203\"}").is(201);
        var again = enrol("{\"phone_number\":\"+56987650203\",\"whatsapp_config\":\""
                        + company.config().id() + "\"}")
                .is(200);

        assertThat(again.at("id")).isEqualTo(first.at("id"));
        assertThat(again.at("whatsapp_config").asText())
                .isEqualTo(company.config().id().toString());
        assertThat(list("").at("count").asInt()).isEqualTo(1);
    }

    @Test
    void anotherCompanysNumber_cannotRemind() {
        var stranger = API.newCompany();

        enrol("{\"phone_number\":\"+56987650204\",\"whatsapp_config\":\""
                        + stranger.config().id() + "\"}")
                .refuses("whatsapp_config");
        enrol("{\"phone_number\":\"mañana\"}").refuses("phone_number");
        enrol("{}").refuses("phone_number");
    }

    @Test
    void anotherCompany_findsNothing() {
        var path =
                enrol("{\"phone_number\":\"+56987650205\"}").header("Location").orElseThrow();
        var stranger = client(API.newCompany(), Role.ADMIN);

        stranger.get(path).is(404);
        stranger.call("DELETE", path, Optional.empty()).is(404);
        assertThat(stranger.get(PATH).is(200).at("count").asInt()).isZero();
        API.platform().get(path).is(200);
    }

    @Test
    void agentsEnrol_andAdministratorsSetTheHour() {
        var agent = client(company, Role.AGENT);
        var path = agent.post(PATH, "{\"phone_number\":\"+56987650206\"}")
                .is(201)
                .header("Location")
                .orElseThrow();

        client(company, Role.VIEWER).call("DELETE", path, Optional.empty()).is(403);
        agent.patch(SETTINGS, "{\"days_before\":5}").is(403);
        agent.get(SETTINGS).is(200);
        agent.call("DELETE", path, Optional.empty()).is(204);
    }

    @Test
    void settings_areTheStandardUntilTheyAreChanged() {
        var admin = client(company, Role.ADMIN);
        var standard = admin.get(SETTINGS).is(200);
        assertThat(standard.text()).contains("\"days_before\":3").contains("America/Santiago");
        assertThat(standard.at("send_at").asText()).startsWith("10:00");

        var tag = standard.header("ETag").orElseThrow();
        var changed = admin.with("If-Match", tag)
                .patch(SETTINGS, "{\"days_before\":5}")
                .is(200);
        assertThat(changed.at("days_before").asInt()).isEqualTo(5);
        assertThat(changed.at("send_at")).isEqualTo(standard.at("send_at"));
        admin.with("If-Match", tag).patch(SETTINGS, "{\"days_before\":6}").is(412);

        var replaced = admin.put(SETTINGS, "{\"send_at\":\"09:30\",\"timezone\":\"America/Punta_Arenas\"}")
                .is(200);
        assertThat(replaced.at("days_before").asInt()).isEqualTo(3);
        assertThat(admin.get(SETTINGS).json()).isEqualTo(replaced.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'days_before':0} | days_before",
                "{'days_before':11} | days_before",
                "{'send_at':'08:59'} | send_at",
                "{'send_at':'19:01'} | send_at",
                "{'send_at':'soon'} | send_at",
                "{'timezone':'Chile'} | timezone",
                "{'hour':10} | hour"
            })
    void wrongSettings_areNamed(String body, String field) {
        API.platform()
                .patch(SETTINGS + "?company=" + company.id(), body.replace('\'', '"'))
                .refuses(field);
    }

    private static ApiClient client(TestCompany company, Role role) {
        var key = API.app().get(CreateApiKey.class).create(Scope.of(company.id()), role, Optional.empty());
        return API.client().withKey(key.text().text().reveal());
    }

    private ApiAnswer enrol(String body) {
        return API.platform().post(PATH + "?company=" + company.id(), body);
    }

    private ApiAnswer list(String more) {
        return API.platform().get(PATH + "?company=" + company.id() + more).is(200);
    }
}
