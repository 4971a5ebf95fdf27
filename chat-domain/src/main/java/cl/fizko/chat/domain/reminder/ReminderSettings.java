package cl.fizko.chat.domain.reminder;

import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When a company reminds its clients.
 *
 * @param daysBefore how many days before the due date, {@value #FEWEST_DAYS} to {@value #MOST_DAYS}
 * @param sendAt from when on, civil time in {@code zone}: {@link #EARLIEST} to {@link #LATEST}
 */
public record ReminderSettings(int daysBefore, LocalTime sendAt, ZoneId zone) {

    public static final int FEWEST_DAYS = 1;
    public static final int MOST_DAYS = 10;

    /** When the civil hours begin. The law's 8 to 20 hours for collecting debts (Ley 19.496 art. 37), an hour less. */
    public static final LocalTime EARLIEST = LocalTime.of(9, 0);

    /** An hour before the civil hours end, so that what cannot be sent at once can still be sent that day. */
    public static final LocalTime LATEST = LocalTime.of(19, 0);

    /** When the civil hours end: at this very instant nothing may be sent any more. */
    public static final LocalTime END = LocalTime.of(20, 0);

    /** Three days before, at ten o'clock in Santiago. */
    public static final ReminderSettings STANDARD =
            new ReminderSettings(3, LocalTime.of(10, 0), ZoneId.of("America/Santiago"));

    public ReminderSettings {
        if (!areDays(daysBefore)) {
            throw new IllegalArgumentException("days_before must be 1 to 10 but is " + daysBefore);
        }
        if (!isCivil(sendAt)) {
            throw new IllegalArgumentException("send_at must be 09:00 to 19:00 but is " + sendAt);
        }
    }

    /** Whether so many days may be set. */
    public static boolean areDays(long days) {
        return days >= FEWEST_DAYS && days <= MOST_DAYS;
    }

    /** Whether that time of day may be set. */
    public static boolean isCivil(LocalTime time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }
}
