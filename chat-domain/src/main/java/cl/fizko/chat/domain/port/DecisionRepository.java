package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.Contact;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageId;
import java.util.List;
import java.util.Optional;

/** Outbound port: why messages got the reply they got. Thread-safe. */
public interface DecisionRepository {

    /**
     * The record of one decision.
     *
     * @param message the customer's message, or a part of its reply
     */
    Optional<DecisionRecord> find(MessageId message);

    /**
     * A decision with what it was made from, so that it can be made again.
     *
     * @param incoming the customer's message
     * @param replies the parts of the reply, in order
     * @param recent the messages before it that the agents knew
     */
    record DecisionRecord(
            Message incoming,
            WhatsAppConfigId config,
            Contact contact,
            Decision decision,
            List<Message> replies,
            List<PastMessage> recent) {
        public DecisionRecord {
            replies = List.copyOf(replies);
            recent = List.copyOf(recent);
        }

        @Override
        public String toString() {
            return "DecisionRecord[" + incoming.id() + "]";
        }
    }
}
