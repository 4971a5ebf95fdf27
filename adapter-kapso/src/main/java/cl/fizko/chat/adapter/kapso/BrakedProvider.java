package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ReadReceipt;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * A provider that waits where the next request would be one too many: up to {@link RateBrakes#PATIENCE} by itself, longer by
 * answering {@code Held} without a call. The latter also while the provider itself has asked for quiet. Thread-safe.
 */
final class BrakedProvider implements MessagingProvider {

    /** Meta's code for too many messages from one line to one person. */
    private static final String PAIR_REFUSED = "meta:131056";

    private final MessagingProvider provider;
    private final RateBrakes brakes;
    private final Stops stops;
    private final Optional<Secret> defaultToken;

    BrakedProvider(MessagingProvider provider, RateBrakes brakes, Stops stops, Optional<Secret> defaultToken) {
        this.provider = provider;
        this.brakes = brakes;
        this.stops = stops;
        this.defaultToken = defaultToken;
    }

    @Override
    public SendOutcome send(OutboundMessage message, Departure departure) {
        var key = message.token().or(() -> defaultToken);
        var held = stops.hold(message, key).or(() -> brakes.await(message, key));
        if (held.isPresent()) {
            return held.get();
        }
        var outcome = provider.send(message, departure);
        if (outcome instanceof SendOutcome.Accepted) {
            brakes.accepted(message);
        } else if (outcome instanceof SendOutcome.RetryLater later) {
            stops.heed(message, key, later);
            return retryLater(message, later);
        }
        return outcome;
    }

    private SendOutcome retryLater(OutboundMessage message, SendOutcome.RetryLater later) {
        if (later.code().equals(PAIR_REFUSED)) {
            var pause = brakes.pairRefused(message);
            return new SendOutcome.RetryLater(
                    later.after().filter(asked -> asked.compareTo(pause) > 0).or(() -> some(pause)), later.code());
        }
        return later;
    }

    @Override
    public Optional<Failure> markRead(ReadReceipt receipt) {
        return provider.markRead(receipt);
    }

    private static Optional<Duration> some(Duration pause) {
        return Optional.of(pause).filter(wait -> !wait.isZero());
    }
}
