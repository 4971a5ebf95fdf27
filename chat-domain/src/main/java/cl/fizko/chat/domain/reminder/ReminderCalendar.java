package cl.fizko.chat.domain.reminder;

import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.tax.F29DueDates;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the clients of one business number may be reminded: from the set number of days before the due date to the day before it,
 * each day from the set time to the end of the civil hours. Who was not reached on the first of these days, for nothing was
 * running, is reminded later that day or on the next one; on the due date itself it is too late.
 *
 * <p>Days are calendar days, whatever weekday they are. Outside the years of {@link F29DueDates} there are no reminders.
 *
 * @param rule the due-day rule of the clients; empty when it is not known: then the 12th counts, for it is never too late
 */
public record ReminderCalendar(ReminderSettings settings, Optional<F29DueDay> rule) {

    /** Longer than from one due date to the next. */
    private static final int LOOKS_AHEAD = 45;

    /** A time at which a reminder may be sent. */
    public record Opening(Instant at, F29Reminder reminder) {}

    /** What is reminded of at that instant; empty when nobody is. */
    public Optional<F29Reminder> at(Instant now) {
        var local = now.atZone(settings.zone());
        return local.toLocalTime().isBefore(settings.sendAt()) || !isBeforeEnd(local.toLocalTime())
                ? Optional.empty()
                : on(local.toLocalDate());
    }

    /** What is reminded of on that day. */
    public Optional<F29Reminder> on(LocalDate day) {
        var month = YearMonth.from(day);
        return Stream.of(month.minusMonths(1), month)
                .map(F29DueDates::of)
                .flatMap(Optional::stream)
                .map(dates -> new F29Reminder(dates.period(), dates.on(rule.orElse(F29DueDay.TWELFTH))))
                .filter(reminder -> day.isBefore(reminder.dueOn())
                        && !day.isBefore(reminder.dueOn().minusDays(settings.daysBefore())))
                .findFirst();
    }

    /** The next time at which somebody may be reminded, that instant included; empty beyond the known calendar. */
    public Optional<Opening> next(Instant from) {
        var first = from.atZone(settings.zone()).toLocalDate();
        for (var day = first; day.isBefore(first.plusDays(LOOKS_AHEAD)); day = day.plusDays(1)) {
            var reminder = on(day);
            if (reminder.isPresent() && from.isBefore(at(day, ReminderSettings.END))) {
                var opens = at(day, settings.sendAt());
                return Optional.of(new Opening(from.isAfter(opens) ? from : opens, reminder.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether a reminder that was made may still leave at that instant: within the civil hours of a day before it is too late. */
    public static boolean mayLeave(F29Reminder reminder, ReminderSettings settings, Instant now) {
        var local = now.atZone(settings.zone());
        return local.toLocalDate().isBefore(reminder.dueOn())
                && !local.toLocalTime().isBefore(ReminderSettings.EARLIEST)
                && isBeforeEnd(local.toLocalTime());
    }

    private static boolean isBeforeEnd(LocalTime time) {
        return time.isBefore(ReminderSettings.END);
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(settings.zone()).toInstant();
    }
}
