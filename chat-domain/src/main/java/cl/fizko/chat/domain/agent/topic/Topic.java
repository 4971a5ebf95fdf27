package cl.fizko.chat.domain.agent.topic;

import cl.fizko.chat.domain.agent.Answer;
import java.util.Optional;

/** One thing that an agent can be asked about. Stateless, thread-safe, no I/O. */
@FunctionalInterface
public interface Topic {

    /** The answer, or empty if the question is about something else. */
    Optional<Answer> answer(Question question);
}
