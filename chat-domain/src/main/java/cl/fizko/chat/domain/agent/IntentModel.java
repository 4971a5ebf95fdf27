package cl.fizko.chat.domain.agent;

/**
 * Judges what a message is about, for all agents alike: agents that own a topic ask it for their own share.
 *
 * <p>Thread-safe, deterministic, no I/O.
 */
public interface IntentModel {

    /**
     * How sure the model is that the inquiry belongs to the agent of that name.
     *
     * @return {@link Assessment#none()} for a name that the model does not know
     */
    Assessment assess(AgentName agent, Inquiry inquiry);
}
