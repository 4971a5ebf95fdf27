package cl.fizko.chat.adapter.http.analytics;

import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.domain.analytics.ResponseFigures;
import cl.fizko.chat.domain.analytics.ResponseFigures.Figures;
import cl.fizko.chat.domain.analytics.ResponseFigures.ResponseTime;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.FailureReason;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** How a company's conversations went. */
record AnalyticsView(
        LocalDate since,
        @Described("The last day, inclusive.") LocalDate until,
        @Described("Whose days these are.") String timezone,
        long totalIncoming,
        long totalOutgoing,

        @Described(
                "Of the messages that agents were to look at, how many were answered; 0 to 1; null if there were none.")
        Optional<Double> autoReplyRate,

        @Described("Seconds from a message until the provider accepted its auto-reply.")
        Optional<Double> meanResponseSeconds,

        Optional<Double> p95ResponseSeconds,
        @Described("With a message of either side.") long activeConversations,
        List<AgentView> agents,

        @Described("What became of the messages sent in the time, by now.")
        List<OutcomeView> outcomes,

        @Described("Deliveries that could not be understood or applied, by reason.")
        List<WebhookErrorView> webhookErrors,

        @Described("Every day of the time.") List<DayView> days) {

    static AnalyticsView of(ResponseFigures figures) {
        var total = figures.total();
        return new AnalyticsView(
                figures.period().first(),
                figures.period().last(),
                figures.period().zone().getId(),
                total.incoming(),
                total.outgoing(),
                total.autoReplyRate(),
                total.response().map(ResponseTime::mean),
                total.response().map(ResponseTime::p95),
                figures.activeConversations(),
                figures.agents().stream().map(AgentView::of).toList(),
                figures.outcomes().stream()
                        .map(each -> new OutcomeView(each.status(), each.reason(), each.messages()))
                        .toList(),
                figures.webhookErrors().stream()
                        .map(each -> new WebhookErrorView(each.reason(), each.deliveries()))
                        .toList(),
                figures.days().stream()
                        .map(day -> DayView.of(day.date(), day.figures()))
                        .toList());
    }

    /** The auto-replies of an agent that the provider accepted. */
    record AgentView(
            String agentName,
            long replies,
            Optional<Double> meanConfidence,
            @Described("Of all auto-replies, 0 to 1.") double share) {
        static AgentView of(ResponseFigures.OfAgent agent) {
            return new AgentView(agent.agent().value(), agent.replies(), agent.meanConfidence(), agent.share());
        }
    }

    /** How many messages came so far. */
    record OutcomeView(DeliveryStatus status, Optional<FailureReason> failureReason, long messages) {}

    /** How many deliveries had that fault. */
    record WebhookErrorView(String reason, long deliveries) {}

    /** One day. */
    record DayView(
            LocalDate date,
            long incoming,
            long outgoing,
            long autoReplies,
            Optional<Double> autoReplyRate,
            Optional<Double> meanResponseSeconds,
            Optional<Double> p95ResponseSeconds) {
        static DayView of(LocalDate date, Figures figures) {
            return new DayView(
                    date,
                    figures.incoming(),
                    figures.outgoing(),
                    figures.replied(),
                    figures.autoReplyRate(),
                    figures.response().map(ResponseTime::mean),
                    figures.response().map(ResponseTime::p95));
        }
    }
}
