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
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import cl.fizko.chat.domain.webhook.RedactedDelivery;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * What cannot be read or stored is kept with its raw bytes for a person to look at.
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
     * @param entries in the provider's order
     * @return the conversations that now wait for an agent
     * @throws StoreBusyException if the store cannot take it now; what it has taken it will know the next time
     */
    Set<ConversationId> store(WhatsAppConfig config, List<Entry> entries) {
        var awaiting = new HashSet<ConversationId>();
        var stored = 0;
        for (var missed : missed(config, entries)) {
            var receipt = store(config, missed);
            if (receipt.isPresent() && receipt.get().status() != WebhookEventStatus.DUPLICATE) {
                awaiting.addAll(receipt.get().awaitingTurn());
                stored++;
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

    /** One that will never be stored is set aside under its own key, so that it is tried once and those behind it need not wait. */
    private Optional<Inbox.Receipt> store(WhatsAppConfig config, Missed missed) {
        try {
            return Optional.of(inbox.store(delivery(config, missed)));
        } catch (StoreBusyException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e; // says nothing about the entry
            }
            // By its key, for a provider's id of a message may spell a phone number.
            log.error(
                    "entry {} of the history of config {} cannot be stored and is set aside",
                    missed.key(),
                    config.id(),
                    Fault.withoutMessages(e));
            setAside(config, missed, e);
            return Optional.empty();
        }
    }

    private void setAside(WhatsAppConfig config, Missed missed, RuntimeException why) {
        try {
            inbox.store(delivery(
                    config,
                    new Missed(
                            Optional.empty(),
                            Optional.of("cannot be stored: " + why.getClass().getSimpleName()),
                            missed.key(),
                            missed.raw())));
        } catch (StoreBusyException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("entry {} of config {} is lost", missed.key(), config.id(), Fault.withoutMessages(e));
        }
    }

    private List<Missed> missed(WhatsAppConfig config, List<Entry> entries) {
        var known = messages.known(
                config.id(),
                entries.stream()
                        .map(HistoryOrder::id)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList());
        var missed = new ArrayList<Missed>();
        for (var found : HistoryOrder.oldestFirst(entries)) {
            var entry = withoutSecrets(found);
            if (entry instanceof Entry.Written written && written.event() instanceof Undecodable undecodable) {
                missed.add(unread(config, undecodable, written.raw()));
            } else {
                effect(config, entry, known).ifPresent(effect -> missed.add(missed(config, entry, effect)));
            }
        }
        return missed;
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

    /**
     * A status that its webhook did not bring. What others sent on the line is not ours to keep; an unknown id that comes with our
     * own is a send whose answer was lost.
     */
    private static Optional<Effect> status(
            WhatsAppConfig config, Entry.Sent sent, Map<ExternalId, Optional<DeliveryStatus>> known) {
        var ours = known.getOrDefault(sent.id(), Optional.empty());
        var moves = known.containsKey(sent.id())
                ? ours.isPresent() && ours.get().after(sent.status()) != ours.get()
                : sent.correlation().isPresent();
        return moves
                ? Optional.of(new Effect.MoveStatus(
                        config,
                        new StatusChanged(
                                config.lineId(),
                                sent.id(),
                                sent.correlation(),
                                sent.status(),
                                sent.at(),
                                sent.failure())))
                : Optional.empty();
    }

    private boolean isFresh(Instant sentAt) {
        return Duration.between(sentAt, clock.instant()).compareTo(ANSWERED_WITHIN) <= 0;
    }

    private Inbox.Entry delivery(WhatsAppConfig config, Missed missed) {
        var isStatus = missed.effect().map(Effect.MoveStatus.class::isInstance).orElse(false);
        return new Inbox.Entry(
                new WebhookEventId(ids.next()),
                config.provider(),
                missed.key(),
                isStatus ? "history.status" : "history.message",
                missed.raw(),
                clock.instant(),
                missed.effect().map(List::of).orElse(List.of()),
                true,
                missed.quarantine());
    }

    private static Missed missed(WhatsAppConfig config, Entry entry, Effect effect) {
        var id = HistoryOrder.id(entry).orElseThrow();
        var status =
                effect instanceof Effect.MoveStatus move ? move.event().status().wireName() : "";
        var name = config.id() + "/" + id.value() + "/" + status;
        return new Missed(
                Optional.of(effect),
                Optional.empty(),
                key(name.getBytes(StandardCharsets.UTF_8)),
                entry instanceof Entry.Written written ? written.raw() : new byte[0]);
    }

    private static Missed unread(WhatsAppConfig config, Undecodable event, byte[] raw) {
        var name = new ByteArrayOutputStream();
        name.writeBytes((config.id() + "/").getBytes(StandardCharsets.UTF_8));
        name.writeBytes(raw);
        return new Missed(Optional.empty(), Optional.of(event.reason()), key(name.toByteArray()), raw);
    }

    /** The same for the same news, so that two nodes that find it store it once. */
    private static IdempotencyKey key(byte[] name) {
        return new IdempotencyKey("history:" + UUID.nameUUIDFromBytes(name));
    }

    /**
     * An entry to be stored.
     *
     * @param effect empty when nothing follows, for a reason that {@code quarantine} tells
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Missed(Optional<Effect> effect, Optional<String> quarantine, IdempotencyKey key, byte[] raw) {}
}
