package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.conversation.Conversation;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Outbound port: the conversations that wait for an agent, one turn each.
 *
 * <p>A turn is leased: while the lease runs no other worker on any node gets the same conversation, and each lease carries a
 * fencing epoch higher than any before it. A worker that lost its lease cannot finish: its epoch is old. Leases are timed by
 * the store's clock, so the clocks of nodes do not matter.
 *
 * <p>A turn that is leased again and again without being finished is left alone for longer each time: the first two leases last
 * as long as is asked, and each one after them twice as long as the one before, up to 64 times.
 *
 * <p>Where a number has a burst window, its conversations can be had so long after the newest message, and four windows after the
 * first one that waits at the latest. Nobody is told when that is: {@link #claimWaiting} finds them.
 *
 * <p>Thread-safe.
 */
public interface TurnRepository {

    /**
     * Leases those of the given conversations that wait and are not leased; the others are left out. A message that cannot be read
     * comes as unsupported.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    List<ClaimedTurn> claim(Collection<ConversationId> conversations, Duration lease);

    /**
     * Leases conversations that wait and are not leased, longest waiting first: what a crash or another node left behind.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    List<ClaimedTurn> claimWaiting(int limit, Duration lease);

    /**
     * Stores what came of turns, all in one commit: replies are queued, decisions recorded, messages marked as handled, leases
     * ended. A turn whose epoch is old is refused and changes nothing, nor does one that cannot be stored: its lease runs out.
     * The others are not affected; they may get commits of their own then.
     *
     * @return one result a turn, in the order given
     * @throws StoreBusyException if the store cannot take them now: to be tried again, and harmless if they were stored
     */
    default List<TurnResult> finish(List<FinishedTurn> turns) {
        return finish(turns, Set.of());
    }

    /**
     * The same; and of the conversations named, the first reply is claimed by this node in that commit, as {@link Outbox#claim} does
     * it, unless something of the conversation waits before it.
     *
     * @param leaving conversations whose first reply the caller sends as soon as this returns
     */
    List<TurnResult> finish(List<FinishedTurn> turns, Set<ConversationId> leaving);

    /**
     * A conversation at work.
     *
     * @param epoch to be shown when finishing
     * @param attempt 1 for the first; more when it was leased before and never finished
     * @param messages that no agent has handled, in order of arrival; at least one
     * @param recent the messages of both directions before these, oldest first: ten at most, of the last 24 hours
     */
    record ClaimedTurn(
            Conversation conversation,
            long epoch,
            int attempt,
            List<AwaitingMessage> messages,
            List<PastMessage> recent) {
        public ClaimedTurn {
            messages = List.copyOf(messages);
            recent = List.copyOf(recent);
        }

        /** One that is leased for the first time. */
        public ClaimedTurn(
                Conversation conversation, long epoch, List<AwaitingMessage> messages, List<PastMessage> recent) {
            this(conversation, epoch, 1, messages, recent);
        }

        @Override
        public String toString() {
            return "ClaimedTurn[" + conversation.id() + ", epoch=" + epoch + ", messages=" + messages.size() + "]";
        }
    }

    /**
     * A message that no agent has handled.
     *
     * @param sequence its place in the conversation; grows with every message of either direction
     */
    record AwaitingMessage(
            MessageId id, long sequence, ExternalId externalId, MessageContent content, Instant receivedAt) {}

    /**
     * What came of a turn.
     *
     * @param handledThrough the sequence of the last message that was looked at
     * @param decisions one for each message that was looked at
     */
    record FinishedTurn(ConversationId conversation, long epoch, long handledThrough, List<HandledMessage> decisions) {
        public FinishedTurn {
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * A message that was looked at. What its decision says is to be done besides is done in the same commit.
     *
     * @param replies the parts of the reply, in order; empty when the message gets none
     */
    record HandledMessage(MessageId message, Decision decision, List<Reply> replies) {
        public HandledMessage {
            replies = List.copyOf(replies);
        }
    }

    /**
     * One part of a reply.
     *
     * @param quoted the message to show as a quote above it
     */
    record Reply(MessageId id, MessageContent content, Optional<ExternalId> quoted) {}

    /**
     * What became of a finished turn.
     *
     * @param committed false when nothing was stored: the epoch was old, or the turn cannot be stored
     * @param repliesQueued whether something now waits to be sent
     * @param moreAwaiting whether messages arrived meanwhile
     * @param leaving the first reply, if it was claimed for the caller to send
     */
    record TurnResult(
            ConversationId conversation,
            boolean committed,
            boolean repliesQueued,
            boolean moreAwaiting,
            Optional<ClaimedSend> leaving) {

        /** One whose replies, if any, wait in the outbox. */
        public TurnResult(ConversationId conversation, boolean committed, boolean repliesQueued, boolean moreAwaiting) {
            this(conversation, committed, repliesQueued, moreAwaiting, Optional.empty());
        }
    }
}
