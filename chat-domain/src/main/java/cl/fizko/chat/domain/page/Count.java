package cl.fizko.chat.domain.page;

/**
 * How many rows a list has. Counting stops at {@value #EXACT_TO}, because it would cost more than the page itself.
 *
 * @param exact false: the database's estimate, more than {@value #EXACT_TO}
 */
public record Count(long rows, boolean exact) {

    public static final int EXACT_TO = 10_000;
}
