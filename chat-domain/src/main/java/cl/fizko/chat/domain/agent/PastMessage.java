package cl.fizko.chat.domain.agent;

import java.time.Instant;
import java.util.Optional;

/**
 * An earlier message of the same conversation.
 *
 * @param fromCustomer false when the company (a person or an agent) wrote it
 * @param text its words; empty for a message without any. Personal data: never log it
 * @param agentName the agent that answered, for an auto-reply
 */
public record PastMessage(boolean fromCustomer, Optional<String> text, Optional<AgentName> agentName, Instant at) {

    @Override
    public String toString() {
        return "PastMessage[fromCustomer=" + fromCustomer + ", agentName=" + agentName + ", at=" + at + "]";
    }
}
