package cl.fizko.chat.adapter.http.analytics;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.analytics.AnalyseResponses;
import cl.fizko.chat.application.analytics.AnalyseResponses.Question;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** How the conversations of a company went: figures, and a series of days as JSON or CSV. */
public final class AnalyticsResource implements Resource {

    private static final String CSV = "text/csv";

    private static final Field<Long> DAYS =
            Field.wholeNumber("days", 1, 366).described("How many days, up to the last one; 30 if not given.");
    private static final Field<LocalDate> SINCE = Field.day("since").described("The first day, instead of days.");
    private static final Field<LocalDate> UNTIL = Field.day("until").described("The last day; today if not given.");
    private static final Field<ZoneId> TIMEZONE =
            Field.zone("timezone").described("Whose days; the company's if not given.");

    private final AnalyseResponses analyse;

    @Inject
    public AnalyticsResource(AnalyseResponses analyse) {
        this.analyse = analyse;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/chat/response-analytics")
                .named(
                        "analytics",
                        "responseAnalytics",
                        "How the conversations of a company went; the days as CSV for Accept: text/csv.")
                .access(Access.VIEWER)
                .query(DAYS, SINCE, UNTIL, TIMEZONE)
                .answers(200, "the figures", AnalyticsView.class)
                .alsoAs(200, CSV)
                .handledBy(this::figures));
    }

    private Reply figures(Call call) {
        var query = call.query();
        var question = new Question(
                query.find(DAYS).map(Long::intValue), query.find(SINCE), query.find(UNTIL), query.find(TIMEZONE));
        var view = AnalyticsView.of(analyse.analyse(call.company(), question));
        return wantsCsv(call)
                ? Reply.bytes(200, "text/csv;charset=utf-8;header=present", AnalyticsCsv.of(view.days()))
                        .withHeader("Content-Disposition", "attachment; filename=\"response-analytics.csv\"")
                        .withHeader("Vary", "Accept")
                : Reply.ok(view).withHeader("Vary", "Accept");
    }

    /** Whoever names CSV wants it, unless JSON is named as well. */
    private static boolean wantsCsv(Call call) {
        var accept = call.header("Accept").orElse("").toLowerCase(Locale.ROOT);
        return accept.contains(CSV) && !accept.contains("application/json");
    }
}
