package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Evidence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A reply and the rules of conversation that had a part in it.
 *
 * @param rules in the order in which they applied
 */
record Ruled(AgentResponse response, List<String> rules) {

    /** What an agent answered. */
    static Ruled by(AgentResponse response) {
        return new Ruled(response, List.of());
    }

    /**
     * A reply that a rule gives without asking anybody.
     *
     * @param agent under whose name it goes
     */
    static Ruled alone(AgentName agent, String content, Set<Act> acts, String rule) {
        var candidate = new Candidate(agent, 0, new Confidence(1), List.of(new Evidence(rule, 1)));
        return new Ruled(
                new AgentResponse(content, candidate.confidence(), agent, List.of(candidate), List.of(), acts),
                List.of(rule));
    }

    /** The same by one more rule. */
    Ruled and(String rule) {
        return new Ruled(
                response, Stream.concat(rules.stream(), Stream.of(rule)).toList());
    }

    /** The same with other words. */
    Ruled saying(String content) {
        return new Ruled(
                new AgentResponse(
                        content,
                        response.confidence(),
                        response.agentName(),
                        response.candidates(),
                        response.facts(),
                        response.acts()),
                rules);
    }

    /** The same with something done besides. */
    Ruled doing(Act act) {
        var acts = new HashSet<>(response.acts());
        acts.add(act);
        return new Ruled(
                new AgentResponse(
                        response.content(),
                        response.confidence(),
                        response.agentName(),
                        response.candidates(),
                        response.facts(),
                        acts),
                rules);
    }

    boolean isBy(AgentName agent) {
        return response.agentName().equals(agent);
    }
}
