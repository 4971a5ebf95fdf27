package cl.fizko.chat.domain.tax;

import java.time.LocalDate;
import java.time.Month;

/**
 * Until when a boleta de honorarios electrónica can be annulled (SII FAQ 6019, 3085 and 0611).
 *
 * @param issued the day of issue
 */
public record HonorariosAnnulment(LocalDate issued) {

    /** The last day on which the issuer annuls it alone: the 10th of the next month. */
    public LocalDate aloneUntil() {
        return issued.plusMonths(1).withDayOfMonth(10);
    }

    /** The last day on which it is annulled with the receiver's confirmation: 1 March of the next year. */
    public LocalDate confirmedUntil() {
        return LocalDate.of(issued.getYear() + 1, Month.MARCH, 1);
    }
}
