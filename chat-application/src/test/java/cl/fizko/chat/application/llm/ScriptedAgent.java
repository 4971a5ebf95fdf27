package cl.fizko.chat.application.llm;

import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.Inquiry;
import java.util.List;

/** An agent as sure as it is told to be, with one answer. */
record ScriptedAgent(double confidence, double evidence, Answer answer) implements Agent {

    @Override
    public Assessment assess(Inquiry inquiry) {
        return new Assessment(new Confidence(confidence), List.of(new Evidence("word", evidence)));
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        return answer;
    }
}
