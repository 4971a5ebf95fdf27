package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.language.Token.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the model thinks of one message: a share for every agent, and the words that decided. Immutable. */
final class Verdict {

    private static final double TEMPERATURE = 0.9;
    private static final double LEAST_TO_ACT_ON = Confidence.LEAST_TO_ACT_ON.value();
    private static final int UNRECOGNIZED = Labels.indexOf(AgentName.UNRECOGNIZED_QUESTION);
    private static final int FALLBACK = Labels.indexOf(AgentName.FALLBACK);
    private static final int REASONS = 4;
    private static final double FAINTEST_REASON = 0.15;

    private final Reading reading;
    private final double[] shares;
    private final double[] reasons;

    private Verdict(Reading reading, double[] shares, double[] reasons) {
        this.reading = reading;
        this.shares = shares;
        this.reasons = reasons;
    }

    static Verdict of(Reading reading, Features features, Weights weights) {
        var shares = weights.scores(features);
        Softmax.inPlace(shares, TEMPERATURE);
        abstain(shares);
        var reasons = new double[(reading.tokens().size() + 1) * Labels.COUNT];
        for (int i = 0; i < features.size(); i++) {
            weights.addTo(reasons, (features.anchor(i) + 1) * Labels.COUNT, features.key(i), features.value(i));
        }
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
                : new Assessment(new Confidence(Math.min(1, shares[label])), evidence(label));
    }

    private List<Evidence> evidence(int label) {
        var evidence = new ArrayList<Evidence>();
        for (int i = 0; i < reading.tokens().size(); i++) {
            var token = reading.tokens().get(i);
            double weight = advantage((i + 1) * Labels.COUNT, label);
            if (token.kind() == Kind.KNOWN && Math.abs(weight) >= FAINTEST_REASON) {
                evidence.add(new Evidence(token.text(), weight));
            }
        }
        double shape = advantage(0, label);
        if (Math.abs(shape) >= FAINTEST_REASON) {
            evidence.add(new Evidence("length and punctuation", shape));
        }
        evidence.sort(Comparator.comparingDouble((Evidence e) -> -e.weight()));
        var strongest = new ArrayList<>(evidence.subList(0, Math.min(REASONS, evidence.size())));
        if (reading.isCourtesyStripped()) {
            strongest.add(new Evidence("greeting set aside", 0));
        }
        if (reading.isClauseWeighted()) {
            strongest.add(new Evidence("the clause that asks counts most", 0));
        }
        return strongest;
    }

    /** How much more a token says for a label than for labels at large. */
    private double advantage(int offset, int label) {
        double mean = 0;
        for (int other = 0; other < Labels.COUNT; other++) {
            mean += reasons[offset + other] / Labels.COUNT;
        }
        return reasons[offset + label] - mean;
    }
}
