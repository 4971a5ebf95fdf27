package cl.fizko.chat.domain.agent.specialised;

import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.IntentModel;
import cl.fizko.chat.domain.agent.specialised.office.OffTopic;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;

/** Answers messages that cannot be understood with a short question back. */
public final class FallbackAgent implements Agent {

    private final IntentModel intents;
    private final Topics topics;

    /** The agent, which leaves the judging to the model and speaks in these texts. */
    public FallbackAgent(IntentModel intents, Texts texts) {
        this.intents = intents;
        this.topics = OffTopic.fragments(texts);
    }

    @Override
    public Assessment assess(Inquiry inquiry) {
        return intents.assess(AgentName.FALLBACK, inquiry);
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        return topics.answer(inquiry);
    }
}
