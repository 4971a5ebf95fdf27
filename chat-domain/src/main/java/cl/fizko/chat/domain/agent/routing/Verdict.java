package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** What the model thinks of one message: a share for every agent, and the words that decided. Immutable. */
final class Verdict {

    private static final double TEMPERATURE = 0.9;
    private static final double LEAST_TO_ACT_ON = Confidence.LEAST_TO_ACT_ON.value();
    private static final int UNRECOGNIZED = Labels.indexOf(AgentName.UNRECOGNIZED_QUESTION);
    private static final int FALLBACK = Labels.indexOf(AgentName.FALLBACK);
    private static final int REASONS = 4;
    private static final double FAINTEST_REASON = 0.15;

    /** Why an agent was nobody's choice interests nobody, and eleven lists would be most of what is stored of a message. */
    private static final double LEAST_TO_EXPLAIN = 0.001;

    private static final Evidence COURTESY = new Evidence("greeting set aside", 0);
    private static final Evidence CLAUSE = new Evidence("the clause that asks counts most", 0);

    private final Reading reading;
    private final double[] shares;
    private final double[] reasons;
    private final double[] means;

    /**
     * A verdict; keeps the arrays.
     *
     * @param reasons for the message as a whole, then for each token, what it says for each label
     */
    private Verdict(Reading reading, double[] shares, double[] reasons) {
        this.reading = reading;
        this.shares = shares;
        this.reasons = reasons;
        this.means = means(reasons);
    }

    private static double[] means(double[] reasons) {
        var means = new double[reasons.length / Labels.COUNT];
        for (int i = 0; i < reasons.length; i++) {
            means[i / Labels.COUNT] += reasons[i] / Labels.COUNT;
        }
        return means;
    }

    static Verdict of(Reading reading, Features features, Weights weights) {
        var shares = new double[Labels.COUNT];
        var reasons = new double[(reading.tokens().size() + 1) * Labels.COUNT];
        weights.weigh(features, shares, reasons);
        Softmax.inPlace(shares, TEMPERATURE);
        abstain(shares);
        return new Verdict(reading, shares, reasons);
    }

    /** A guess too weak to act on goes to whichever of the two agents that own up to not knowing comes closer. */
    private static void abstain(double[] shares) {
        int best = best(shares);
        if (shares[best] < LEAST_TO_ACT_ON) {
            int honest = shares[UNRECOGNIZED] >= shares[FALLBACK] ? UNRECOGNIZED : FALLBACK;
            double guess = shares[best];
            shares[best] = shares[honest];
            shares[honest] = guess;
        }
    }

    double share(int label) {
        return shares[label];
    }

    int best() {
        return best(shares);
    }

    private static int best(double[] shares) {
        int best = 0;
        for (int label = 1; label < shares.length; label++) {
            best = shares[label] > shares[best] ? label : best;
        }
        return best;
    }

    Assessment about(AgentName agent) {
        int label = Labels.indexOf(agent);
        return label < 0
                ? Assessment.none()
                : new Assessment(
                        new Confidence(Math.min(1, shares[label])),
                        shares[label] < LEAST_TO_EXPLAIN ? List.of() : evidence(label));
    }

    private List<Evidence> evidence(int label) {
        var strongest = new ArrayList<Evidence>(REASONS + 2);
        for (int i = 0; i < reading.tokens().size(); i++) {
            var token = reading.tokens().get(i);
            if (token.kind() == Kind.KNOWN) {
                offer(strongest, token.text(), advantage(i + 1, label));
            }
        }
        offer(strongest, "length and punctuation", advantage(0, label));
        if (reading.isCourtesyStripped()) {
            strongest.add(COURTESY);
        }
        if (reading.isClauseWeighted()) {
            strongest.add(CLAUSE);
        }
        return strongest;
    }

    /** Puts a reason where it belongs among the strongest, behind those that are as strong. */
    private static void offer(List<Evidence> strongest, String what, double weight) {
        if (Math.abs(weight) < FAINTEST_REASON) {
            return;
        }
        int place = strongest.size();
        while (place > 0 && strongest.get(place - 1).weight() < weight) {
            place--;
        }
        if (place < REASONS) {
            strongest.add(place, new Evidence(what, weight));
            if (strongest.size() > REASONS) {
                strongest.remove(REASONS);
            }
        }
    }

    /** How much more the message as a whole, or a token after it, says for a label than for labels at large; to a thousandth. */
    private double advantage(int part, int label) {
        return Math.rint((reasons[part * Labels.COUNT + label] - means[part]) * 1000) / 1000;
    }
}
