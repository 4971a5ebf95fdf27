package cl.fizko.chat.domain.tax;

import java.time.LocalDate;

/**
 * A range of folios (CAF) of a kind of document that expires.
 *
 * @param authorised the day on which the SII authorised it
 */
public record Folios(LocalDate authorised) {

    private static final int MONTHS = 6;

    /** The day on which they expire, six months after they were authorised (SII Res. Ex. 58/2017; FAQ 6968 and 6969). */
    public LocalDate expiry() {
        return authorised.plusMonths(MONTHS);
    }

    /** Whether they have expired on that day. The day of expiry counts as expired: a new range is the safe advice. */
    public boolean isExpiredOn(LocalDate day) {
        return !day.isBefore(expiry());
    }
}
