package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.ChileanHolidays;
import cl.fizko.chat.domain.tax.Feast;
import cl.fizko.chat.domain.tax.Holiday;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
        var day = feast(question).or(() -> question.day(Direction.FUTURE)).filter(ChileanHolidays::covers);
        var draft = new Draft(texts);
        var hours = question.company().businessHours();
        if (hours.isEmpty()) {
            draft.say("hours.unknown");
            day.ifPresent(d -> calendar(draft, d));
            return draft.answer();
        }
        var office = new Office(hours.get());
        var now = office.local(question.context().now());
        var asked = day.or(() -> question.mentions().time().map(t -> now.toLocalDate()));
        if (asked.isPresent()) {
            onDay(draft, asked.get(), office, now, question);
        } else {
            atThisMoment(draft, office, now);
        }
        return draft.say(
                        "hours.rule",
                        "start",
                        ChileanFormat.clock(hours.get().start()),
                        "end",
                        ChileanFormat.clock(hours.get().end()))
                .answer();
    }

    private void onDay(Draft draft, LocalDate day, Office office, LocalDateTime now, Question question) {
        calendar(draft, day);
        var time = question.mentions().time();
        if (!office.isOpenOn(day)) {
            var from = day.isAfter(now.toLocalDate()) ? day.atStartOfDay() : now;
            next(draft, office, from);
        } else if (time.isPresent()) {
            draft.say(
                    office.isWithinHours(time.get()) ? "hours.time.open" : "hours.time.closed",
                    "date",
                    ChileanFormat.date(day),
                    "time",
                    ChileanFormat.clock(time.get()));
        } else if (day.equals(now.toLocalDate())) {
            atThisMoment(draft, office, now);
        } else {
            draft.say(
                    "hours.open",
                    "date",
                    ChileanFormat.date(day),
                    "start",
                    ChileanFormat.clock(office.hours().start()),
                    "end",
                    ChileanFormat.clock(office.hours().end()));
        }
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
