package cl.fizko.chat.application.setup;

import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.port.UnitOfWork;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Use case: switches agents on and off for a company. A running app follows within five seconds. */
public final class SwitchAgents {

    /** The agents that own up to not knowing: without them some customer would get no answer, or a wrong one. */
    private static final Set<String> ALWAYS_ON =
            Set.of(AgentName.UNRECOGNIZED_QUESTION.value(), AgentName.FALLBACK.value());

    /**
     * One agent of a company.
     *
     * @param registered false for a name that was switched off where an agent of that name was registered
     * @param alwaysOn whether it cannot be switched off
     */
    public record AgentState(String name, boolean enabled, boolean registered, boolean alwaysOn) {}

    private final CompanyRepository companies;
    private final UnitOfWork unitOfWork;
    private final List<String> registered;

    @Inject
    public SwitchAgents(CompanyRepository companies, UnitOfWork unitOfWork, AgentManager agents) {
        this.companies = companies;
        this.unitOfWork = unitOfWork;
        this.registered = agents.names().stream().map(AgentName::value).toList();
    }

    /**
     * Every agent and whether it answers the company's clients, in the order of their registration.
     *
     * @throws IllegalArgumentException if there is no such company
     */
    public List<AgentState> list(CompanyId company) {
        return unitOfWork.inTransaction(() -> states(disabled(company)));
    }

    /**
     * Switches an agent on, or leaves it on.
     *
     * @return every agent as it is now
     * @throws IllegalArgumentException if there is no such company or agent
     */
    public List<AgentState> enable(CompanyId company, String name) {
        return change(company, disabled -> {
            if (!disabled.remove(name)) {
                requireRegistered(name, registered);
            }
        });
    }

    /**
     * Switches an agent off, or leaves it off.
     *
     * @return every agent as it is now
     * @throws IllegalArgumentException if there is no such company or agent, or it cannot be switched off
     */
    public List<AgentState> disable(CompanyId company, String name) {
        var allowed = registered.stream().filter(one -> !isAlwaysOn(one)).toList();
        return change(company, disabled -> {
            if (isAlwaysOn(name)) {
                throw new IllegalArgumentException(
                        name + " cannot be switched off, for it owns up to what no agent knows;" + " these can: "
                                + String.join(", ", allowed));
            }
            requireRegistered(name, allowed);
            disabled.add(name);
        });
    }

    private static void requireRegistered(String name, List<String> allowed) {
        if (!allowed.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no agent " + name + "; there are " + String.join(", ", allowed));
        }
    }

    private List<AgentState> change(CompanyId company, Consumer<Set<String>> change) {
        return unitOfWork.inTransaction(() -> {
            var before = disabled(company);
            var after = new TreeSet<>(before);
            change.accept(after);
            if (!after.equals(before)) {
                companies.setDisabledAgents(company, after);
            }
            return states(after);
        });
    }

    private Set<String> disabled(CompanyId company) {
        return companies
                .disabledAgents(company)
                .orElseThrow(() -> new IllegalArgumentException("company_id: there is no company " + company));
    }

    private List<AgentState> states(Set<String> disabled) {
        var names = new ArrayList<>(registered);
        names.addAll(disabled.stream()
                .filter(name -> !registered.contains(name))
                .sorted()
                .toList());
        return names.stream()
                .map(name ->
                        new AgentState(name, !disabled.contains(name), registered.contains(name), isAlwaysOn(name)))
                .toList();
    }

    private static boolean isAlwaysOn(String name) {
        return ALWAYS_ON.contains(name);
    }
}
