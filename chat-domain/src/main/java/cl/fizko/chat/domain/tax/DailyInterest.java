package cl.fizko.chat.domain.tax;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The daily interest on taxes paid late, which the SII fixes for each half-year (Ley 21.713, since 2025).
 *
 * @param year calendar year
 * @param half 1 or 2
 * @param billionths of the debt a day: 220000 is 0.022 %
 */
public record DailyInterest(int year, int half, int billionths) {

    /** The rate in force on a day; empty for half-years whose resolution is not known. */
    public static Optional<DailyInterest> on(LocalDate day) {
        int half = day.getMonthValue() <= 6 ? 1 : 2;
        return switch (day.getYear() * 10 + half) {
            case 20251 -> Optional.of(new DailyInterest(2025, 1, 225_556));
            case 20252 -> Optional.of(new DailyInterest(2025, 2, 222_222));
            case 20261 -> Optional.of(new DailyInterest(2026, 1, 220_000));
            default -> Optional.empty();
        };
    }
}
