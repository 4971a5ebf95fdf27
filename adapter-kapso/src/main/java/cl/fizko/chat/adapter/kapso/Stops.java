package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.SendOutcome.Held;
import cl.fizko.chat.domain.port.SendOutcome.RetryLater;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lines and API keys that the provider asked to be left alone for a while: their other messages would be refused as well, and
 * some providers count what they refuse. Thread-safe. As long as there is none, asking costs a look at an empty map.
 */
final class Stops {

    static final String PROVIDER = "limit:provider";

    /** For when Meta refuses a line for its throughput, which is counted by the second, and does not say until when. */
    private static final Duration LINE_PAUSE = Duration.ofSeconds(5);

    /** For when Meta refuses an account for its rate and does not say until when. */
    private static final Duration ACCOUNT_PAUSE = Duration.ofMinutes(1);

    private final MonotonicTime time;

    /** By line or by a key's {@link Fingerprint}: when it ends, in {@link MonotonicTime#nanos}. As many as there are of both. */
    private final Map<Object, Long> ends = new ConcurrentHashMap<>();

    Stops(MonotonicTime time) {
        this.time = time;
    }

    /** Until when the message's line or key is stopped; empty when neither is. */
    Optional<Held> hold(OutboundMessage message, Optional<Secret> key) {
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        long now = time.nanos();
        ends.values().removeIf(end -> end <= now);
        long end = Math.max(
                ends.getOrDefault(message.line(), now),
                key.map(Fingerprint::of).map(ends::get).orElse(now));
        return end > now ? Optional.of(new Held(Duration.ofNanos(end - now), PROVIDER)) : Optional.empty();
    }

    /** Stops whatever the answer is about; most answers are about their message alone. */
    void heed(OutboundMessage message, Optional<Secret> key, RetryLater later) {
        switch (later.code()) {
            case "http:429" -> later.after().ifPresent(wait -> stopKey(key, wait));
            case "meta:80007" -> stopKey(key, later.after().orElse(ACCOUNT_PAUSE));
            case "meta:130429" -> stop(message.line(), later.after().orElse(LINE_PAUSE));
            default -> {
                // The message's own trouble.
            }
        }
    }

    private void stopKey(Optional<Secret> key, Duration wait) {
        key.map(Fingerprint::of).ifPresent(name -> stop(name, wait));
    }

    private void stop(Object whom, Duration wait) {
        if (!wait.isZero()) {
            ends.merge(whom, time.nanos() + wait.toNanos(), Math::max);
        }
    }
}
