package cl.fizko.chat.domain.company;

/**
 * The day of the month on which a company's clients file and pay Form 29, before any shift to a business day.
 *
 * <p>The 12th is the general rule; the 20th holds for electronic invoicers and issuers of electronic boletas de honorarios
 * who file and pay at sii.cl (SII FAQ 001.130.1060; D.S. 1001 of 2006).
 */
public enum F29DueDay {
    TWELFTH(12),
    TWENTIETH(20);

    private final int day;

    F29DueDay(int day) {
        this.day = day;
    }

    /** 12 or 20. */
    public int day() {
        return day;
    }

    /**
     * The rule of a configured day.
     *
     * @throws IllegalArgumentException naming the two allowed days, for any other
     */
    public static F29DueDay ofDay(int day) {
        return switch (day) {
            case 12 -> TWELFTH;
            case 20 -> TWENTIETH;
            default -> throw new IllegalArgumentException("f29_due_day must be 12 or 20 but is " + day);
        };
    }
}
