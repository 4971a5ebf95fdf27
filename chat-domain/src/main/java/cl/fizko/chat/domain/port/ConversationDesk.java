package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.ExternalId;
import java.time.Instant;
import java.util.Optional;

/**
 * Outbound port: what a person of the company does at a conversation, each in one commit. Whatever is asked for twice is done once.
 *
 * <p>Thread-safe. Every call is empty when there is no such conversation in the scope.
 */
public interface ConversationDesk {

    /**
     * A person answers from this commit on: a turn that an agent is having comes too late, and replies of agents that have not left
     * never will.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    Optional<Seat> takeOver(Scope scope, ConversationId conversation);

    /**
     * Agents answer what comes from this commit on. What the customer wrote before is the person's, who has read it: no agent
     * answers it afterwards.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    Optional<Seat> release(Scope scope, ConversationId conversation);

    /**
     * Nothing is unread any more.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    Optional<Reading> markRead(Scope scope, ConversationId conversation);

    /**
     * Who answers now.
     *
     * @param version of the conversation; it went up if {@code changed}
     * @param changed whether this call made it so
     */
    record Seat(ConversationOwner owner, long version, boolean changed) {}

    /**
     * What was read.
     *
     * @param newest the customer's newest message; empty when nothing was unread, or nothing of it has words or a file
     */
    record Reading(WhatsAppConfigId config, Optional<Heard> newest) {}

    /**
     * A message of a customer.
     *
     * @param providerMessage the provider's own id of the message beside {@code id}, if it told one
     */
    record Heard(ExternalId id, Optional<String> providerMessage, Instant receivedAt) {

        /** Without the ids: a {@code wamid} spells the number in Base64. */
        @Override
        public String toString() {
            return "Heard[" + receivedAt + "]";
        }
    }
}
