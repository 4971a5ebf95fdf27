package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code test_responses}: what would be answered, by which agent, how sure and why. Needs no database. */
@Command(
        name = "test_responses",
        mixinStandardHelpOptions = true,
        description =
                "Shows what would be answered, by which agent, with which confidence and why. Sends and stores nothing.",
        footer = {
            "%nExamples:",
            "  fizko-chat test_responses \"cuando vence el f29?\"",
            "  fizko-chat test_responses \"cuando vence el f29?\" --now 2026-11-22T12:00 --json",
            "  fizko-chat test_responses --file messages.tsv > answers.ndjson"
        })
final class TestResponsesCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What the customer writes.")
    private Optional<String> text = Optional.empty();

    @Option(
            names = "--file",
            paramLabel = "F.tsv",
            description =
                    "Answers every line 'id<TAB>text[<TAB>label]', one JSON object a line; with labels also a confusion"
                            + " table on the standard error. In the text \\n stands for a line break.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--now",
            paramLabel = "TIME",
            converter = LocalNow.class,
            description = "The time of the question, e.g. 2026-11-22T12:00; Chilean time unless it has an offset.")
    private Optional<Instant> now = Optional.empty();

    @Option(
            names = "--company_id",
            description =
                    "Answers as for that company's clients, with its hours, due days and switched off agents; needs the"
                            + " database.")
    private Optional<Long> companyId = Optional.empty();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (text.isPresent() == file.isPresent()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "give either a TEXT or a --file");
        }
        var agents = AgentManager.withDefaultAgents(Clock.systemUTC());
        var context = AgentContext.at(now.orElseGet(Instant::now)).withCompany(profile());
        var out = spec.commandLine().getOut();
        if (file.isPresent()) {
            var labelled = new LabelledMessages(agents, context);
            labelled.answer(
                    file.get(),
                    out,
                    new WorkProgress(spec.commandLine().getErr(), "messages", LabelledMessages.lines(file.get())));
            labelled.report().ifPresent(spec.commandLine().getErr()::println);
        } else {
            print(agents.processMessage(text.get(), context), out);
        }
        out.flush();
        spec.commandLine().getErr().flush();
        return CommandLine.ExitCode.OK;
    }

    private CompanyProfile profile() {
        if (companyId.isEmpty()) {
            return CompanyProfile.unknown();
        }
        var company = new CompanyId(companyId.get());
        try (var installation = Installation.open(System.getenv())) {
            return installation.get(WhatsAppConfigRepository.class).all().stream()
                    .filter(config -> config.companyId().equals(company))
                    .map(WhatsAppConfig::profile)
                    .findFirst()
                    .orElseGet(() -> withoutANumber(installation.get(CompanyRepository.class), company));
        }
    }

    /** Hours and due days come with the first number; agents can be switched off before. */
    private static CompanyProfile withoutANumber(CompanyRepository companies, CompanyId id) {
        var company = companies.byId(id).orElseThrow(() -> new CliException("--company_id: there is no company " + id));
        return new CompanyProfile(
                Optional.of(company.name()),
                Optional.empty(),
                Optional.empty(),
                companies.disabledAgents(id).orElse(Set.of()));
    }

    private void print(AgentResponse response, PrintWriter out) {
        if (json) {
            var fields = new LinkedHashMap<String, Object>(answer(response));
            fields.put("reasons", reasons(response));
            if (!response.acts().isEmpty()) {
                fields.put("acts", acts(response));
            }
            out.println(Json.indented(fields));
            return;
        }
        out.println(response.content());
        out.println();
        out.printf("agent       %s%n", response.agentName());
        out.printf("confidence  %.2f%n", response.confidence().value());
        out.printf("because     %s%n", String.join(", ", reasons(response)));
        if (!response.acts().isEmpty()) {
            out.printf("besides     %s%n", String.join(", ", acts(response)));
        }
        response.facts()
                .forEach(fact ->
                        out.printf("fact        %s (%s, as of %s)%n", fact.statement(), fact.source(), fact.asOf()));
        response.candidates().stream()
                .skip(1)
                .limit(3)
                .forEach(other -> out.printf(
                        "then        %s %.2f%n",
                        other.agentName(), other.confidence().value()));
    }

    /** The fields that every answer has. */
    static Map<String, Object> answer(AgentResponse response) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("agent_name", response.agentName().value());
        fields.put("confidence", rounded(response.confidence().value()));
        fields.put("content", response.content());
        fields.put(
                "candidates",
                response.candidates().stream()
                        .map(TestResponsesCommand::candidate)
                        .toList());
        return fields;
    }

    private static Map<String, Object> candidate(Candidate candidate) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("agent_name", candidate.agentName().value());
        fields.put("confidence", rounded(candidate.confidence().value()));
        return fields;
    }

    private static List<String> reasons(AgentResponse response) {
        return response.candidates().get(0).evidence().stream()
                .map(Evidence::what)
                .toList();
    }

    private static List<String> acts(AgentResponse response) {
        return response.acts().stream().map(Act::wireName).sorted().toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
