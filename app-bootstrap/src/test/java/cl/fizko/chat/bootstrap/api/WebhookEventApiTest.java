package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookEventApiTest {

    private static final String PATH = "/api/chat/webhook-events/";

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private TestCompany company;

    @BeforeEach
    void newCompany() {
        company = API.newCompany();
    }

    @Test
    void deliveries_areListedAndShown() {
        API.receive(company, "+56987650061", "hola");

        var listed = API.platform()
                .get(PATH + "?company=" + company.id() + "&status=applied")
                .is(200);
        assertThat(listed.at("count").asInt()).isEqualTo(1);
        var id = listed.at("results").path(0).path("id").asText();
        var shown = API.platform().get(PATH + id + "/").is(200);
        assertThat(shown.at("raw_body").asText()).contains("hola");
        assertThat(shown.at("event")).isEqualTo(listed.at("results").path(0));
        API.platform().post(PATH + id + "/retry/").isProblem(409, "not-quarantined");
        API.platform().get(PATH + UUID.randomUUID() + "/").is(404);
    }

    @Test
    void aDeliveryForAnUnknownNumber_isAppliedOnceTheNumberIsConnected() {
        var line = "late-" + UUID.randomUUID();
        API.deliverToUnknown(line, "+56987650062", "¿cuándo vence el F29?");
        var quarantined = API.platform()
                .get(PATH + "?unassigned=true&status=quarantined&page_size=100")
                .is(200);
        var id = "";
        for (var event : quarantined.at("results")) {
            if (event.path("reason").asText().contains(line)) {
                id = event.path("id").asText();
            }
        }
        assertThat(id).isNotEmpty();
        assertThat(API.platform()
                        .post(PATH + id + "/retry/")
                        .is(200)
                        .at("event")
                        .path("status")
                        .asText())
                .isEqualTo("quarantined");

        API.platform()
                .post(
                        "/api/chat/configs/?company=" + company.id(),
                        "{\"provider\":\"sandbox\",\"phone_number_id\":\"" + line
                                + "\",\"phone_number\":\"+56987650069\"}")
                .is(201);
        assertThat(API.platform()
                        .post(PATH + id + "/retry/")
                        .is(200)
                        .at("event")
                        .path("status")
                        .asText())
                .isEqualTo("applied");
        API.platform().post(PATH + id + "/retry/").isProblem(409, "not-quarantined");
        API.await(() -> API.platform()
                        .get("/api/chat/messages/?company=" + company.id() + "&direction=outgoing")
                        .at("count")
                        .asInt()
                >= 1);
    }
}
