package cl.fizko.chat.application.intake;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Use case: authenticates a provider's delivery, stores it once with all that follows from it, and wakes the agents. When it
 * returns an accepting outcome the delivery is durable; no agent and no provider has been called.
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
        /** Not signed by anybody we trust; nothing was stored. */
        UNAUTHENTICATED,
        /** There is no such provider; nothing was stored. */
        UNKNOWN_PROVIDER
    }

    private static final int LONGEST_REASON = 1000;

    private final Providers providers;
    private final WebhookAuthentication authentication;
    private final WhatsAppConfigRepository configs;
    private final Inbox inbox;
    private final WakeQueue turns;
    private final TimeOrderedIds ids;
    private final Clock clock;

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
        var codec = providers.webhooksOf(provider);
        if (codec.isEmpty()) {
            return Outcome.UNKNOWN_PROVIDER;
        }
        var signer = authentication.signerOf(provider, codec.get(), delivery);
        if (signer.isEmpty()) {
            return Outcome.UNAUTHENTICATED;
        }
        var entry = entry(provider, delivery, codec.get().decode(delivery), signer.get());
        var receipt = inbox.store(entry);
        turns.offer(receipt.awaitingTurn());
        return switch (receipt.status()) {
            case APPLIED, IGNORED -> Outcome.ACCEPTED;
            case DUPLICATE -> Outcome.DUPLICATE;
            case QUARANTINED -> Outcome.QUARANTINED;
        };
    }

    private Inbox.Entry entry(ProviderId provider, WebhookDelivery delivery, DecodedDelivery decoded, Secret signer) {
        var effects = new ArrayList<Effect>();
        var reasons = new ArrayList<String>();
        for (var event : decoded.events()) {
            if (event instanceof InboundEvent.MessageReceived received) {
                line(provider, received.line(), signer, reasons)
                        .ifPresent(config -> effects.add(
                                new Effect.AddMessage(config, received, received.live() && config.answersByItself())));
            } else if (event instanceof InboundEvent.StatusChanged changed) {
                line(provider, changed.line(), signer, reasons)
                        .ifPresent(config -> effects.add(new Effect.MoveStatus(config, changed)));
            } else if (event instanceof InboundEvent.Undecodable undecodable) {
                reasons.add(undecodable.reason());
            }
        }
        return new Inbox.Entry(
                new WebhookEventId(ids.next()),
                provider,
                decoded.key(),
                decoded.eventName(),
                delivery.body(),
                clock.instant(),
                effects,
                false,
                quarantineReason(reasons));
    }

    /** The number that an element names, if it is ours and the signature counts for it; else the reason is noted. */
    private Optional<WhatsAppConfig> line(ProviderId provider, LineId line, Secret signer, List<String> reasons) {
        var config = configs.byLine(provider, line);
        if (config.isEmpty()) {
            reasons.add("phone_number_id " + line + " is not configured for " + provider);
            return config;
        }
        if (!authentication.counts(signer, config.get())) {
            reasons.add("phone_number_id " + line + " has a webhook secret of its own, and another one signed");
            return Optional.empty();
        }
        return config;
    }

    private static Optional<String> quarantineReason(List<String> reasons) {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        var all = String.join("; ", reasons);
        return Optional.of(all.length() <= LONGEST_REASON ? all : all.substring(0, LONGEST_REASON));
    }
}
