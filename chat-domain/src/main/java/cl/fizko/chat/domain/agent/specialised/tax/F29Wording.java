package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.tax.F29DueDates;
import cl.fizko.chat.domain.tax.TaxCalendar;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Puts due dates of Form 29 into words: always with the period, and under both rules unless the client's is known. */
public final class F29Wording {

    private static final int RECENT_DAYS = 12;

    private final Texts texts;

    /** Wording from these texts. */
    public F29Wording(Texts texts) {
        this.texts = texts;
    }

    /** The period that can still be paid on time today, under the client's rule or else the later of the two. */
    public static Optional<F29DueDates> next(Question question) {
        return F29DueDates.nextOn(
                question.today(), question.company().f29DueDay().orElse(F29DueDay.TWENTIETH));
    }

    /** Title and due dates of a period; says so when the calendar does not reach that far. */
    public Draft describe(Draft draft, YearMonth period, Question question) {
        var dates = F29DueDates.of(period);
        if (dates.isEmpty()) {
            return draft.say("f29.unknown", "period", ChileanFormat.month(period));
        }
        draft.say("f29.title", "period", ChileanFormat.month(period));
        return dueLines(draft, dates.get(), question);
    }

    /** The dates of the month in question, or else those of the next period, and of the one just over. */
    public Draft monthOrNext(Draft draft, Question question) {
        var named = question.month(question.direction());
        return named.isPresent() ? describe(draft, named.get(), question) : next(draft, question);
    }

    /** The next period that can be paid on time and, for as long as people ask about it, the one that just fell due. */
    public Draft next(Draft draft, Question question) {
        var dates = next(question);
        if (dates.isEmpty()) {
            return draft.say("f29.unknown", "period", ChileanFormat.month(YearMonth.from(question.today())));
        }
        describe(draft, dates.get().period(), question);
        F29DueDates.of(dates.get().period().minusMonths(1))
                .filter(d -> d.twentieth().isBefore(question.today())
                        && d.twentieth().plusDays(RECENT_DAYS).isAfter(question.today()))
                .ifPresent(d -> draft.say(
                        "f29.previous", "period", ChileanFormat.month(d.period()), "due", inline(d, question)));
        return draft;
    }

    /** The due dates with payment, a line for each rule that may apply. */
    public Draft dueLines(Draft draft, F29DueDates dates, Question question) {
        for (var rule : rules(question)) {
            var due = dates.on(rule);
            var key = question.company().f29DueDay().isPresent() ? "f29.only" : keyOf(rule);
            draft.say(key, "rule", String.valueOf(rule.day()), "due", withMove(rule, due, question.today()));
            draft.because(
                    TaxSource.F29_DUE_DATES, "F29 of " + dates.period() + " (" + rule.day() + " rule) is due " + due);
        }
        return draft;
    }

    /** The last day without payment: the 28th, with the business day before it where the 28th is none. */
    public Draft withoutPaymentLine(Draft draft, F29DueDates dates, Question question) {
        var day = dates.withoutPayment();
        var safe = TaxCalendar.sameOrPreviousBusinessDay(day);
        draft.because(TaxSource.F29_WITHOUT_MOVEMENT, "F29 of " + dates.period() + " without payment is due " + day);
        var due = withDistance(day, question.today());
        if (safe.equals(day) || day.isBefore(question.today())) {
            return draft.say("f29.free", "due", due);
        }
        return draft.say("f29.free.early", "due", due, "safe", ChileanFormat.date(safe));
    }

    /** The due dates of the rules that may apply, as one phrase: "lunes 21 … (regla del 20) o lunes 14 … (regla del 12)". */
    public String inline(F29DueDates dates, Question question) {
        return String.join(
                texts.say("or"),
                rules(question).stream()
                        .map(rule -> texts.say(
                                "f29.inline",
                                "due",
                                ChileanFormat.date(dates.on(rule)),
                                "rule",
                                String.valueOf(rule.day())))
                        .toList());
    }

    /** A date and how far it is: "(quedan 29 días)". */
    public String withDistance(LocalDate day, LocalDate today) {
        return texts.say("due", "date", ChileanFormat.date(day), "distance", distance(day, today));
    }

    /** How far a date is: "quedan 29 días", "venció hace 2 días", "es hoy". */
    public String distance(LocalDate day, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, day);
        if (days == 0) {
            return texts.say("distance.today");
        }
        if (days == 1) {
            return texts.say("distance.tomorrow");
        }
        if (days == -1) {
            return texts.say("distance.yesterday");
        }
        return texts.say(days > 0 ? "distance.left" : "distance.ago", "days", String.valueOf(Math.abs(days)));
    }

    private String withMove(F29DueDay rule, LocalDate due, LocalDate today) {
        if (due.getDayOfMonth() == rule.day()) {
            return withDistance(due, today);
        }
        return texts.say(
                "f29.moved",
                "date",
                ChileanFormat.date(due),
                "distance",
                distance(due, today),
                "rule",
                String.valueOf(rule.day()));
    }

    private static List<F29DueDay> rules(Question question) {
        return question.company().f29DueDay().map(List::of).orElse(List.of(F29DueDay.TWENTIETH, F29DueDay.TWELFTH));
    }

    private static String keyOf(F29DueDay rule) {
        return switch (rule) {
            case TWELFTH -> "f29.twelfth";
            case TWENTIETH -> "f29.twentieth";
        };
    }
}
