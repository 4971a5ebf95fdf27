package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.company.BusinessHours;
import cl.fizko.chat.domain.tax.ChileanHolidays;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/** When an office with these hours is open: Monday to Friday except public holidays, as far as those are known. */
public record Office(BusinessHours hours) {

    private static final int LONGEST_BREAK = 14;

    /** An instant on the office's own clock. */
    public LocalDateTime local(Instant now) {
        return LocalDateTime.ofInstant(now, hours.zone());
    }

    /** Whether people answer on that day at all; closed on days beyond the known holidays. */
    public boolean isOpenOn(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend
                && ChileanHolidays.covers(day)
                && ChileanHolidays.on(day).isEmpty();
    }

    /** Whether people answer at that moment. */
    public boolean isOpenAt(LocalDateTime moment) {
        return isOpenOn(moment.toLocalDate()) && isWithinHours(moment.toLocalTime());
    }

    /** Whether that time is one of an open day. */
    public boolean isWithinHours(LocalTime time) {
        return !time.isBefore(hours.start()) && time.isBefore(hours.end());
    }

    /** The first opening after that moment; empty beyond the known holidays. */
    public Optional<LocalDateTime> nextOpening(LocalDateTime moment) {
        return moment.toLocalDate()
                .datesUntil(moment.toLocalDate().plusDays(LONGEST_BREAK))
                .filter(this::isOpenOn)
                .map(day -> day.atTime(hours.start()))
                .filter(opening -> opening.isAfter(moment))
                .findFirst();
    }
}
