package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchApiTest {

    private static final String PHONE = "+56987650021";
    private static final List<String> TEXTS = List.of(
            "necesito la declaracion de renta de 2025",
            "¿Cuándo son las declaraciones juradas?",
            "me llegó la factura 1234 del proveedor",
            "tengo tres facturas atrasadas hace dos años",
            "el dia lunes pago <b>el IVA</b> & la multa",
            "boleta de honorarios para el contador");

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static TestCompany company;

    @BeforeAll
    static void write() {
        company = API.newCompany();
        TEXTS.forEach(text -> API.receive(company, PHONE, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "declaración | 1,0",
                "DECLARACIONES | 1,0",
                "declaraci | 1,0",
                "factura | 3,2",
                "facturas atrasada | 3",
                "\"tres facturas\" | 3",
                "\"facturas tres\" | ''",
                "año | 3",
                "días | 4",
                "iva multa | 4",
                "1234 | 2",
                "xyzzy | ''",
                "de la | ''"
            })
    void spanish_isFoundWhateverItsEndingsAndAccents(String query, String expected) {
        var found = new ArrayList<String>();
        search(query, "&direction=incoming")
                .at("results")
                .forEach(hit -> found.add(String.valueOf(
                        TEXTS.indexOf(hit.path("message").path("content").asText()))));

        assertThat(String.join(",", found)).isEqualTo(expected);
    }

    @Test
    void hits_areMarkedAndEverythingElseIsEscaped() {
        var hit = search("iva", "&direction=incoming").at("results").path(0);

        assertThat(hit.path("snippet").asText())
                .isEqualTo("el dia lunes pago &lt;b&gt;el <mark>IVA</mark>&lt;/b&gt; &amp; la multa");
        var mark = hit.path("highlights").path(0);
        assertThat(hit.path("message")
                        .path("content")
                        .asText()
                        .substring(mark.path("start").asInt(), mark.path("end").asInt()))
                .isEqualTo("IVA");
    }

    @Test
    void filters_narrowIt() {
        var conversation = search("factura", "&direction=incoming")
                .at("results")
                .path(0)
                .path("message")
                .path("conversation")
                .asText();

        assertThat(search("factura", "&direction=incoming&conversation=" + conversation)
                        .at("count")
                        .asInt())
                .isEqualTo(2);
        assertThat(search("factura", "&conversation=0199a3c4-7d1e-7c3a-9b5f-2f6f4a8e1c0d")
                        .at("count")
                        .asInt())
                .isZero();
        assertThat(search("factura", "&until=2020-01-01T00:00:00Z").at("count").asInt())
                .isZero();
        assertThat(search("factura", "&direction=incoming&since=2020-01-01T00:00:00Z")
                        .at("count")
                        .asInt())
                .isEqualTo(2);
        var other = API.newCompany();
        assertThat(API.platform()
                        .get("/api/chat/messages/search/?company=" + other.id() + "&q=factura")
                        .at("count")
                        .asInt())
                .isZero();
    }

    @Test
    void pages_followEachOther() {
        var first = search("factura", "&direction=incoming&page_size=1");
        assertThat(first.at("results").path(0).path("message").path("content").asText())
                .isEqualTo(TEXTS.get(3));
        var second = API.platform()
                .get(first.at("next").asText().replaceFirst("https?://[^/]+", ""))
                .is(200);
        assertThat(second.at("results").path(0).path("message").path("content").asText())
                .isEqualTo(TEXTS.get(2));
    }

    @Test
    void whateverIsTyped_isAnsweredOrRefused() {
        var seed = System.nanoTime();
        System.Logger log = System.getLogger(SearchApiTest.class.getName());
        log.log(System.Logger.Level.INFO, "seed {0}", Long.toString(seed));
        var random = new Random(seed);
        var alphabet = "a'\"\\&|!:*()<>-_%ñ¿ 1@#\u0301\ud83d\ude42:&!";
        for (int i = 0; i < 150; i++) {
            var query = new StringBuilder();
            for (int length = 1 + random.nextInt(12); length > 0; length--) {
                query.appendCodePoint(alphabet.codePointAt(random.nextInt(alphabet.length() - 1)));
            }
            var typed = query.toString();
            var answer =
                    API.platform().get("/api/chat/messages/search/?company=" + company.id() + "&q=" + encoded(typed));
            assertThat(answer.status()).as(typed + " seed " + seed).isIn(200, 422);
        }
        API.platform().get("/api/chat/messages/search/?company=" + company.id()).refuses("q");
        API.platform()
                .get("/api/chat/messages/search/?company=" + company.id() + "&q=" + "a".repeat(201))
                .refuses("q");
    }

    private static ApiAnswer search(String query, String more) {
        return API.platform()
                .get("/api/chat/messages/search/?company=" + company.id() + "&q=" + encoded(query) + more)
                .is(200);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
