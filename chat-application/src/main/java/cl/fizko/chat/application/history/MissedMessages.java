package cl.fizko.chat.application.history;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.port.MessageRepository;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.RedactedDelivery;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores those entries of a provider's history that we do not know, as deliveries that are marked as backfilled, oldest first. A
 * customer's message older than half an hour is stored and shown, and no agent answers it: by now it would only puzzle.
 *
 * <p>Thread-safe. That another node or a late webhook stores the same meanwhile does no harm.
 */
public final class MissedMessages {

    /** Older messages are not answered by themselves. */
    static final Duration ANSWERED_WITHIN = Duration.ofMinutes(30);

    private static final Logger log = LoggerFactory.getLogger(MissedMessages.class);

    private final Inbox inbox;
    private final MessageRepository messages;
    private final TimeOrderedIds ids;
    private final Clock clock;

    public MissedMessages(Inbox inbox, MessageRepository messages, TimeOrderedIds ids, Clock clock) {
        this.inbox = inbox;
        this.messages = messages;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Stores what is not known.
     *
     * @return the conversations that now wait for an agent
     * @throws StoreBusyException if the store cannot take it now; what it has taken it will know the next time
     */
    Set<ConversationId> store(WhatsAppConfig config, List<Entry> entries) {
        var missed = missed(config, entries);
        var awaiting = new HashSet<ConversationId>();
        var stored = 0;
        for (var delivery : missed) {
            try {
                awaiting.addAll(inbox.store(delivery).awaitingTurn());
                stored++;
            } catch (StoreBusyException e) {
                throw e;
            } catch (RuntimeException e) {
                // This one will never be stored; those behind it must not wait for it.
                log.error(
                        "an entry of the history of config {} cannot be stored", config.id(), Fault.withoutMessages(e));
            }
        }
        if (stored > 0) {
            log.warn(
                    "config {}: {} messages and statuses were missed and taken from the provider's history",
                    config.id(),
                    stored);
        }
        return awaiting;
    }

    private List<Inbox.Entry> missed(WhatsAppConfig config, List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        var known = messages.known(
                config.id(),
                entries.stream()
                        .map(MissedMessages::id)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList());
        var missed = new ArrayList<Missed>();
        for (var found : entries) {
            var entry = withoutSecrets(found);
            effect(config, entry, known)
                    .ifPresent(effect -> missed.add(
                            new Missed(effect, at(entry), raw(entry), id(entry).orElseThrow())));
        }
        return missed.stream()
                .sorted(Comparator.comparing(Missed::at))
                .map(one -> delivery(config, one))
                .toList();
    }

    private static Entry withoutSecrets(Entry entry) {
        if (entry instanceof Entry.Written written) {
            var clean = RedactedDelivery.of(List.of(written.event()), written.raw());
            return new Entry.Written(clean.events().get(0), clean.raw());
        }
        return entry;
    }

    private Optional<Effect> effect(
            WhatsAppConfig config, Entry entry, Map<ExternalId, Optional<DeliveryStatus>> known) {
        if (entry instanceof Entry.Sent sent) {
            return status(config, sent, known);
        }
        var event = ((Entry.Written) entry).event();
        if (event instanceof MessageReceived received && !known.containsKey(received.id())) {
            var answered = received.live() && config.answersByItself() && isFresh(received.sentAt());
            return Optional.of(new Effect.AddMessage(config, received, answered));
        }
        return event instanceof HumanReplied replied && !known.containsKey(replied.id())
                ? Optional.of(new Effect.AddHumanReply(config, replied))
                : Optional.empty();
    }

    /** A status that its webhook did not bring. What others sent on the line is not ours to keep. */
    private static Optional<Effect> status(
            WhatsAppConfig config, Entry.Sent sent, Map<ExternalId, Optional<DeliveryStatus>> known) {
        var ours = known.getOrDefault(sent.id(), Optional.empty());
        if (ours.isEmpty() || ours.get().after(sent.status()) == ours.get()) {
            return Optional.empty();
        }
        return Optional.of(new Effect.MoveStatus(
                config,
                new StatusChanged(
                        config.lineId(), sent.id(), sent.correlation(), sent.status(), sent.at(), sent.failure())));
    }

    private boolean isFresh(Instant sentAt) {
        return Duration.between(sentAt, clock.instant()).compareTo(ANSWERED_WITHIN) <= 0;
    }

    private Inbox.Entry delivery(WhatsAppConfig config, Missed missed) {
        var isStatus = missed.effect() instanceof Effect.MoveStatus;
        return new Inbox.Entry(
                new WebhookEventId(ids.next()),
                config.provider(),
                key(config, missed),
                isStatus ? "history.status" : "history.message",
                missed.raw(),
                clock.instant(),
                List.of(missed.effect()),
                true,
                Optional.empty());
    }

    /** The same for the same news, so that two nodes that find it store it once. */
    private static IdempotencyKey key(WhatsAppConfig config, Missed missed) {
        var status = missed.effect() instanceof Effect.MoveStatus move
                ? move.event().status().wireName()
                : "";
        var name = config.id() + "/" + missed.id() + "/" + status;
        return new IdempotencyKey("history:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<ExternalId> id(Entry entry) {
        return entry instanceof Entry.Sent sent ? Optional.of(sent.id()) : id(((Entry.Written) entry).event());
    }

    private static Optional<ExternalId> id(InboundEvent event) {
        if (event instanceof MessageReceived received) {
            return Optional.of(received.id());
        }
        return event instanceof HumanReplied replied ? Optional.of(replied.id()) : Optional.empty();
    }

    private static Instant at(Entry entry) {
        if (entry instanceof Entry.Sent sent) {
            return sent.at();
        }
        var event = ((Entry.Written) entry).event();
        return event instanceof MessageReceived received ? received.sentAt() : ((HumanReplied) event).sentAt();
    }

    private static byte[] raw(Entry entry) {
        return entry instanceof Entry.Written written ? written.raw() : new byte[0];
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Missed(Effect effect, Instant at, byte[] raw, ExternalId id) {}
}
