package cl.fizko.chat.domain.tax;

import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

/**
 * The dates of the annual income tax return, Form 22.
 *
 * @param taxYear the año tributario: the year of filing, for the income of the year before
 * @param withPayment the last day for returns that pay: 30 April
 * @param withoutPayment the last day for returns that ask for a refund or pay nothing; empty until the SII publishes it
 */
public record AnnualIncomeTax(int taxYear, LocalDate withPayment, Optional<LocalDate> withoutPayment) {

    /** The dates of a tax year from 2025 to 2027; empty for others. */
    public static Optional<AnnualIncomeTax> of(int taxYear) {
        var april = LocalDate.of(taxYear, Month.APRIL, 30);
        return switch (taxYear) {
            case 2025, 2026 ->
                Optional.of(new AnnualIncomeTax(taxYear, april, Optional.of(LocalDate.of(taxYear, Month.MAY, 9))));
            case 2027 -> Optional.of(new AnnualIncomeTax(taxYear, april, Optional.empty()));
            default -> Optional.empty();
        };
    }

    /** The tax year whose deadline with payment is the next one on that day. */
    public static int nextTaxYear(LocalDate today) {
        return today.isAfter(LocalDate.of(today.getYear(), Month.APRIL, 30)) ? today.getYear() + 1 : today.getYear();
    }

    /** The calendar year whose income is declared. */
    public int incomeYear() {
        return taxYear - 1;
    }
}
