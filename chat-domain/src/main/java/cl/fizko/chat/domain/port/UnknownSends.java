package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: the sends whose answer was lost. Statuses settle most of them without this; here are those that nothing has
 * settled. Thread-safe; timed by the store's clock.
 */
public interface UnknownSends {

    /**
     * Hands out sends that have been unknown for {@code quiet} at least and that no node has looked for within {@code again},
     * longest unknown first.
     */
    List<UnknownSend> claim(Duration quiet, Duration again, int limit);

    /**
     * The send is the message that the provider knows under that id: it takes the id, and the status where that moves it, and
     * whatever statuses were waiting for that id.
     *
     * @return false when nothing was stored, for the id belongs to another message or the send is settled
     */
    boolean adopt(UnknownSend send, MessageHistory.Entry.Sent found);

    /** These were looked for in all that the provider remembers of their time; a look that failed does not count. */
    void lookedFor(Collection<MessageId> sends);

    /**
     * Fails those that have been unknown for longer than {@code after} and were looked for, and those that nobody could look for
     * within {@code atLast}. A later status shows them sent all the same.
     *
     * @return which, at most {@code limit}
     */
    List<MessageId> giveUp(Duration after, Duration atLast, int limit, Failure failure);

    /**
     * A send whose answer was lost.
     *
     * @param providerConversation the provider's own id of the thread, if it ever told one
     * @param unknownSince when we stopped knowing; the call was made before that
     */
    record UnknownSend(
            MessageId id,
            WhatsAppConfigId config,
            ContactAddress recipient,
            MessageContent content,
            Optional<ExternalId> quoted,
            Optional<String> providerConversation,
            Instant unknownSince) {}
}
