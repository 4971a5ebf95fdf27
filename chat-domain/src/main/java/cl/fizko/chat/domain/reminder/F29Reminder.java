package cl.fizko.chat.domain.reminder;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * What a person is reminded of, once for each period.
 *
 * @param period the tax period, i.e. the month that is declared
 * @param dueOn the first day that may be the last one to pay: from that day on nobody is reminded
 */
public record F29Reminder(YearMonth period, LocalDate dueOn) {}
