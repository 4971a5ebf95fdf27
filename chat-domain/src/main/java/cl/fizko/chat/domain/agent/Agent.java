package cl.fizko.chat.domain.agent;

import java.util.function.Function;

/**
 * One specialist: it says how sure it is that a message is its own, and answers it when {@link AgentManager} picks it.
 *
 * <p>Implementations are stateless or immutable, hence thread-safe, and do no I/O: both methods are called on the threads
 * that answer customers, and the same inquiry always gives the same result. Another application registers its own with
 * {@link AgentManager#register(String, Agent, int)}.
 */
public interface Agent {

    /**
     * How sure this agent is that the inquiry is its own, and why.
     *
     * @return never null; {@link Assessment#none()} when nothing points to this agent
     */
    Assessment assess(Inquiry inquiry);

    /**
     * The reply to an inquiry that was given to this agent, in the customer's language.
     *
     * @return never null; its content is what the customer reads, 1 to 4096 characters
     */
    Answer answer(Inquiry inquiry);

    /** An agent made of two functions, which follow the rules of this interface. */
    static Agent of(Function<Inquiry, Assessment> assessing, Function<Inquiry, Answer> answering) {
        return new Agent() {
            @Override
            public Assessment assess(Inquiry inquiry) {
                return assessing.apply(inquiry);
            }

            @Override
            public Answer answer(Inquiry inquiry) {
                return answering.apply(inquiry);
            }
        };
    }
}
