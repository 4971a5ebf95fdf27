package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.setup.SwitchAgents;
import cl.fizko.chat.application.setup.SwitchAgents.AgentState;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.company.CompanyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code agents}: which agents answer a company's clients, and switching them on and off. */
@Command(
        name = "agents",
        mixinStandardHelpOptions = true,
        description = "Shows which agents answer a company's clients, and switches them on and off.",
        footer = {
            "%nExamples:",
            "  fizko-chat agents list --company_id 1",
            "  fizko-chat agents disable sales --company_id 1"
        })
final class AgentsCommand {

    /** What every action needs to know. */
    static final class Target {
        @Option(
                names = "--company_id",
                required = true,
                description = "The company's id, as create_company printed it.")
        private long companyId;

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;
    }

    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows every agent.",
            footer = {"%nExample:", "  fizko-chat agents list --company_id 1 --json"})
    int list(@Mixin Target target) {
        return print(target, SwitchAgents::list);
    }

    @Command(
            name = "enable",
            mixinStandardHelpOptions = true,
            description = "Switches an agent on, or leaves it on.",
            footer = {"%nExample:", "  fizko-chat agents enable sales --company_id 1"})
    int enable(@Parameters(paramLabel = "NAME", description = "The agent.") String name, @Mixin Target target) {
        return print(target, (agents, company) -> agents.enable(company, name));
    }

    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Switches an agent off, or leaves it off. A running app follows within five seconds.",
            footer = {"%nExample:", "  fizko-chat agents disable sales --company_id 1"})
    int disable(@Parameters(paramLabel = "NAME", description = "The agent.") String name, @Mixin Target target) {
        return print(target, (agents, company) -> agents.disable(company, name));
    }

    private int print(Target target, BiFunction<SwitchAgents, CompanyId, List<AgentState>> action) {
        var company = new CompanyId(target.companyId);
        var out = spec.commandLine().getOut();
        try (var installation = Installation.open(System.getenv())) {
            var states = action.apply(installation.get(SwitchAgents.class), company);
            if (target.json) {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("company_id", company.value());
                fields.put("agents", states.stream().map(AgentsCommand::fields).toList());
                out.println(Json.indented(fields));
            } else {
                states.forEach(state -> out.printf("%-24s%s%n", state.name(), words(state)));
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private static Map<String, Object> fields(AgentState state) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("agent_name", state.name());
        fields.put("enabled", state.enabled());
        fields.put("always_on", state.alwaysOn());
        fields.put("registered", state.registered());
        return fields;
    }

    private static String words(AgentState state) {
        var words = state.enabled() ? "on" : "off";
        if (!state.registered()) {
            return words + " (no such agent here)";
        }
        return state.alwaysOn() ? words + " (always)" : words;
    }
}
