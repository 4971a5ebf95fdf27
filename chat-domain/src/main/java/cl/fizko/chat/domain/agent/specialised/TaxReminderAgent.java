package cl.fizko.chat.domain.agent.specialised;

import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.IntentModel;
import cl.fizko.chat.domain.agent.specialised.tax.TaxTopics;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;

/** Answers when taxes and their forms fall due, what they come to, and what being late means. */
public final class TaxReminderAgent implements Agent {

    private final IntentModel intents;
    private final Topics topics;

    /** The agent, which leaves the judging to the model and speaks in these texts. */
    public TaxReminderAgent(IntentModel intents, Texts texts) {
        this.intents = intents;
        this.topics = TaxTopics.of(texts);
    }

    @Override
    public Assessment assess(Inquiry inquiry) {
        return intents.assess(AgentName.TAX_REMINDER, inquiry);
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        return topics.answer(inquiry);
    }
}
