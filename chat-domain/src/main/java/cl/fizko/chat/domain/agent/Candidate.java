package cl.fizko.chat.domain.agent;

import java.util.List;
import java.util.stream.Stream;

/**
 * One agent in the ranking of a message.
 *
 * @param priority the priority it was registered with; of two equally confident agents the higher one wins
 */
public record Candidate(AgentName agentName, int priority, Confidence confidence, List<Evidence> evidence) {

    public Candidate {
        evidence = List.copyOf(evidence);
    }

    /** The same ranking with one candidate, by its agent, put first. */
    public static List<Candidate> first(Candidate chosen, List<Candidate> ranking) {
        return Stream.concat(
                        Stream.of(chosen),
                        ranking.stream().filter(other -> !other.agentName().equals(chosen.agentName())))
                .toList();
    }
}
