package cl.fizko.chat.domain.agent.specialised;

import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.IntentModel;
import cl.fizko.chat.domain.agent.specialised.honorarios.HonorariosTopics;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;

/** Answers about boletas de honorarios, their retention and the contributions it pays. */
public final class HonorariosAgent implements Agent {

    private final IntentModel intents;
    private final Topics topics;

    /** The agent, which leaves the judging to the model and speaks in these texts. */
    public HonorariosAgent(IntentModel intents, Texts texts) {
        this.intents = intents;
        this.topics = HonorariosTopics.of(texts);
    }

    @Override
    public Assessment assess(Inquiry inquiry) {
        return intents.assess(AgentName.HONORARIOS, inquiry);
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        return topics.answer(inquiry);
    }
}
