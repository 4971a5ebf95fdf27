package cl.fizko.chat.bootstrap.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counters of one name that differ in one label. Each is made once, so that counting is a look-up and an addition: it makes no tags.
 * Thread-safe.
 */
final class Counters {

    private final MeterRegistry registry;
    private final String name;
    private final String help;
    private final String label;
    private final Map<String, Counter> byValue = new ConcurrentHashMap<>();

    /**
     * Counters that begin at zero, so that an alert sees the first increase.
     *
     * @param name with dots, without {@code total}
     * @param values those that are known before anything happens
     */
    Counters(MeterRegistry registry, String name, String help, String label, String... values) {
        this.registry = registry;
        this.name = name;
        this.help = help;
        this.label = label;
        for (var value : values) {
            of(value);
        }
    }

    void count(String value) {
        of(value).increment();
    }

    void count(String value, long times) {
        of(value).increment((double) times);
    }

    private Counter of(String value) {
        var known = byValue.get(value);
        return known != null ? known : byValue.computeIfAbsent(value, this::made);
    }

    private Counter made(String value) {
        return Counter.builder(name).description(help).tag(label, value).register(registry);
    }
}
