package cl.fizko.chat.domain.agent;

import java.util.List;

/**
 * One agent in the ranking of a message.
 *
 * @param priority the priority it was registered with; of two equally confident agents the higher one wins
 */
public record Candidate(AgentName agentName, int priority, Confidence confidence, List<Evidence> evidence) {

    public Candidate {
        evidence = List.copyOf(evidence);
    }
}
