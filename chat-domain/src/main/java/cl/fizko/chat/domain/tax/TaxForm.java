package cl.fizko.chat.domain.tax;

import java.util.Arrays;
import java.util.Optional;

/** The SII's forms that clients ask about, by number. */
public enum TaxForm {
    F21(21),
    F22(22),
    F29(29),
    F50(50),
    F2117(2117),
    F3239(3239),
    F3323(3323),
    F4415(4415);

    private final int number;

    TaxForm(int number) {
        this.number = number;
    }

    /** The number after the F. */
    public int number() {
        return number;
    }

    /** The form of a number; empty for forms that this assistant knows nothing of. */
    public static Optional<TaxForm> ofNumber(int number) {
        return Arrays.stream(values()).filter(f -> f.number == number).findFirst();
    }
}
