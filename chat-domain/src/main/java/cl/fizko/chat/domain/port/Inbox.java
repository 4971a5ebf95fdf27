package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.TemplateJudged;
import cl.fizko.chat.domain.webhook.Signer;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Outbound port: stores a delivery together with all that follows from it, in one commit.
 *
 * <p>Thread-safe. Concurrent calls may share a commit; each is still all or nothing by itself, and one that cannot be stored
 * harms no other. Calls block until the outcome is durable.
 */
public interface Inbox {

    /**
     * Stores an entry once. A delivery whose key was stored before changes nothing, nor does a message or a status that
     * another delivery has already brought: it is insert or conflict, never check, then insert.
     *
     * @throws StoreBusyException if the store cannot take it now: to be tried again, and harmless if it was stored all the same
     * @throws RuntimeException any other: this entry will never be stored, however often it is tried
     */
    Receipt store(Entry entry);

    /**
     * A delivery and what follows from it.
     *
     * @param rawBody exactly as received
     * @param eventName as the provider calls it
     * @param effects in the order of the delivery; empty when nothing follows
     * @param backfilled whether we asked for it, instead of being told
     * @param quarantineReason present when a part of the delivery was not understood or is not ours
     * @param signer whose secret signed it; empty where that does not matter any more, or nobody did
     */
    @SuppressWarnings("ArrayRecordComponent") // the id is what is compared
    record Entry(
            WebhookEventId id,
            ProviderId provider,
            IdempotencyKey key,
            String eventName,
            byte[] rawBody,
            Instant receivedAt,
            List<Effect> effects,
            boolean backfilled,
            Optional<String> quarantineReason,
            Optional<Signer> signer) {
        public Entry {
            effects = List.copyOf(effects);
        }

        /** An entry whose signer does not matter. */
        public Entry(
                WebhookEventId id,
                ProviderId provider,
                IdempotencyKey key,
                String eventName,
                byte[] rawBody,
                Instant receivedAt,
                List<Effect> effects,
                boolean backfilled,
                Optional<String> quarantineReason) {
            this(
                    id,
                    provider,
                    key,
                    eventName,
                    rawBody,
                    receivedAt,
                    effects,
                    backfilled,
                    quarantineReason,
                    Optional.empty());
        }

        /** Two entries are the same if their ids are. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Entry entry && id.equals(entry.id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return "Entry[" + id + ", " + eventName + ", effects=" + effects.size() + "]";
        }
    }

    /** What follows from one element of a delivery. */
    sealed interface Effect {

        /** The business number that it concerns. */
        WhatsAppConfig config();

        /**
         * A message is added to its conversation; contact and conversation are made when they are new.
         *
         * @param awaitsTurn whether an agent is to look at it
         */
        record AddMessage(WhatsAppConfig config, MessageReceived event, boolean awaitsTurn) implements Effect {}

        /**
         * What a person wrote with the WhatsApp Business app is added as the company's own message. If it is live the person takes the
         * conversation over: the bot is silent from this commit on, and replies of agents that have not left never will.
         */
        record AddHumanReply(WhatsAppConfig config, HumanReplied event) implements Effect {}

        /** A template of the business account moves; one that is not known yet is remembered with what the event tells. */
        record JudgeTemplate(WhatsAppConfig config, TemplateJudged event) implements Effect {}

        /** A message of ours moves, or the status waits until the message is known. */
        record MoveStatus(WhatsAppConfig config, StatusChanged event) implements Effect {}
    }

    /**
     * What became of an entry.
     *
     * @param awaitingTurn the conversations that now wait for an agent
     */
    record Receipt(WebhookEventStatus status, Set<ConversationId> awaitingTurn) {
        public Receipt {
            awaitingTurn = Set.copyOf(awaitingTurn);
        }
    }
}
