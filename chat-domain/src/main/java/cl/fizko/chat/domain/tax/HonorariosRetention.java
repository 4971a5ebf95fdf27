package cl.fizko.chat.domain.tax;

import java.util.Map;
import java.util.Optional;

/**
 * The share of a boleta de honorarios that the payer withholds, by year of issue (Ley 21.133; SII FAQ 001.140.7297).
 * Amounts are whole Chilean pesos; results are rounded half up, and the SII's own may differ by one peso.
 *
 * @param year the calendar year in which the boleta is issued and paid
 * @param basisPoints hundredths of a percent: 1525 is 15.25 %
 */
public record HonorariosRetention(int year, int basisPoints) {

    private static final int WHOLE = 10_000;
    private static final int LAST_STEP = 2028;
    private static final Map<Integer, Integer> BY_YEAR = Map.of(
            2020, 1075, 2021, 1150, 2022, 1225, 2023, 1300, 2024, 1375, 2025, 1450, 2026, 1525, 2027, 1600, 2028, 1700);

    public HonorariosRetention {
        if (basisPoints <= 0 || basisPoints >= WHOLE) {
            throw new IllegalArgumentException("a retention is between 0 and 100 % but is " + basisPoints + " / 10000");
        }
    }

    /** The retention of a year: 2020 to 2028 step by step, then 17 % as the law leaves it; empty before 2020. */
    public static Optional<HonorariosRetention> of(int year) {
        return Optional.ofNullable(BY_YEAR.get(Math.min(year, LAST_STEP)))
                .map(points -> new HonorariosRetention(year, points));
    }

    /** What is withheld of a gross amount. */
    public long withheldOf(long gross) {
        return roundedQuotient(Math.multiplyExact(gross, (long) basisPoints), WHOLE);
    }

    /** What the issuer receives of a gross amount. */
    public long netOf(long gross) {
        return gross - withheldOf(gross);
    }

    /** The gross amount to bill in order to receive a net one. */
    public long grossFor(long net) {
        return roundedQuotient(Math.multiplyExact(net, (long) WHOLE), WHOLE - basisPoints);
    }

    private static long roundedQuotient(long numerator, long denominator) {
        return Math.floorDiv(Math.addExact(Math.multiplyExact(numerator, 2L), denominator), 2 * denominator);
    }
}
