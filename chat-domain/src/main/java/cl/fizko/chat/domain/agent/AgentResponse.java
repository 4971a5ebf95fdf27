package cl.fizko.chat.domain.agent;

import java.util.List;
import java.util.Set;

/**
 * The reply to a message and how it came about.
 *
 * @param content what the customer reads
 * @param confidence of the agent that answered
 * @param agentName the agent that answered
 * @param candidates every registered agent, best first
 * @param facts what the content rests on
 * @param acts what is to be done besides
 */
public record AgentResponse(
        String content,
        Confidence confidence,
        AgentName agentName,
        List<Candidate> candidates,
        List<Fact> facts,
        Set<Act> acts) {

    public AgentResponse {
        candidates = List.copyOf(candidates);
        facts = List.copyOf(facts);
        acts = Set.copyOf(acts);
    }

    /** Without the words, which may repeat the customer's. */
    @Override
    public String toString() {
        return "AgentResponse[" + agentName + ", " + confidence + ", " + content.length() + " characters]";
    }
}
