package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Messages of both directions, and those that failed. Thread-safe. */
final class MessageMeters {

    private static final String NAME = "chat.messages";

    private final MeterRegistry registry;
    private final Map<String, Counter> incoming = new ConcurrentHashMap<>();
    private final Map<String, Counter> outgoing = new ConcurrentHashMap<>();
    private final Map<FailureReason, Counter> failed = new EnumMap<>(FailureReason.class);

    MessageMeters(MeterRegistry registry) {
        this.registry = registry;
        incoming.put("text", made("incoming", "text"));
        outgoing.put("text", made("outgoing", "text"));
        outgoing.put("template", made("outgoing", "template"));
        for (var reason : FailureReason.values()) {
            failed.put(
                    reason,
                    Counter.builder("chat.messages.failed")
                            .description("Outgoing messages that did not arrive, whoever said so, by reason")
                            .tag("reason", reason.wireName())
                            .register(registry));
        }
    }

    /** A customer's. */
    void incoming(MessageContent content) {
        of(incoming, "incoming", content.type()).increment();
    }

    /** One that a provider accepted, or that a person wrote with the WhatsApp Business app. */
    void outgoing(MessageContent content) {
        of(outgoing, "outgoing", content.type()).increment();
    }

    void failed(FailureReason reason) {
        failed(reason, 1);
    }

    void failed(FailureReason reason, int times) {
        var counter = failed.get(reason);
        if (counter != null) {
            counter.increment(times);
        }
    }

    /** The kinds of content are a closed set, so there are as many counters at most. */
    private Counter of(Map<String, Counter> byType, String direction, String type) {
        var known = byType.get(type);
        return known != null ? known : byType.computeIfAbsent(type, key -> made(direction, key));
    }

    private Counter made(String direction, String type) {
        return Counter.builder(NAME)
                .description("Messages stored (incoming) or accepted by the provider (outgoing)")
                .tag("direction", direction)
                .tag("type", type)
                .register(registry);
    }
}
