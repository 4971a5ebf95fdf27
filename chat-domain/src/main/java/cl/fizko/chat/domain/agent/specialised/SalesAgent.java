package cl.fizko.chat.domain.agent.specialised;

import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.IntentModel;
import cl.fizko.chat.domain.agent.specialised.office.SalesTopics;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;

/** Answers those who want to hire, change or leave the service. It never quotes a price. */
public final class SalesAgent implements Agent {

    private final IntentModel intents;
    private final Topics topics;

    /** The agent, which leaves the judging to the model and speaks in these texts. */
    public SalesAgent(IntentModel intents, Texts texts) {
        this.intents = intents;
        this.topics = SalesTopics.of(texts);
    }

    @Override
    public Assessment assess(Inquiry inquiry) {
        return intents.assess(AgentName.SALES, inquiry);
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        return topics.answer(inquiry);
    }
}
