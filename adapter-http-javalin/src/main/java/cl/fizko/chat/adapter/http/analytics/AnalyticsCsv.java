package cl.fizko.chat.adapter.http.analytics;

import cl.fizko.chat.adapter.http.analytics.AnalyticsView.DayView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The days as CSV (RFC 4180). Every cell is a number, a date or empty, so none can be taken for a formula. */
final class AnalyticsCsv {

    private static final String HEADER =
            "date,incoming,outgoing,auto_replies,auto_reply_rate,mean_response_seconds,p95_response_seconds";

    private AnalyticsCsv() {}

    static byte[] of(List<DayView> days) {
        var csv = new StringBuilder(HEADER).append("\r\n");
        for (var day : days) {
            csv.append(day.date())
                    .append(',')
                    .append(day.incoming())
                    .append(',')
                    .append(day.outgoing())
                    .append(',')
                    .append(day.autoReplies())
                    .append(',')
                    .append(cell(day.autoReplyRate()))
                    .append(',')
                    .append(cell(day.meanResponseSeconds()))
                    .append(',')
                    .append(cell(day.p95ResponseSeconds()))
                    .append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(Optional<Double> number) {
        return number.map(value -> Double.toString(value)).orElse("");
    }
}
