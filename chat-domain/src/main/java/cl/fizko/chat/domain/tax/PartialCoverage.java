package cl.fizko.chat.domain.tax;

import java.util.OptionalInt;

/**
 * The share of the contribution base that independents who choose partial coverage (cobertura parcial) contribute on, by
 * tax year (Ley 21.133; SII FAQ 001.140.8401, 22-09-2025).
 */
public final class PartialCoverage {

    private PartialCoverage() {}

    /** Percent of the base; empty for years outside 2025 to 2028. */
    public static OptionalInt percentIn(int taxYear) {
        return switch (taxYear) {
            case 2025 -> OptionalInt.of(70);
            case 2026 -> OptionalInt.of(80);
            case 2027 -> OptionalInt.of(90);
            case 2028 -> OptionalInt.of(100);
            default -> OptionalInt.empty();
        };
    }
}
