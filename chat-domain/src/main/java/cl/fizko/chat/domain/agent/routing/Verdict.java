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

    private static final double TEMPERATURE = 1;
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
        var reasons = new double[(reading.tokens().size() + 1) * Labels.COUNT];
        for (int i = 0; i < features.size(); i++) {
            weights.addTo(reasons, (features.anchor(i) + 1) * Labels.COUNT, features.key(i), features.value(i));
        }
        return new Verdict(reading, shares, reasons);
    }

    double share(int label) {
        return shares[label];
    }

    int best() {
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
        evidence.sort(Comparator.comparingDouble((Evidence e) -> -e.weight()));
        return evidence.size() > REASONS ? evidence.subList(0, REASONS) : evidence;
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
