package cl.fizko.chat.domain.agent.specialised;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.tax.TaxCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentAnswersTest {

    private static final Pattern PAYMENT_DATE =
            Pattern.compile("• (?:Regla del|Con pago, según la regla).*?: (\\p{L}+ \\d+ de \\p{L}+ de \\d{4})");

    private static final Set<String> SAID_BY_RULES_OF_CONVERSATION = Set.of(
            "closed.note",
            "handover.unknown",
            "handover.yes",
            "kind.file",
            "kind.voice",
            "kind.other",
            "privacy.optin");

    /** Every day by the way it is written, weekday included. */
    private static final Map<String, LocalDate> DAYS = LocalDate.of(2024, 12, 1)
            .datesUntil(LocalDate.of(2028, 12, 31))
            .collect(Collectors.toMap(ChileanFormat::date, d -> d));

    @Test
    void knownRule_isTheOnlyOneNamed() {
        var twelfth = Asked.answer(
                "tax_reminder", "cuando vence el f29", Asked.company(Optional.of(F29DueDay.TWELFTH)), Asked.NOON);
        assertThat(twelfth.content()).contains("lunes 14 de diciembre de 2026").doesNotContain("21 de diciembre");
        var twentieth = Asked.answer(
                "tax_reminder", "cuando vence el f29", Asked.company(Optional.of(F29DueDay.TWENTIETH)), Asked.NOON);
        assertThat(twentieth.content())
                .contains("lunes 21 de diciembre de 2026")
                .doesNotContain("14 de diciembre");
        var rule = Asked.answer(
                "tax_reminder", "soy el 12 o el 20?", Asked.company(Optional.of(F29DueDay.TWELFTH)), Asked.NOON);
        assertThat(rule.content()).contains("regla del 12");
    }

    @Test
    void unknownHours_areNeverClaimed() {
        for (var question : List.of("a que hora atienden", "mañana atienden?", "donde estan", "quiero una persona")) {
            for (var agent : List.of("business_hours", "support")) {
                var content = Asked.answer(agent, question, CompanyProfile.unknown(), Asked.NOON)
                        .content();
                assertThat(content).as(agent + ": " + question).doesNotContainPattern("\\d\\d:\\d\\d");
            }
        }
    }

    @Test
    void openOffice_saysUntilWhen() {
        var monday = Asked.at("2026-11-23T10:00");
        assertThat(Asked.answer("business_hours", "estan abiertos?", Asked.company(Optional.empty()), monday)
                        .content())
                .contains("ahora estamos atendiendo, hasta las 18:30");
        assertThat(Asked.answer("support", "un humano porfa", Asked.company(Optional.empty()), monday)
                        .content())
                .contains("hasta las 18:30");
        assertThat(Asked.answer("business_hours", "atienden hoy?", Asked.company(Optional.empty()), monday)
                        .content())
                .contains("no es feriado", "hasta las 18:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-20T23:59", "2026-12-21T00:01", "2026-12-21T23:59"})
    void deadlines_followSantiagoTime(String localTime) {
        var content = Asked.answer("tax_reminder", "cuando vence el f29", CompanyProfile.unknown(), Asked.at(localTime))
                .content();
        assertThat(content)
                .contains("período noviembre de 2026", localTime.startsWith("2026-12-21") ? "es hoy" : "es mañana");
    }

    @Test
    void beyondTheKnownCalendar_noDateIsGuessed() {
        var content = Asked.answer(
                        "tax_reminder", "cuando vence el f29", CompanyProfile.unknown(), Asked.at("2031-03-02T12:00"))
                .content();
        assertThat(content).contains("Todavía no sé").doesNotContain("• Regla");
    }

    @Test
    void paymentDates_onAnyDay_areBusinessDaysWithTheRightWeekday() {
        long seed = 29L;
        var random = new Random(seed);
        var questions = List.of(
                "cuando vence el f29",
                "iva de marzo",
                "f29 de diciembre",
                "que tengo que presentar este mes",
                "me atrase",
                "avisame del iva",
                "si cae domingo");
        for (int i = 0; i < 600; i++) {
            var now = Asked.at("2025-01-02T12:00").plus(random.nextInt(1_100 * 24), ChronoUnit.HOURS);
            var question = questions.get(random.nextInt(questions.size()));
            var rule = Optional.of(F29DueDay.TWELFTH).filter(r -> random.nextBoolean());
            var content = Asked.answer("tax_reminder", question, Asked.company(rule), now)
                    .content();
            var match = PAYMENT_DATE.matcher(content);
            while (match.find()) {
                var day = DAYS.get(match.group(1));
                assertThat(day)
                        .as("seed %d, a day that does not exist: %s", seed, match.group(1))
                        .isNotNull();
                assertThat(TaxCalendar.isBusinessDay(day))
                        .as("seed %d, %s at %s: %s", seed, question, now, content)
                        .isTrue();
            }
        }
    }

    @Test
    void anyText_isAnswered() {
        long seed = 11L;
        var random = new Random(seed);
        var words = List.of(
                "f29",
                "iva",
                "h",
                "el",
                "31",
                "de",
                "febrero",
                "2027",
                "$",
                "1.500",
                "palos",
                "medio",
                "?",
                "😀",
                "-",
                "12.345.678-9",
                "99999999999999999999",
                "anular",
                "boleta",
                "mañana",
                "a las 25",
                "0",
                "00-00",
                "rut 0000000",
                "rut 99999999999",
                "%",
                "1/1",
                "{period}",
                "$1",
                "\\",
                "ñ",
                "\u0301",
                "dj 1999",
                "el 31",
                "9.999.999.999.999",
                "feriado",
                "renta",
                "posterga",
                "folios");
        var agents = Asked.agents(Texts.chilean());
        for (int i = 0; i < 3_000; i++) {
            var text = String.join(
                    " ",
                    Stream.generate(() -> words.get(random.nextInt(words.size())))
                            .limit(random.nextInt(8))
                            .toList());
            var name = List.copyOf(new TreeSet<>(agents.keySet())).get(random.nextInt(agents.size()));
            var content = Asked.answer(name, text, Asked.company(Optional.empty()), Asked.NOON)
                    .content();
            assertThat(content.length()).as("seed %d, %s: %s", seed, name, text).isBetween(1, 4096);
        }
    }

    @Test
    void followUp_ofAnotherAgentsAnswer_isReadAlone() {
        var recent = List.of(
                new PastMessage(true, Optional.of("que multa hay por el iva"), Optional.empty(), Asked.NOON),
                new PastMessage(false, Optional.of("..."), Optional.of(AgentName.SUPPORT), Asked.NOON));
        var context = new AgentContext(Asked.NOON, CompanyProfile.unknown(), Optional.empty(), recent);
        var content = Asked.agents(Texts.chilean())
                .get("tax_reminder")
                .answer(new Inquiry("y en enero 2027?", context))
                .content();
        assertThat(content).contains("período enero de 2027").doesNotContain("multa");
    }

    @Test
    void contactsFirstName_isUsedWhenItLooksLikeOne() {
        var context = new AgentContext(Asked.NOON, CompanyProfile.unknown(), Optional.of("Ana María 🌸"), List.of());
        var greeting = Asked.agents(Texts.chilean()).get("greeting");
        assertThat(greeting.answer(new Inquiry("hola", context)).content()).contains("¡Hola, Ana!");
        var emoji = new AgentContext(Asked.NOON, CompanyProfile.unknown(), Optional.of("🌸"), List.of());
        assertThat(greeting.answer(new Inquiry("hola", emoji)).content()).contains("¡Hola! ");
    }

    @Test
    void answers_nameTheirSources() {
        var facts = Asked.answer("tax_reminder", "-", "cuando vence el f29").facts();
        assertThat(facts).extracting("source").contains("SII FAQ 001.130.1060; D.S. 1001 of 2006");
        assertThat(facts).extracting("statement").contains("F29 of 2026-11 (20 rule) is due 2026-12-21");
    }

    @Test
    void registerAll_registersElevenAgents() {
        var manager = new AgentManager(Clock.fixed(Asked.NOON, ZoneOffset.UTC));
        StandardAgents.registerAll(
                manager,
                (agent, inquiry) -> agent.equals(AgentName.TAX_REMINDER)
                        ? new Assessment(new Confidence(0.9), List.of())
                        : Assessment.none(),
                Texts.chilean());
        var response = manager.processMessage("cuando vence el f29");
        assertThat(response.agentName()).isEqualTo(AgentName.TAX_REMINDER);
        assertThat(response.candidates()).hasSize(11);
        assertThat(response.candidates().get(10).agentName()).isEqualTo(AgentName.FALLBACK);
        assertThat(response.content()).contains("lunes 21 de diciembre de 2026");
    }

    /** Every sentence of the resource is reached by some question of the test tables, so none is dead. */
    @Test
    void everySentence_isSaidToSomeQuestion() {
        var marked = new HashMap<String, String>();
        Texts.chilean().sentences().forEach((key, sentence) -> marked.put(key, "<" + key + ">" + sentence));
        var agents = Asked.agents(new Texts(marked));
        var unsaid = new TreeSet<>(marked.keySet());
        var companies = List.of(
                CompanyProfile.unknown(),
                Asked.company(Optional.empty()),
                Asked.company(Optional.of(F29DueDay.TWELFTH)));
        var moments = List.of(
                Asked.NOON,
                Asked.at("2026-11-21T10:00"),
                Asked.at("2026-11-19T10:00"),
                Asked.at("2026-11-23T10:00"),
                Asked.at("2031-01-05T10:00"));
        Stream.of("worked-questions.tsv", "question-variants.tsv")
                .flatMap(Asked::rows)
                .forEach(row -> companies.forEach(company -> moments.forEach(now -> {
                    var content = Asked.answer(agents, row[1], row[2], row[3], company, now)
                            .content();
                    unsaid.removeIf(key -> content.contains("<" + key + ">"));
                })));
        unsaid.removeIf(key -> key.startsWith("holiday.") || key.equals("greeting.hello.named"));
        unsaid.removeIf(SAID_BY_RULES_OF_CONVERSATION::contains); // DialogueTest reaches them
        assertThat(unsaid).isEmpty();
    }
}
