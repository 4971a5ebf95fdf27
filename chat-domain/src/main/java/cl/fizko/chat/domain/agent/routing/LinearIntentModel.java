package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.IntentModel;
import cl.fizko.chat.domain.language.MessageReader;
import cl.fizko.chat.domain.language.ReadText;

/**
 * Judges a message by the weighted sum of its features. The eleven agents ask about the same inquiry one after the other: its
 * verdict stays with the inquiry.
 */
final class LinearIntentModel implements IntentModel {

    private final Concepts concepts = Concepts.standard();
    private final FeatureExtractor extractor = new FeatureExtractor(concepts.count());
    private final Attention attention;
    private final Weights weights;

    LinearIntentModel(TrainedModel trained) {
        this.attention = new Attention(new MessageReader(trained.vocabulary()), concepts);
        this.weights = trained.weights();
    }

    @Override
    public Assessment assess(AgentName agent, Inquiry inquiry) {
        return inquiry.read().once(this, Verdict.class, this::judge).about(agent);
    }

    Reading read(ReadText text) {
        return attention.read(text);
    }

    /** The verdict on a message. */
    Verdict judge(ReadText text) {
        var reading = read(text);
        var features = extractor.of(reading);
        return Verdict.of(reading, features, weights);
    }
}
