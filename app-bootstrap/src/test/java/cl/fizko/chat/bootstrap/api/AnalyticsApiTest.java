package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnalyticsApiTest {

    private static final String PATH = "/api/chat/response-analytics/";

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private TestCompany company;

    @BeforeEach
    void newCompany() {
        company = API.newCompany();
    }

    @Test
    void figures_comeFromTheMessages() {
        API.receive(company, "+56987650051", "hola, ¿cuándo vence el F29?");
        API.receive(company, "+56987650052", "¿cuándo vence el F29?");
        API.await(() -> get("").at("auto_reply_rate").asDouble() == 1.0);

        var figures = get("");
        assertThat(figures.at("total_incoming").asInt()).isEqualTo(2);
        assertThat(figures.at("total_outgoing").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(figures.at("active_conversations").asInt()).isEqualTo(2);
        assertThat(figures.at("mean_response_seconds").asDouble()).isPositive();
        assertThat(figures.at("p95_response_seconds").asDouble()).isPositive();
        assertThat(figures.at("agents").path(0).path("replies").asInt()).isEqualTo(2);
        assertThat(figures.at("days")).hasSize(30);
        assertThat(figures.at("days").path(29).path("incoming").asInt()).isEqualTo(2);
        assertThat(figures.at("days").path(0).path("incoming").asInt()).isZero();
        var other = API.newCompany();
        assertThat(API.platform()
                        .get(PATH + "?company=" + other.id())
                        .at("total_incoming")
                        .asInt())
                .isZero();
    }

    @Test
    void days_areThoseOfTheZone_andAlsoComeAsCsv() {
        assertThat(get("&since=2026-04-01&until=2026-04-10&timezone=America/Santiago")
                        .at("days"))
                .hasSize(10);
        var csv = API.platform()
                .with("Accept", "text/csv")
                .get(PATH + "?company=" + company.id() + "&days=3")
                .is(200);
        assertThat(csv.text().split("\r\n")).hasSize(4);
        assertThat(csv.text()).startsWith("date,incoming,outgoing,auto_replies,");
    }

    @Test
    void wrongDays_areRefused() {
        for (var query : new String[] {"days=0", "days=367", "days=x"}) {
            API.platform().get(PATH + "?company=" + company.id() + "&" + query).refuses("days");
        }
        API.platform()
                .get(PATH + "?company=" + company.id() + "&since=2026-02-30")
                .refuses("since");
        API.platform()
                .get(PATH + "?company=" + company.id() + "&since=2026-02-03&until=2026-02-01")
                .refuses("since");
        API.platform()
                .get(PATH + "?company=" + company.id() + "&since=2026-02-03&days=3")
                .refuses("days");
        API.platform()
                .get(PATH + "?company=" + company.id() + "&timezone=Chile")
                .refuses("timezone");
    }

    private ApiAnswer get(String query) {
        return API.platform().get(PATH + "?company=" + company.id() + query).is(200);
    }
}
