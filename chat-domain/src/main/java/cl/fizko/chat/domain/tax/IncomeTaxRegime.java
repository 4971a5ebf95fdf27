package cl.fizko.chat.domain.tax;

import java.util.OptionalInt;

/**
 * The income tax regimes of companies and the rate of their first-category tax (IDPC), in tenths of a percent.
 *
 * <p>Rates are those of the income of one calendar year (Ley 21.755 and SII Circular 53/2025 for Pro Pyme; LIR art. 14).
 * Years whose rate may still be changed by a pending bill have none here.
 */
public enum IncomeTaxRegime {
    /** LIR art. 14 D N°3. */
    PRO_PYME_GENERAL,
    /** LIR art. 14 D N°8: the company pays no tax, its owners do. */
    PRO_PYME_TRANSPARENT,
    /** LIR art. 14 A, the general, partly integrated one. */
    GENERAL;

    /** The company's rate in tenths of a percent, e.g. 125 for 12.5 %; empty where no source confirms one. */
    public OptionalInt rateIn(int year) {
        return switch (this) {
            case PRO_PYME_GENERAL -> year >= 2025 && year <= 2027 ? OptionalInt.of(125) : OptionalInt.empty();
            case PRO_PYME_TRANSPARENT -> year >= 2025 && year <= 2027 ? OptionalInt.of(0) : OptionalInt.empty();
            case GENERAL -> year == 2025 || year == 2026 ? OptionalInt.of(270) : OptionalInt.empty();
        };
    }
}
