package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.application.intake.ReceiveWebhook.Outcome;
import cl.fizko.chat.domain.config.ProviderId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Counts deliveries by what became of them. Thread-safe. */
final class DeliveryMeters implements ReceiveWebhook.Listener {

    private static final String NOT_STORED = "not_stored";

    private final Map<Outcome, String> labels = new EnumMap<>(Outcome.class);
    private final Counters outcomes;

    DeliveryMeters(MeterRegistry registry) {
        for (var outcome : Outcome.values()) {
            labels.put(outcome, outcome.name().toLowerCase(Locale.ROOT));
        }
        outcomes = new Counters(
                registry,
                "chat.webhook.events",
                "Deliveries by what became of them; not_stored are those that the provider will bring again",
                "outcome",
                Stream.concat(labels.values().stream(), Stream.of(NOT_STORED)).toArray(String[]::new));
    }

    @Override
    public void received(ProviderId provider, Outcome outcome) {
        outcomes.count(labels.getOrDefault(outcome, "other"));
    }

    @Override
    public void notStored(ProviderId provider) {
        outcomes.count(NOT_STORED);
    }
}
