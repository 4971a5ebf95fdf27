package cl.fizko.chat.domain.tax;

import java.time.LocalDate;

/** Where the facts of this package come from, and the day on which each source was last known to hold. */
public enum TaxSource {
    F29_DUE_DATES("SII FAQ 001.130.1060; D.S. 1001 of 2006", LocalDate.of(2025, 6, 17)),
    F29_WITHOUT_MOVEMENT("SII FAQ 001.130.1060 and 001.130.1670", LocalDate.of(2025, 6, 17)),
    POSTPONEMENT("DL 825 art. 64; SII FAQ 6628 and 1720", LocalDate.of(2025, 11, 10)),
    FINES("Código Tributario art. 97; SII FAQ 001.130.1061", LocalDate.of(2025, 6, 4)),
    INTEREST("Ley 21.713; SII Res. Ex. 205 of 2025", LocalDate.of(2025, 12, 30)),
    READJUSTMENT("Código Tributario art. 53", LocalDate.of(2025, 11, 10)),
    VAT("DL 825 art. 14; SII FAQ 0572", LocalDate.of(2025, 11, 10)),
    F3323("SII FAQ 001.033.1308; Res. Ex. 61 of 2017", LocalDate.of(2025, 11, 10)),
    F50("SII FAQ 001.130.0170", LocalDate.of(2025, 11, 10)),
    F21("SII FAQ 5289, 5564 and 3715", LocalDate.of(2025, 11, 10)),
    F22("Ley de la Renta art. 69; SII FAQ 8511 and 8507", LocalDate.of(2026, 2, 18)),
    REGIMES("LIR art. 14; Ley 21.755; SII Circular 53 of 2025", LocalDate.of(2026, 11, 22)),
    PPM("LIR art. 84; Ley 21.755; SII Circular 53 of 2025", LocalDate.of(2026, 11, 22)),
    SWORN_STATEMENTS("calendar of tax year 2026 as published by Uwigo and BPX", LocalDate.of(2026, 3, 27)),
    HONORARIOS("Ley 21.133; SII FAQ 001.140.7297", LocalDate.of(2025, 7, 3)),
    HONORARIOS_WITHHOLDER("SII FAQ 001.130.5316 and 3377", LocalDate.of(2025, 11, 10)),
    HONORARIOS_ANNULMENT("SII FAQ 6019, 3085 and 0611", LocalDate.of(2025, 11, 10)),
    THIRD_PARTY_BOLETA("SII FAQ 2134", LocalDate.of(2025, 11, 10)),
    CONTRIBUTIONS("Ley 21.133; SII FAQ 001.140.8401", LocalDate.of(2025, 9, 22)),
    DTE_CODES("SII, table of electronic tax documents", LocalDate.of(2025, 11, 10)),
    FOLIOS("SII Res. Ex. 58 of 2017; FAQ 6968 and 6969", LocalDate.of(2025, 11, 10)),
    CLAIM("Ley 19.983; SII FAQ 001.003.6914", LocalDate.of(2025, 5, 19)),
    CREDIT_NOTE("SII FAQ 001.003.7335 and 2167; DL 825 art. 21", LocalDate.of(2025, 6, 30)),
    ASSIGNMENT("Ley 19.983", LocalDate.of(2025, 11, 10)),
    DISPATCH_GUIDE("DL 825 art. 55", LocalDate.of(2025, 11, 10)),
    RECEIPT("SII Res. Ex. 53 of 2025; FAQ 001.380.8791", LocalDate.of(2026, 3, 1)),
    RUT_CHECK_DIGIT("modulo 11 check digit of the RUT", LocalDate.of(2026, 11, 22)),
    PROXY("SII FAQ 8811 to 8821 (Mandatario Digital)", LocalDate.of(2025, 11, 10)),
    HOLIDAYS("Leyes 2.977, 19.668, 20.215, 20.299, 20.983 and 21.357", LocalDate.of(2026, 11, 22)),
    OFFICIAL_TIME("IANA time zone America/Santiago, 2026d", LocalDate.of(2026, 10, 31)),
    DATA_PROTECTION("Ley 19.628 as amended by Ley 21.719; Ley 19.496 art. 28 B", LocalDate.of(2026, 11, 22));

    private final String citation;
    private final LocalDate asOf;

    TaxSource(String citation, LocalDate asOf) {
        this.citation = citation;
        this.asOf = asOf;
    }

    /** The law, resolution or page. */
    public String citation() {
        return citation;
    }

    /** The day on which it was last known to hold. */
    public LocalDate asOf() {
        return asOf;
    }
}
