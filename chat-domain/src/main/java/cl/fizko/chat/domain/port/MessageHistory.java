package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.webhook.InboundEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: what the provider remembers of a business number. It tells which messages we missed and what became of sends
 * whose answer was lost.
 *
 * <p>Thread-safe. A call blocks for at most the provider's own timeout.
 */
public interface MessageHistory {

    /**
     * One page.
     *
     * @return never null, and never an exception for anything that a network or a provider can do
     */
    Answer read(Query query);

    /**
     * What to look for.
     *
     * @param token the line's own key; empty means the provider's default
     * @param direction of the messages; empty means both
     * @param providerConversation only this thread, by the provider's own id; empty means all of the line
     * @param since inclusive, by the provider's clock
     * @param until inclusive
     * @param cursor from the page before; empty for the first
     */
    record Query(
            LineId line,
            Optional<Secret> token,
            Optional<Direction> direction,
            Optional<String> providerConversation,
            Instant since,
            Instant until,
            Optional<String> cursor) {}

    /** What came of it. */
    sealed interface Answer {
        /**
         * A part of the history, in the provider's order; entries outside the time asked for may be among them.
         *
         * @param next the cursor of the next page; empty on the last
         */
        record Page(List<Entry> entries, Optional<String> next) implements Answer {
            public Page {
                entries = List.copyOf(entries);
            }
        }

        /**
         * The history cannot be read now, or not at all.
         *
         * @param after how long the provider asks to wait; empty when it does not say
         * @param code the provider's code, e.g. {@code http:429}
         */
        record Unavailable(Optional<Duration> after, String code) implements Answer {}
    }

    /** A message that the provider remembers. */
    sealed interface Entry {
        /**
         * What a customer wrote, or a person with the WhatsApp Business app, told as its webhook would have told it.
         *
         * @param event a {@code MessageReceived}, a {@code HumanReplied}, or why it is neither
         * @param raw the entry's bytes, to be kept with the event
         */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Written(InboundEvent event, byte[] raw) implements Entry {}

        /**
         * What was sent through the provider's API, by us or by another system on the same line.
         *
         * @param correlation our own id of the message, where the provider echoes it
         * @param recipient empty when the entry does not tell
         * @param failure present when the status is failed
         */
        record Sent(
                ExternalId id,
                Optional<MessageId> correlation,
                Optional<ContactAddress> recipient,
                MessageContent content,
                Optional<ExternalId> quoted,
                DeliveryStatus status,
                Instant at,
                Optional<Failure> failure)
                implements Entry {

            /** Without the provider's ids, which spell the number in Base64. */
            @Override
            public String toString() {
                return "Sent[" + content + ", " + status + ", " + at + "]";
            }
        }
    }
}
