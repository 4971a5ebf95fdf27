package cl.fizko.chat.domain.agent;

import java.util.List;

/**
 * An agent's claim on an inquiry.
 *
 * @param confidence how sure the agent is
 * @param evidence why, strongest first; empty when the confidence is {@link Confidence#NONE}, and may be when it is next to that
 */
public record Assessment(Confidence confidence, List<Evidence> evidence) {

    private static final Assessment NONE = new Assessment(Confidence.NONE, List.of());

    public Assessment {
        evidence = List.copyOf(evidence);
    }

    /**
     * A claim for one reason.
     *
     * @param confidence how sure the agent is, 0 to 1
     * @param reason in a few words, e.g. the word that matched
     */
    public static Assessment because(String reason, double confidence) {
        return new Assessment(new Confidence(confidence), List.of(new Evidence(reason, confidence)));
    }

    /** Nothing points to the agent. */
    public static Assessment none() {
        return NONE;
    }
}
