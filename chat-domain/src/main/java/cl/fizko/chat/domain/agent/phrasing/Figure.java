package cl.fizko.chat.domain.agent.phrasing;

import java.util.Collection;
import java.util.Set;

/**
 * Something in a text that is right or wrong: an amount, a date, a share, a form, an address.
 *
 * @param value in one spelling for all, e.g. {@code 2026-12-21}, {@code --12-21} for a day without a year, {@code 13.75}
 */
record Figure(Kind kind, String value) {

    /** What a figure counts. A number of one kind does not stand for the same number of another: 20 % is not the 20th. */
    enum Kind {
        /** {@code yyyy-mm-dd} or {@code --mm-dd}. */
        DATE,
        /** {@code yyyy-mm} or {@code --mm}. */
        MONTH,
        /** A day without its month, {@code --dd}. */
        DAY,
        WEEKDAY,
        /** A weekday and the day it is, {@code lunes --12-21} or {@code lunes --21}. */
        WEEKDAY_OF,
        YEAR,
        PERCENT,
        MONEY,
        /** A number with its unit, {@code 8 dia habil}. */
        QUANTITY,
        FORM,
        SWORN_STATEMENT,
        TIME,
        ADDRESS,
        NUMBER
    }

    private static final Set<Kind> WEIGHTY =
            Set.of(Kind.DATE, Kind.PERCENT, Kind.MONEY, Kind.QUANTITY, Kind.FORM, Kind.SWORN_STATEMENT, Kind.TIME);
    private static final int SHORTEST_AMOUNT = 4;

    /** Whether an answer without it would not be the same answer. */
    boolean isWeighty() {
        return WEIGHTY.contains(kind);
    }

    /** Whether the same is said among these, in this precision or a higher one. */
    boolean standsIn(Collection<Figure> supplied) {
        return supplied.contains(this) || supplied.stream().anyMatch(this::follows);
    }

    private boolean follows(Figure other) {
        return switch (kind) {
            case DATE -> other.kind == Kind.DATE && isWithoutYear() && endsAlike(other);
            case MONTH -> isWithoutYear() ? isMonthOf(other) : other.value.startsWith(value + "-");
            case DAY -> other.kind == Kind.DATE && other.value.endsWith(value.substring(1));
            case WEEKDAY -> other.kind == Kind.WEEKDAY_OF && other.value.startsWith(value + " ");
            case WEEKDAY_OF ->
                other.kind == Kind.WEEKDAY_OF
                        && weekday().equals(other.weekday())
                        && other.value.endsWith(value.substring(value.lastIndexOf(' ') + 2));
            case YEAR -> (other.kind == Kind.DATE || other.kind == Kind.MONTH) && other.value.startsWith(value + "-");
            case MONEY -> other.kind == Kind.NUMBER && isAmount() && value.equals(other.value);
            case NUMBER -> other.kind == Kind.MONEY && isAmount() && value.equals(other.value);
            default -> false;
        };
    }

    private boolean isWithoutYear() {
        return value.startsWith("--");
    }

    private boolean endsAlike(Figure date) {
        return date.value.endsWith(value.substring(1));
    }

    private boolean isMonthOf(Figure other) {
        var month = value.substring(1);
        return (other.kind == Kind.MONTH && other.value.endsWith(month))
                || (other.kind == Kind.DATE && other.value.contains(month + "-"));
    }

    private String weekday() {
        return value.substring(0, value.indexOf(' '));
    }

    private boolean isAmount() {
        return value.length() >= SHORTEST_AMOUNT;
    }
}
