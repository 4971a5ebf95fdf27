package cl.fizko.chat.application.webhookevent;

import cl.fizko.chat.application.intake.DeliveryEffects;
import cl.fizko.chat.application.intake.WebhookAuthentication;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.port.WebhookCodec;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.port.WebhookEventRepository.Kept;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.RedactedDelivery;
import cl.fizko.chat.domain.webhook.Signer;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Use case: looks at a quarantined delivery again, e.g. after its number was configured or a new version understands it, and applies
 * what follows from it. What it says counts for the same numbers as if it came now, by whoever signed it then. Agents answer what
 * the customer wrote within the last half hour; what is older is there for a person to read. Thread-safe.
 */
public final class RetryWebhookEvent {

    static final Duration ANSWERED_WITHIN = Duration.ofMinutes(30);

    /** What became of it. */
    public sealed interface Outcome {

        /** It has another status now, with its effect if it has one. */
        record Settled(WebhookEventStatus status) implements Outcome {}

        /** What was understood is applied; the rest waits for a person, for this reason. */
        record StillQuarantined(String reason) implements Outcome {}

        /** It was not quarantined, or not any more; nothing was changed. */
        record NotQuarantined(WebhookEventStatus status) implements Outcome {}

        /** It never can be; nothing was changed. */
        record Refused(String why) implements Outcome {}

        /** There is no such delivery in the scope. */
        record Missing() implements Outcome {}
    }

    private final WebhookEventRepository events;
    private final Providers providers;
    private final WebhookAuthentication authentication;
    private final WhatsAppConfigRepository configs;
    private final WakeQueue turns;
    private final Clock clock;

    /**
     * The use case.
     *
     * @param turns told which conversations now wait for an agent
     */
    public RetryWebhookEvent(
            WebhookEventRepository events,
            Providers providers,
            WebhookAuthentication authentication,
            WhatsAppConfigRepository configs,
            WakeQueue turns,
            Clock clock) {
        this.events = events;
        this.providers = providers;
        this.authentication = authentication;
        this.configs = configs;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * Tries once.
     *
     * @throws RuntimeException if it cannot be stored now
     */
    public Outcome retry(Scope scope, WebhookEventId id) {
        var kept = events.find(scope, id);
        if (kept.isEmpty()) {
            return new Outcome.Missing();
        }
        var event = kept.get().event();
        if (event.status() != WebhookEventStatus.QUARANTINED) {
            return new Outcome.NotQuarantined(event.status());
        }
        var codec = providers.webhooksOf(event.provider());
        if (event.backfilled()) {
            return new Outcome.Refused("it is an entry of the provider's history, which is asked for again by itself");
        }
        if (codec.isEmpty()) {
            return new Outcome.Refused("its provider is not part of this installation");
        }
        return kept.get()
                .signer()
                .map(signer -> retry(scope, kept.get(), codec.get(), signer))
                .orElseGet(() -> new Outcome.Refused("it was not recorded who signed it"));
    }

    private Outcome retry(Scope scope, Kept kept, WebhookCodec codec, Signer signer) {
        var event = kept.event();
        var effects = new DeliveryEffects(
                configs, event.provider(), config -> authentication.counts(signer, config), this::isAnswered);
        var decoded = codec.decodeKept(event.eventName(), event.key(), kept.rawBody());
        RedactedDelivery.of(decoded.events(), kept.rawBody()).events().forEach(effects::add);
        var reason = effects.quarantineReason();
        var settled = events.settle(kept, effects.effects(), reason, now());
        if (!settled.settled() && settled.status() == WebhookEventStatus.QUARANTINED) {
            return retry(scope, event.id()); // a person was erased from it meanwhile
        }
        if (!settled.settled()) {
            return new Outcome.NotQuarantined(settled.status());
        }
        turns.offer(settled.awaitingTurn());
        return reason.<Outcome>map(Outcome.StillQuarantined::new)
                .orElseGet(() -> new Outcome.Settled(settled.status()));
    }

    private boolean isAnswered(MessageReceived message) {
        return message.live() && Duration.between(message.sentAt(), now()).compareTo(ANSWERED_WITHIN) <= 0;
    }

    private Instant now() {
        return clock.instant();
    }
}
