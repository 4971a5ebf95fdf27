package cl.fizko.chat.domain.tax;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * When an electronic credit note can void an invoice that was issued by mistake: in the tax period of the invoice or in the
 * next one; later the SII must be asked with Form 2117 (SII FAQ 001.003.7335, 30-06-2025, and 2167).
 *
 * @param invoiced the tax period of the invoice
 */
public record CreditNoteWindow(YearMonth invoiced) {

    /** The last period in which the credit note serves. */
    public YearMonth lastPeriod() {
        return invoiced.plusMonths(1);
    }

    /** Whether that day is still within it. */
    public boolean isOpenOn(LocalDate day) {
        return !YearMonth.from(day).isAfter(lastPeriod());
    }
}
