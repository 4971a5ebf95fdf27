package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.conversation.OptOut;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Outbound port: the messages that wait to be sent.
 *
 * <p>Of each conversation only the first unsent message is ever handed out, and only once the one before it has an outcome, so
 * messages leave in order. A claim is durable before it is handed out: after a crash a claimed message is never taken for one
 * that was not yet tried.
 *
 * <p>Thread-safe. Claims are timed by the store's clock.
 */
public interface Outbox {

    /**
     * Claims the first due message of each of the given conversations, at most {@code limit}; others are left out.
     *
     * @throws StoreBusyException if the store cannot do it now; whatever it claimed all the same goes back to the queue, or runs out
     */
    List<ClaimedSend> claim(Collection<ConversationId> conversations, int limit);

    /**
     * Claims due messages of a share, whatever their conversations: one of each line in turn, longest due first within a line. Where a
     * message in bulk has its place before a reply in its conversation, that reply's turn is its own.
     *
     * @throws StoreBusyException as {@link #claim} does
     */
    List<ClaimedSend> claimDue(Share share, int limit);

    /** Claims due messages of all lines, replies first. */
    default List<ClaimedSend> claimDue(int limit) {
        var claimed = new ArrayList<>(claimDue(Share.ofAll(Urgency.REPLY), limit));
        if (claimed.size() < limit) {
            claimed.addAll(claimDue(Share.ofAll(Urgency.BULK), limit - claimed.size()));
        }
        return claimed;
    }

    /**
     * Stores what came of a claimed message, and any status that arrived before it. Concurrent calls may share a commit. Blocks
     * until durable.
     *
     * @return whether the conversation has another message that is due, and a reply among those that wait there
     * @throws StoreBusyException if the store cannot take it now: to be tried again, and harmless if it was stored all the same
     * @throws RuntimeException any other: this report will never be stored, however often it is tried
     */
    boolean record(Report report);

    /**
     * Settles what a node left claimed that has ended. Called once for each such node, before the first claim.
     *
     * @param node the node under whose name the claims were made
     * @param begun the messages whose call may have started, if the node's journal can be trusted: the others that it claimed go
     *     back to the queue. Empty when it cannot: then every claim becomes {@code unknown}
     * @return how many went back to the queue, and how many became unknown
     */
    Recovery recover(UUID node, Optional<Set<MessageId>> begun);

    /** Turns claims of nodes that have been silent for longer than a claim lasts into {@code unknown}; returns how many. */
    int expireClaims();

    /**
     * Which of the messages that are due.
     *
     * @param perLine at most so many of each business number
     * @param without business numbers whose messages are left out
     */
    record Share(Urgency urgency, int perLine, Set<WhatsAppConfigId> without) {
        public Share {
            without = Set.copyOf(without);
        }

        static Share ofAll(Urgency urgency) {
            return new Share(urgency, Integer.MAX_VALUE, Set.of());
        }
    }

    /**
     * A message to be sent now.
     *
     * @param claim counts the claims of the message and never goes down: only the report of the last one counts
     * @param attempt 1 for the first
     * @param doubtfulAttempts how many earlier attempts may have left all the same; 0 when none did
     * @param firstDueAt when it was put into the queue: what is held does not wait for ever
     * @param byAgent whether an agent wrote it, and not a person
     * @param owner who answers the conversation now; for replies up to the one that tells of a hand-over it is still the bot
     * @param window the conversation's 24-hour window; empty when the customer never wrote
     * @param optOut the customer's wish to be left alone; empty when they have none
     * @param askedAt when the message was stored that this one answers; present only for the first part of an agent's reply
     */
    record ClaimedSend(
            MessageId id,
            ConversationId conversation,
            WhatsAppConfigId config,
            ContactAddress recipient,
            MessageContent content,
            Optional<ExternalId> quoted,
            Optional<String> providerConversation,
            Optional<CustomerServiceWindow> window,
            int claim,
            int attempt,
            int doubtfulAttempts,
            Instant firstDueAt,
            boolean byAgent,
            ConversationOwner owner,
            Optional<OptOut> optOut,
            Optional<Instant> askedAt) {

        /** A message that nobody measures. */
        public ClaimedSend(
                MessageId id,
                ConversationId conversation,
                WhatsAppConfigId config,
                ContactAddress recipient,
                MessageContent content,
                Optional<ExternalId> quoted,
                Optional<String> providerConversation,
                Optional<CustomerServiceWindow> window,
                int claim,
                int attempt,
                int doubtfulAttempts,
                Instant firstDueAt,
                boolean byAgent,
                ConversationOwner owner,
                Optional<OptOut> optOut) {
            this(
                    id,
                    conversation,
                    config,
                    recipient,
                    content,
                    quoted,
                    providerConversation,
                    window,
                    claim,
                    attempt,
                    doubtfulAttempts,
                    firstDueAt,
                    byAgent,
                    owner,
                    optOut,
                    Optional.empty());
        }

        /** A message to a customer who wants to be written to. */
        public ClaimedSend(
                MessageId id,
                ConversationId conversation,
                WhatsAppConfigId config,
                ContactAddress recipient,
                MessageContent content,
                Optional<ExternalId> quoted,
                Optional<String> providerConversation,
                Optional<CustomerServiceWindow> window,
                int claim,
                int attempt,
                int doubtfulAttempts,
                Instant firstDueAt,
                boolean byAgent,
                ConversationOwner owner) {
            this(
                    id,
                    conversation,
                    config,
                    recipient,
                    content,
                    quoted,
                    providerConversation,
                    window,
                    claim,
                    attempt,
                    doubtfulAttempts,
                    firstDueAt,
                    byAgent,
                    owner,
                    Optional.empty());
        }
    }

    /** What came of a claimed message. */
    sealed interface Report {

        ClaimedSend send();

        /** The provider accepted it under that id. */
        record Sent(ClaimedSend send, ExternalId id) implements Report {}

        /** The answer was lost. */
        record Unknown(ClaimedSend send, String detail) implements Report {}

        /**
         * To be tried again: back to the queue, due after {@code delay}.
         *
         * @param doubtful whether the attempt may have left; else it surely did not
         */
        record Deferred(ClaimedSend send, Duration delay, String code, boolean doubtful) implements Report {}

        /** Nothing was attempted: back to the queue, due after {@code delay}, and the attempt does not count. */
        record Held(ClaimedSend send, Duration delay, Failure why) implements Report {}

        /** It will not be sent. */
        record Failed(ClaimedSend send, Failure failure) implements Report {}
    }

    /** What {@link #recover} did. */
    record Recovery(int requeued, int unknown) {}
}
