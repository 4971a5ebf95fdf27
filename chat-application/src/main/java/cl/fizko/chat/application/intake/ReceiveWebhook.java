package cl.fizko.chat.application.intake;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.WebhookCodec;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.RedactedDelivery;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Use case: authenticates a provider's delivery, stores it once with all that follows from it, and wakes the agents. When it
 * returns an accepting outcome the delivery is durable; no agent and no provider has been called. A key or password that
 * somebody wrote is taken out first, of the message and of the bytes that are kept.
 *
 * <p>Thread-safe.
 */
public final class ReceiveWebhook {

    /** What became of a delivery. */
    public enum Outcome {
        /** Stored, with its effect if it has one. */
        ACCEPTED,
        /** It, or all that it says, was stored before. */
        DUPLICATE,
        /** Stored with its raw bytes for a person: a part of it was not understood or is not ours. */
        QUARANTINED,
        /** Too many customers of its business number wait for an answer already; nothing was stored. To be delivered again. */
        OVERLOADED,
        /** Not signed by anybody we trust; nothing was stored. */
        UNAUTHENTICATED,
        /** There is no such provider; nothing was stored. */
        UNKNOWN_PROVIDER
    }

    /** Is told what became of each delivery. Must be quick and must not throw; thread-safe. */
    public interface Listener {

        /** Tells nobody. */
        Listener NOBODY = new Listener() {
            @Override
            public void received(ProviderId provider, Outcome outcome) {}

            @Override
            public void notStored(ProviderId provider) {}
        };

        void received(ProviderId provider, Outcome outcome);

        /** It could not be stored now; the provider will deliver it again. */
        void notStored(ProviderId provider);
    }

    private final Providers providers;
    private final WebhookAuthentication authentication;
    private final WhatsAppConfigRepository configs;
    private final Inbox inbox;
    private final Optional<Backpressure> backpressure;
    private final WakeQueue turns;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final Listener listener;

    /**
     * Deliveries that are read at once. Reading is work for the processor alone: more threads at it would not be faster, and a flood of
     * them would take the processor from the few that answer.
     */
    private final Semaphore reading = new Semaphore(2 * Runtime.getRuntime().availableProcessors());

    /**
     * The use case.
     *
     * @param turns told which conversations now wait for an agent
     */
    public ReceiveWebhook(
            Providers providers,
            WebhookAuthentication authentication,
            WhatsAppConfigRepository configs,
            Inbox inbox,
            WakeQueue turns,
            TimeOrderedIds ids,
            Clock clock) {
        this(providers, authentication, configs, inbox, Optional.empty(), turns, ids, clock, Listener.NOBODY);
    }

    /**
     * The use case.
     *
     * @param backpressure says whose messages are to come again later; empty: nobody's
     * @param turns told which conversations now wait for an agent
     * @param listener told what became of each delivery
     */
    public ReceiveWebhook(
            Providers providers,
            WebhookAuthentication authentication,
            WhatsAppConfigRepository configs,
            Inbox inbox,
            Optional<Backpressure> backpressure,
            WakeQueue turns,
            TimeOrderedIds ids,
            Clock clock,
            Listener listener) {
        this.listener = listener;
        this.backpressure = backpressure;
        this.providers = providers;
        this.authentication = authentication;
        this.configs = configs;
        this.inbox = inbox;
        this.turns = turns;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a delivery in.
     *
     * @throws RuntimeException if it cannot be stored now; the provider will deliver it again
     */
    public Outcome receive(ProviderId provider, WebhookDelivery delivery) {
        try {
            var outcome = taken(provider, delivery);
            listener.received(provider, outcome);
            return outcome;
        } catch (RuntimeException | Error e) {
            listener.notStored(provider);
            throw e;
        }
    }

    private Outcome taken(ProviderId provider, WebhookDelivery delivery) {
        var codec = providers.webhooksOf(provider);
        if (codec.isEmpty()) {
            return Outcome.UNKNOWN_PROVIDER;
        }
        var read = read(provider, codec.get(), delivery);
        if (read.isEmpty()) {
            return Outcome.UNAUTHENTICATED;
        }
        var entry = read.get();
        var lines = awaitingLines(entry);
        if (backpressure.isPresent() && lines.stream().anyMatch(backpressure.get()::refuses)) {
            return Outcome.OVERLOADED;
        }
        CrashPoint.DELIVERY_DECODED.pass();
        var receipt = inbox.store(entry);
        CrashPoint.DELIVERY_STORED.pass();
        // A delivery is of one business number, but for those that a provider gathered: then the first one stands for
        // all.
        lines.stream().findFirst().ifPresent(line -> turns.offer(receipt.awaitingTurn(), conversation -> line));
        CrashPoint.TURN_AWAITED.pass();
        return switch (receipt.status()) {
            case APPLIED, IGNORED -> Outcome.ACCEPTED;
            case DUPLICATE -> Outcome.DUPLICATE;
            case QUARANTINED -> Outcome.QUARANTINED;
        };
    }

    /** Empty when nobody signed it whom we trust. What may have to ask the database is asked before and after the work. */
    private Optional<Inbox.Entry> read(ProviderId provider, WebhookCodec codec, WebhookDelivery delivery) {
        var trusted = authentication.secretsOf(provider);
        return deciphered(codec, delivery, trusted).map(read -> entry(provider, read));
    }

    private Optional<Read> deciphered(WebhookCodec codec, WebhookDelivery delivery, Set<Secret> trusted) {
        reading.acquireUninterruptibly();
        try {
            var signer = trusted.stream()
                    .filter(secret -> codec.isAuthentic(delivery, secret))
                    .findFirst();
            if (signer.isEmpty()) {
                return Optional.empty();
            }
            CrashPoint.SIGNATURE_CHECKED.pass();
            var decoded = codec.decode(delivery);
            return Optional.of(new Read(decoded, RedactedDelivery.of(decoded.events(), delivery.body()), signer.get()));
        } finally {
            reading.release();
        }
    }

    private record Read(DecodedDelivery decoded, RedactedDelivery clean, Secret signer) {}

    /** The business numbers of the messages that an agent is to look at; nothing else is work that could wait too long. */
    private static Set<WhatsAppConfigId> awaitingLines(Inbox.Entry entry) {
        var lines = new LinkedHashSet<WhatsAppConfigId>();
        for (var effect : entry.effects()) {
            if (effect instanceof Inbox.Effect.AddMessage added && added.awaitsTurn()) {
                lines.add(added.config().id());
            }
        }
        return lines;
    }

    private Inbox.Entry entry(ProviderId provider, Read read) {
        var signer = read.signer;
        var effects = new DeliveryEffects(
                configs, provider, config -> authentication.counts(signer, config), MessageReceived::live);
        read.clean.events().forEach(effects::add);
        return new Inbox.Entry(
                new WebhookEventId(ids.next()),
                provider,
                read.decoded.key(),
                read.decoded.eventName(),
                read.clean.raw(),
                clock.instant(),
                effects.effects(),
                false,
                effects.quarantineReason(),
                effects.quarantineReason().flatMap(reason -> authentication.ownerOf(provider, signer)));
    }
}
