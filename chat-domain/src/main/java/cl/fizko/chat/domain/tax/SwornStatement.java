package cl.fizko.chat.domain.tax;

import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

/**
 * The due dates of the annual sworn statements (declaraciones juradas, DJ) that the SII fixes by resolution each year.
 *
 * <p>Known: five forms of tax year 2026, as published by two accounting firms. Those of 2027 were not out by November 2026.
 */
public final class SwornStatement {

    private SwornStatement() {}

    /** The last day of a form in a tax year; empty when it is not known. */
    public static Optional<LocalDate> dueDate(int form, int taxYear) {
        if (taxYear != 2026) {
            return Optional.empty();
        }
        return switch (form) {
            case 1835 -> Optional.of(LocalDate.of(2026, Month.MARCH, 24));
            case 1879, 1887, 1947, 1948 -> Optional.of(LocalDate.of(2026, Month.MARCH, 27));
            default -> Optional.empty();
        };
    }
}
