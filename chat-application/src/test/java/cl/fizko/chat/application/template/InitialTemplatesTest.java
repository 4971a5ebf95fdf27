package cl.fizko.chat.application.template;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.port.TemplateCatalog.Proposal;
import cl.fizko.chat.domain.tax.AnnualIncomeTax;
import cl.fizko.chat.domain.tax.F29DueDates;
import cl.fizko.chat.domain.tax.HonorariosRetention;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.SubmissionRules;
import cl.fizko.chat.domain.template.TemplateCategory;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InitialTemplatesTest {

    private static final Locale CHILE = Locale.forLanguageTag("es-CL");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d 'de' MMMM 'de' uuuu", CHILE);
    private static final Pattern DATED = Pattern.compile("\\p{L}+ \\d+ de \\p{L}+ de \\d{4}");

    static List<Proposal> all() {
        return InitialTemplates.all();
    }

    @Test
    void theSet_hasTheNamesThatWereAgreed() {
        assertThat(all())
                .extracting(Proposal::name)
                .containsExactly(
                        "recordatorio_f29",
                        "recordatorio_renta",
                        "documento_recibido",
                        "pago_por_vencer",
                        "bienvenida",
                        "fuera_de_horario",
                        "boleta_honorarios",
                        "encuesta");
        assertThat(MessageTemplate.variablesOf(named("recordatorio_f29").body()))
                .containsExactly("nombre", "periodo", "vencimiento");
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_keepsTheProvidersRules(Proposal template) {
        assertThat(SubmissionRules.problems(template.name(), template.language(), template.body(), template.examples()))
                .isEmpty();
        assertThat(template.language()).isEqualTo("es_CL");
        assertThat(template.examples()).isNotEmpty();
        assertThat(template.examples().keySet()).allMatch(gap -> gap.matches("[a-z_]+"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_isUtility_butTheWelcomeThatSaysHowToBeLeftInPeace(Proposal template) {
        var isWelcome = template.name().equals("bienvenida");
        assertThat(template.category()).isEqualTo(isWelcome ? TemplateCategory.MARKETING : TemplateCategory.UTILITY);
        assertThat(template.body().contains("responde BAJA")).isEqualTo(isWelcome);
    }

    /** Each is a copy of what some customer will get, so it must not teach the judges, or us, a wrong date. */
    @ParameterizedTest
    @MethodSource("all")
    void eachDateOfAnExample_fallsOnTheDayThatItNames(Proposal template) {
        for (var example : template.examples().values()) {
            DATED.matcher(example)
                    .results()
                    .map(date -> date.group())
                    .forEach(date ->
                            assertThat(DAY.format(LocalDate.parse(date, DAY))).isEqualTo(date));
        }
    }

    @Test
    void dueDatesAndAmountsOfTheExamples_areThoseOfTheLaw() {
        var november = F29DueDates.of(YearMonth.of(2026, 11)).orElseThrow().twentieth();
        assertThat(named("recordatorio_f29").examples())
                .containsEntry("periodo", "noviembre de 2026")
                .containsEntry("vencimiento", DAY.format(november));
        assertThat(named("pago_por_vencer").examples())
                .containsEntry("concepto", "IVA del período noviembre de 2026")
                .containsEntry("vencimiento", DAY.format(november));
        var april = AnnualIncomeTax.of(2027).orElseThrow().withPayment();
        assertThat(named("recordatorio_renta").examples())
                .containsEntry("periodo", "2027")
                .containsEntry("vencimiento", DAY.format(april));
        var retention = HonorariosRetention.of(2026).orElseThrow();
        assertThat(named("boleta_honorarios").examples())
                .containsEntry("bruto", pesos(500_000))
                .containsEntry("retencion", pesos(retention.withheldOf(500_000)))
                .containsEntry("liquido", pesos(retention.netOf(500_000)));
    }

    private static String pesos(long amount) {
        return "$" + NumberFormat.getIntegerInstance(CHILE).format(amount);
    }

    private static Proposal named(String name) {
        return all().stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
