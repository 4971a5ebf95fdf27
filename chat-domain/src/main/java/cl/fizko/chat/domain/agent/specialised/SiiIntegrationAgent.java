package cl.fizko.chat.domain.agent.specialised;

import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.IntentModel;
import cl.fizko.chat.domain.agent.specialised.sii.SiiTopics;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;

/** Answers about the link with the SII and the standing there. It never asks for a password. */
public final class SiiIntegrationAgent implements Agent {

    private final IntentModel intents;
    private final Topics topics;

    /** The agent, which leaves the judging to the model and speaks in these texts. */
    public SiiIntegrationAgent(IntentModel intents, Texts texts) {
        this.intents = intents;
        this.topics = SiiTopics.of(texts);
    }

    @Override
    public Assessment assess(Inquiry inquiry) {
        return intents.assess(AgentName.SII_INTEGRATION, inquiry);
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        return topics.answer(inquiry);
    }
}
