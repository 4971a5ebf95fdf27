package cl.fizko.chat.domain.agent;

/**
 * How sure an agent is, from 0 (not mine) to 1 (certainly mine). Calibrated: of the messages answered with confidence c,
 * a share of about c went to the right agent.
 */
public record Confidence(double value) implements Comparable<Confidence> {

    public static final Confidence NONE = new Confidence(0);

    /** Below this a guess is not acted on: an agent that owns up to not knowing answers. */
    public static final Confidence LEAST_TO_ACT_ON = new Confidence(0.35);

    public Confidence {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("confidence must be 0 to 1 but is " + value);
        }
    }

    @Override
    public int compareTo(Confidence other) {
        return Double.compare(value, other.value);
    }
}
