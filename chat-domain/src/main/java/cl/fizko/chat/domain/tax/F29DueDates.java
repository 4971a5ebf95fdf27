package cl.fizko.chat.domain.tax;

import cl.fizko.chat.domain.company.F29DueDay;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the monthly Form 29 of one tax period is due: in the month after the period (SII FAQ 001.130.1060, 17-06-2025).
 *
 * @param period the tax period, i.e. the month whose sales, purchases and withholdings are declared
 * @param twelfth last day with payment under the general rule, moved to a business day
 * @param twentieth last day with payment for electronic issuers who file and pay at sii.cl, moved to a business day
 * @param withoutPayment the 28th, for declarations by internet without payment or without movement; the law that moves the
 *     other two is not known to move this one, so it never is
 */
public record F29DueDates(YearMonth period, LocalDate twelfth, LocalDate twentieth, LocalDate withoutPayment) {

    private static final YearMonth FIRST = YearMonth.of(2024, Month.DECEMBER);
    private static final YearMonth LAST = YearMonth.of(2028, Month.APRIL);

    /** The dates of a period from 2024-12 to 2028-04; empty where the calendar of holidays is not known. */
    public static Optional<F29DueDates> of(YearMonth period) {
        if (period.isBefore(FIRST) || period.isAfter(LAST)) {
            return Optional.empty();
        }
        var month = period.plusMonths(1);
        return Optional.of(new F29DueDates(
                period,
                TaxCalendar.sameOrNextBusinessDay(month.atDay(F29DueDay.TWELFTH.day())),
                TaxCalendar.sameOrNextBusinessDay(month.atDay(F29DueDay.TWENTIETH.day())),
                month.atDay(28)));
    }

    /** The first period that can still be paid on time on that day under a rule; empty beyond the known calendar. */
    public static Optional<F29DueDates> nextOn(LocalDate today, F29DueDay rule) {
        var newest = YearMonth.from(today);
        return Stream.of(newest.minusMonths(1), newest)
                .map(F29DueDates::of)
                .flatMap(Optional::stream)
                .filter(d -> !d.on(rule).isBefore(today))
                .findFirst();
    }

    /** The last day with payment under a rule. */
    public LocalDate on(F29DueDay rule) {
        return switch (rule) {
            case TWELFTH -> twelfth;
            case TWENTIETH -> twentieth;
        };
    }

    /**
     * When the IVA of this period falls due if it was postponed: the due day two months on (DL 825 art. 64; SII FAQ 6628).
     * Empty beyond the known calendar.
     */
    public Optional<F29DueDates> postponed() {
        return of(period.plusMonths(2));
    }
}
