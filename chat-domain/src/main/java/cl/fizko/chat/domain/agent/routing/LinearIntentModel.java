package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.IntentModel;
import cl.fizko.chat.domain.language.MessageReader;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Judges a message by the weighted sum of its features. The eleven agents ask about the same inquiry one after the other,
 * so a few recent verdicts are remembered, by thread and without holding on to the inquiries themselves.
 */
final class LinearIntentModel implements IntentModel {

    private static final int SLOTS = 64;

    private record Remembered(WeakReference<Inquiry> inquiry, Verdict verdict) {

        boolean isAbout(String text) {
            var known = inquiry.get();
            return known != null && known.text().equals(text);
        }
    }

    private final Concepts concepts = Concepts.standard();
    private final FeatureExtractor extractor = new FeatureExtractor(concepts.count());
    private final AtomicReferenceArray<Remembered> recent = new AtomicReferenceArray<>(SLOTS);
    private final Attention attention;
    private final Weights weights;

    LinearIntentModel(TrainedModel trained) {
        this.attention = new Attention(new MessageReader(trained.vocabulary()), concepts);
        this.weights = trained.weights();
    }

    @Override
    public Assessment assess(AgentName agent, Inquiry inquiry) {
        int slot = (int) (Thread.currentThread().getId() % SLOTS);
        var remembered = recent.get(slot);
        if (remembered == null || !remembered.isAbout(inquiry.text())) {
            remembered = new Remembered(new WeakReference<>(inquiry), judge(inquiry.text()));
            recent.set(slot, remembered);
        }
        return remembered.verdict().about(agent);
    }

    Reading read(String text) {
        return attention.read(text);
    }

    /** The verdict on a message. */
    Verdict judge(String text) {
        var reading = read(text);
        var features = extractor.of(reading);
        return Verdict.of(reading, features, weights);
    }
}
