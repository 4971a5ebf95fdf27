package cl.fizko.chat.domain.tax;

import java.time.LocalDate;

/**
 * The buyer's right to claim against an invoice: 8 calendar days from its reception at the SII, which is day 0; after them
 * the invoice is irrevocably accepted (Ley 19.983 and 20.956; SII FAQ 001.003.6914, 19-05-2025). Holidays move nothing.
 *
 * @param received the day of reception at the SII
 */
public record DteClaim(LocalDate received) {

    /** How long the right lasts, in calendar days. */
    public static final int DAYS = 8;

    /** The last day, until 23:59. */
    public LocalDate lastDay() {
        return received.plusDays(DAYS);
    }
}
