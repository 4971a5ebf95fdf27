package cl.fizko.chat.domain.agent.specialised;

import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.IntentModel;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.company.BusinessHours;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.company.F29DueDay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The agents as tests question them: at a fixed instant, with a company that opens from 9:00 to 18:30. */
final class Asked {

    static final Instant NOON = at("2026-11-22T12:00");
    private static final IntentModel NO_ROUTING = (agent, inquiry) -> Assessment.none();
    private static final Texts TEXTS = Texts.chilean();
    private static final Map<String, Agent> AGENTS = agents(TEXTS);
    private static final CompanyProfile COMPANY = company(Optional.empty());

    private Asked() {}

    static Instant at(String localTime) {
        return LocalDateTime.parse(localTime).atZone(AgentContext.TAX_ZONE).toInstant();
    }

    static CompanyProfile company(Optional<F29DueDay> rule) {
        var hours = new BusinessHours(LocalTime.of(9, 0), LocalTime.of(18, 30), AgentContext.TAX_ZONE);
        return new CompanyProfile(Optional.of("Fizko"), Optional.of(hours), rule);
    }

    static Map<String, Agent> agents(Texts texts) {
        return Map.ofEntries(
                Map.entry("tax_reminder", new TaxReminderAgent(NO_ROUTING, texts)),
                Map.entry("dte", new DteAgent(NO_ROUTING, texts)),
                Map.entry("honorarios", new HonorariosAgent(NO_ROUTING, texts)),
                Map.entry("sii_integration", new SiiIntegrationAgent(NO_ROUTING, texts)),
                Map.entry("invoice_processing", new InvoiceProcessingAgent(NO_ROUTING, texts)),
                Map.entry("support", new SupportAgent(NO_ROUTING, texts)),
                Map.entry("sales", new SalesAgent(NO_ROUTING, texts)),
                Map.entry("unrecognized_question", new UnrecognizedQuestionAgent(NO_ROUTING, texts)),
                Map.entry("greeting", new GreetingAgent(NO_ROUTING, texts)),
                Map.entry("business_hours", new BusinessHoursAgent(NO_ROUTING, texts)),
                Map.entry("fallback", new FallbackAgent(NO_ROUTING, texts)));
    }

    static Answer answer(String agent, String previous, String question) {
        return answer(AGENTS, agent, previous, question, COMPANY, NOON);
    }

    static Answer answer(String agent, String question, CompanyProfile company, Instant now) {
        return answer(AGENTS, agent, "-", question, company, now);
    }

    static Answer answer(
            Map<String, Agent> agents,
            String agent,
            String previous,
            String question,
            CompanyProfile company,
            Instant now) {
        List<PastMessage> recent = previous.equals("-")
                ? List.of()
                : List.of(
                        new PastMessage(true, Optional.of(previous), Optional.empty(), now.minusSeconds(90)),
                        new PastMessage(
                                false, Optional.of("..."), Optional.of(new AgentName(agent)), now.minusSeconds(88)));
        var context = new AgentContext(now, company, Optional.empty(), recent);
        return Objects.requireNonNull(agents.get(agent)).answer(new Inquiry(question, context));
    }

    /** The rows of a test table: tab-separated, comments begin with #. */
    static Stream<String[]> rows(String resource) {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Asked.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
