package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.DayMention;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.ChileanHolidays;
import cl.fizko.chat.domain.tax.Feast;
import cl.fizko.chat.domain.tax.Holiday;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.Optional;

/** Whether people answer on a day or at a time, from the configured hours and the holidays alone. */
final class OpeningHours implements Topic {

    private static final Keywords GOOD_FRIDAY = Keywords.of("viernes santo", "semana santa");
    private static final Keywords NEW_YEAR = Keywords.of("ano nuevo");
    private static final Keywords CHRISTMAS = Keywords.of("navidad");

    private final Texts texts;

    OpeningHours(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        return describe(new Draft(texts), question).answer();
    }

    /** Adds what is known of the hours on the day and at the time in question, or else right now. */
    Draft describe(Draft draft, Question question) {
        var day = feast(question).or(() -> question.day(Direction.FUTURE)).filter(ChileanHolidays::covers);
        var hours = question.company().businessHours();
        if (hours.isEmpty()) {
            draft.say("hours.unknown");
            day.ifPresent(d -> calendar(draft, d));
            return draft;
        }
        var office = new Office(hours.get());
        var now = office.local(question.context().now());
        if (asksForWeekends(question)) {
            draft.say("hours.weekends");
            next(draft, office, now);
        } else if (day.isPresent()) {
            onDay(draft, day.get(), office, now, question);
        } else if (question.mentions().time().isPresent()) {
            atTime(draft, question.mentions().time().get(), office, now);
        } else {
            atThisMoment(draft, office, now);
        }
        return draft.say(
                "hours.rule",
                "start",
                ChileanFormat.clock(hours.get().start()),
                "end",
                ChileanFormat.clock(hours.get().end()));
    }

    private static boolean asksForWeekends(Question question) {
        return question.mentions().dates().days().stream()
                .anyMatch(d -> d.equals(new DayMention.OfWeek(DayOfWeek.SATURDAY))
                        || d.equals(new DayMention.OfWeek(DayOfWeek.SUNDAY)));
    }

    private void onDay(Draft draft, LocalDate day, Office office, LocalDateTime now, Question question) {
        calendar(draft, day);
        var time = question.mentions().time();
        if (!office.isOpenOn(day)) {
            draft.say("hours.closed");
            next(draft, office, day.isAfter(now.toLocalDate()) ? day.atStartOfDay() : now);
        } else if (time.isPresent()) {
            sayTime(draft, day, time.get(), office);
        } else if (day.equals(now.toLocalDate())) {
            atThisMoment(draft, office, now);
        } else {
            draft.say(
                    "hours.open",
                    "start",
                    ChileanFormat.clock(office.hours().start()),
                    "end",
                    ChileanFormat.clock(office.hours().end()));
        }
    }

    /** A time without a day is one of today or, when today is closed, of the next open day. */
    private static void atTime(Draft draft, LocalTime time, Office office, LocalDateTime now) {
        Optional.of(now.toLocalDate())
                .filter(office::isOpenOn)
                .or(() -> office.nextOpening(now).map(LocalDateTime::toLocalDate))
                .ifPresent(day -> sayTime(draft, day, time, office));
    }

    private static void sayTime(Draft draft, LocalDate day, LocalTime time, Office office) {
        draft.say(
                office.isWithinHours(time) ? "hours.time.open" : "hours.time.closed",
                "date",
                ChileanFormat.date(day),
                "time",
                ChileanFormat.clock(time));
    }

    private static void atThisMoment(Draft draft, Office office, LocalDateTime now) {
        if (office.isOpenAt(now)) {
            draft.say(
                    "hours.now.open", "end", ChileanFormat.clock(office.hours().end()));
        } else {
            draft.say("hours.now.closed");
            next(draft, office, now);
        }
    }

    private static void next(Draft draft, Office office, LocalDateTime from) {
        office.nextOpening(from)
                .ifPresent(opening -> draft.say(
                        "hours.next",
                        "date",
                        ChileanFormat.date(opening.toLocalDate()),
                        "start",
                        ChileanFormat.clock(opening.toLocalTime())));
    }

    /** What the calendar says of a day: holiday, weekend, or neither. */
    private void calendar(Draft draft, LocalDate day) {
        var holiday = ChileanHolidays.on(day);
        if (holiday.isPresent()) {
            draft.say(
                            "hours.holiday",
                            "date",
                            ChileanFormat.date(day),
                            "name",
                            HolidayWording.name(holiday.get(), texts))
                    .because(TaxSource.HOLIDAYS, day + " is " + holiday.get().feast());
        } else if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            draft.say("hours.weekend", "date", ChileanFormat.date(day));
        } else {
            draft.say("hours.notholiday", "date", ChileanFormat.date(day))
                    .because(TaxSource.HOLIDAYS, day + " is no public holiday");
            if (day.getMonth() == Month.DECEMBER && day.getDayOfMonth() == 31) {
                draft.say("hours.eve");
            }
        }
    }

    private static Optional<LocalDate> feast(Question question) {
        var wanted = question.has(GOOD_FRIDAY)
                ? Optional.of(Feast.GOOD_FRIDAY)
                : question.has(NEW_YEAR)
                        ? Optional.of(Feast.NEW_YEAR)
                        : question.has(CHRISTMAS) ? Optional.of(Feast.CHRISTMAS) : Optional.<Feast>empty();
        return wanted.flatMap(feast -> ChileanHolidays.after(question.today().minusDays(1), 40).stream()
                .filter(h -> h.feast() == feast)
                .map(Holiday::date)
                .findFirst());
    }
}
