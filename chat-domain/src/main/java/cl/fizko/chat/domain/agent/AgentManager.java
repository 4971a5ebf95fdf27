package cl.fizko.chat.domain.agent;

import cl.fizko.chat.domain.agent.routing.IntentModels;
import cl.fizko.chat.domain.agent.specialised.StandardAgents;
import cl.fizko.chat.domain.agent.topic.Texts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Gives each message to the best of the registered agents: the most confident one, and of equally confident ones the one
 * with the higher priority, then the one registered first.
 *
 * <p>Thread-safe once every agent is registered; registration itself belongs to start-up, on one thread.
 */
public final class AgentManager {

    private record Registration(AgentName name, Agent agent, int priority) {}

    /** How the ranking is ordered, for those who ask why. */
    public static final String TIE_RULE = "highest confidence, then highest priority, then registered first";

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::confidence)
            .thenComparing(Candidate::priority)
            .reversed();

    private final Clock clock;
    private final List<Registration> registrations = new ArrayList<>();
    private volatile String version = "";

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
        version = "";
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
     * Answers a message.
     *
     * @param text the customer's own words, any Unicode, may be blank
     * @throws IllegalStateException if no agent is registered, or the company has switched off all that could answer
     */
    public AgentResponse processMessage(String text, AgentContext context) {
        if (registrations.isEmpty()) {
            throw new IllegalStateException("no agent is registered");
        }
        var inquiry = new Inquiry(text, context);
        var candidates = rank(inquiry);
        if (candidates.isEmpty()) {
            throw new IllegalStateException("the company has switched off every agent that could answer");
        }
        return answer(inquiry, candidates);
    }

    /**
     * The agents that may answer an inquiry, best first. One that the company has switched off is not asked. Where some are, a
     * guess below {@link Confidence#LEAST_TO_ACT_ON} may be what is left of a question of theirs: then an agent that owns up to not
     * knowing comes first.
     *
     * @return empty when nobody is left to answer
     */
    public List<Candidate> rank(Inquiry inquiry) {
        var disabled = inquiry.context().company().disabledAgents();
        var candidates = registrations.stream()
                .filter(r -> !disabled.contains(r.name().value()))
                .map(r -> candidate(r, inquiry))
                .sorted(BEST_FIRST)
                .toList();
        boolean sure = !candidates.isEmpty()
                && (isHonest(candidates.get(0))
                        || candidates.get(0).confidence().compareTo(Confidence.LEAST_TO_ACT_ON) >= 0);
        if (disabled.isEmpty() || sure) {
            return candidates;
        }
        return candidates.stream()
                .filter(AgentManager::isHonest)
                .findFirst()
                .map(honest -> Candidate.first(honest, candidates))
                .orElse(List.of());
    }

    private static boolean isHonest(Candidate candidate) {
        return candidate.agentName().equals(AgentName.UNRECOGNIZED_QUESTION)
                || candidate.agentName().equals(AgentName.FALLBACK);
    }

    /**
     * The reply of the first candidate.
     *
     * @param candidates from {@link #rank}, possibly in another order; at least one
     */
    public AgentResponse answer(Inquiry inquiry, List<Candidate> candidates) {
        var best = candidates.get(0);
        var answer = agent(best.agentName()).answer(inquiry);
        return new AgentResponse(
                answer.content(), best.confidence(), best.agentName(), candidates, answer.facts(), answer.acts());
    }

    /**
     * What one agent answers, whatever the ranking says.
     *
     * @return without candidates, for none was compared; empty if no agent of that name is registered, or the company has
     *     switched it off
     */
    public Optional<AgentResponse> answerAs(AgentName name, String text, AgentContext context) {
        var inquiry = new Inquiry(text, context);
        return registrations.stream()
                .filter(r -> r.name().equals(name)
                        && !context.company().disabledAgents().contains(name.value()))
                .findFirst()
                .map(r -> {
                    var answer = r.agent().answer(inquiry);
                    var confidence = r.agent().assess(inquiry).confidence();
                    return new AgentResponse(
                            answer.content(), confidence, name, List.of(), answer.facts(), answer.acts());
                });
    }

    /** Names the rules by which these agents answer: another name, other rules. */
    public String version() {
        var known = version;
        if (known.isEmpty()) {
            known = RulesVersion.of(registrations.stream()
                    .map(r -> r.name() + " " + r.priority() + " " + kind(r.agent()))
                    .toList());
            version = known;
        }
        return known;
    }

    /** The class, without what a JVM adds to the name of a lambda and changes with every start. */
    private static String kind(Agent agent) {
        var name = agent.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
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
