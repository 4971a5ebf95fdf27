package cl.fizko.chat.domain.agent;

import cl.fizko.chat.domain.agent.routing.IntentModels;
import cl.fizko.chat.domain.agent.specialised.StandardAgents;
import cl.fizko.chat.domain.agent.topic.Texts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives each message to the best of the registered agents: the most confident one, and of equally confident ones the one
 * with the higher priority, then the one registered first.
 *
 * <p>Thread-safe once every agent is registered; registration itself belongs to start-up, on one thread.
 */
public final class AgentManager {

    /** How the ranking is ordered, for those who ask why. */
    public static final String TIE_RULE = "highest confidence, then highest priority, then registered first";

    private record Registration(AgentName name, Agent agent, int priority) {}

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::confidence)
            .thenComparing(Candidate::priority)
            .reversed();

    private final Clock clock;
    private final List<Registration> registrations = new ArrayList<>();

    /**
     * A manager without agents.
     *
     * @param clock tells the present to {@link #processMessage(String)}
     */
    public AgentManager(Clock clock) {
        this.clock = clock;
    }

    /** A manager with the eleven agents of this product, which answer by rules alone. */
    public static AgentManager withDefaultAgents(Clock clock) {
        return withDefaultAgents(clock, Texts.chilean());
    }

    /** The same agents speaking in other words, e.g. {@link Texts#in} another language. */
    public static AgentManager withDefaultAgents(Clock clock, Texts texts) {
        var manager = new AgentManager(clock);
        StandardAgents.registerAll(manager, IntentModels.standard(), texts);
        return manager;
    }

    /**
     * Adds an agent, or replaces the one of the same name.
     *
     * @param priority decides between equally confident agents: higher wins
     * @return this, for chaining
     */
    public AgentManager register(String name, Agent agent, int priority) {
        var agentName = new AgentName(name);
        registrations.removeIf(r -> r.name().equals(agentName));
        registrations.add(new Registration(agentName, agent, priority));
        return this;
    }

    /** The names of the agents, in the order of their registration. */
    public List<AgentName> names() {
        return registrations.stream().map(Registration::name).toList();
    }

    /** Answers a message about whose sender and company nothing is known. */
    public AgentResponse processMessage(String text) {
        return processMessage(text, AgentContext.at(clock.instant()));
    }

    /**
     * Answers a message. Agents that the company has switched off are not asked.
     *
     * @param text the customer's own words, any Unicode, may be blank
     * @throws IllegalStateException if no agent is registered, or the company has switched off all that are
     */
    public AgentResponse processMessage(String text, AgentContext context) {
        if (registrations.isEmpty()) {
            throw new IllegalStateException("no agent is registered");
        }
        var inquiry = new Inquiry(text, context);
        var disabled = context.company().disabledAgents();
        var candidates = registrations.stream()
                .filter(r -> !disabled.contains(r.name().value()))
                .map(r -> candidate(r, inquiry))
                .sorted(BEST_FIRST)
                .toList();
        if (candidates.isEmpty()) {
            throw new IllegalStateException("the company has switched off every agent");
        }
        var best = candidates.get(0);
        var answer = agent(best.agentName()).answer(inquiry);
        return new AgentResponse(
                answer.content(), best.confidence(), best.agentName(), candidates, answer.facts(), answer.acts());
    }

    private static Candidate candidate(Registration r, Inquiry inquiry) {
        var assessment = r.agent().assess(inquiry);
        return new Candidate(r.name(), r.priority(), assessment.confidence(), assessment.evidence());
    }

    private Agent agent(AgentName name) {
        return registrations.stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow()
                .agent();
    }
}
