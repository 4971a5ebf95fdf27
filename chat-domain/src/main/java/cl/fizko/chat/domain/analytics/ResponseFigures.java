package cl.fizko.chat.domain.analytics;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.FailureReason;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a company's conversations went in a period. A message belongs to the day on which it was stored here; history that a provider
 * imported when the number was connected is left out.
 *
 * @param activeConversations that had a message of either side
 * @param agents with the most replies first
 * @param outcomes what became of the messages sent in the period, by now
 * @param webhookErrors quarantined deliveries that are known to be the company's, the most frequent reasons first
 * @param days every day of the period, in order
 */
public record ResponseFigures(
        Period period,
        Figures total,
        long activeConversations,
        List<OfAgent> agents,
        List<Outcome> outcomes,
        List<WebhookError> webhookErrors,
        List<Day> days) {

    public ResponseFigures {
        agents = List.copyOf(agents);
        outcomes = List.copyOf(outcomes);
        webhookErrors = List.copyOf(webhookErrors);
        days = List.copyOf(days);
    }

    /**
     * Of a day or of all.
     *
     * @param awaited incoming messages that agents were to look at
     * @param replied of these, the ones whose auto-reply the provider has accepted
     * @param response empty when there was none
     */
    public record Figures(long incoming, long outgoing, long awaited, long replied, Optional<ResponseTime> response) {

        private static final Figures NONE = new Figures(0, 0, 0, 0, Optional.empty());

        public static Figures none() {
            return NONE;
        }

        /** From 0 to 1; empty when agents were to look at nothing. */
        public Optional<Double> autoReplyRate() {
            return awaited == 0 ? Optional.empty() : Optional.of((double) replied / awaited);
        }
    }

    /**
     * From storing an incoming message until the provider accepted the first part of its auto-reply, in seconds: by our clock, unless the
     * provider's own news of it came before its answer did. Those are whole seconds, so that such a time may be a second too short, but
     * never shorter than it took to write the reply.
     */
    public record ResponseTime(double mean, double p95) {}

    /** One day of the period's zone. */
    public record Day(LocalDate date, Figures figures) {}

    /**
     * The auto-replies of an agent that the provider has accepted.
     *
     * @param meanConfidence from 0 to 1; empty where it is not recorded
     * @param share of the auto-replies of all agents, from 0 to 1
     */
    public record OfAgent(AgentName agent, long replies, Optional<Double> meanConfidence, double share) {}

    /**
     * How many messages of the company have come so far.
     *
     * @param reason present when they have failed
     */
    public record Outcome(DeliveryStatus status, Optional<FailureReason> reason, long messages) {}

    /** How many deliveries could not be understood or applied. */
    public record WebhookError(String reason, long deliveries) {}
}
