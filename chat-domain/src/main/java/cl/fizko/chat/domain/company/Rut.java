package cl.fizko.chat.domain.company;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A Chilean tax id (Rol Único Tributario): a body of up to eight digits and a check digit, 0 to 9 or K, by modulo 11.
 * Written {@code 76192083-9}.
 */
public record Rut(int body, char checkDigit) {

    private static final Pattern SHAPE = Pattern.compile("0*([1-9]\\d{0,7})([0-9K])");

    public Rut {
        if (body < 1 || body > 99_999_999 || checkDigit != checkDigitOf(body)) {
            throw new IllegalArgumentException("not a RUT: the check digit does not fit");
        }
    }

    /**
     * Reads a RUT with or without dots, spaces and hyphen.
     *
     * @throws IllegalArgumentException if it is not one or its check digit is wrong
     */
    public static Rut parse(String text) {
        var compact = text.replaceAll("[.,\\s\\p{Pd}\\u2212]", "").toUpperCase(Locale.ROOT);
        var match = SHAPE.matcher(compact);
        if (!match.matches()) {
            throw new IllegalArgumentException("not a RUT: write it like 76.192.083-9");
        }
        return new Rut(Integer.parseInt(match.group(1)), match.group(2).charAt(0));
    }

    /** The check digit that belongs to a body: weights 2 to 7 from the right, 11 minus the sum modulo 11. */
    public static char checkDigitOf(int body) {
        var sum = 0;
        var weight = 2;
        for (var rest = body; rest > 0; rest /= 10) {
            sum += rest % 10 * weight;
            weight = weight == 7 ? 2 : weight + 1;
        }
        var digit = 11 - sum % 11;
        return digit == 11 ? '0' : digit == 10 ? 'K' : (char) ('0' + digit);
    }

    @Override
    public String toString() {
        return body + "-" + checkDigit;
    }
}
