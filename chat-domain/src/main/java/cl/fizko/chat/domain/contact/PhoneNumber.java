package cl.fizko.chat.domain.contact;

import java.util.Optional;
import java.util.regex.Pattern;

/** A WhatsApp address in E.164, e.g. {@code +56912345678}. Personal data: it prints masked. */
public record PhoneNumber(String e164) {

    private static final Pattern SHAPE = Pattern.compile("\\+[1-9]\\d{7,14}");
    private static final Pattern NOT_DIGITS = Pattern.compile("\\D+");

    public PhoneNumber {
        if (!SHAPE.matcher(e164).matches()) {
            throw new IllegalArgumentException("not a phone number in E.164, like +56912345678: " + masked(e164));
        }
    }

    /**
     * Reads a number as providers write it: with or without {@code +}, with spaces or hyphens. The country code must be there.
     *
     * @return empty for text that holds no number
     */
    public static Optional<PhoneNumber> parse(String text) {
        var candidate = "+" + NOT_DIGITS.matcher(text).replaceAll("");
        return SHAPE.matcher(candidate).matches() ? Optional.of(new PhoneNumber(candidate)) : Optional.empty();
    }

    /** The number without {@code +}: how Meta writes a {@code wa_id}. */
    public String digits() {
        return e164.substring(1);
    }

    @Override
    public String toString() {
        return masked(e164);
    }

    private static String masked(String number) {
        return "***" + number.substring(Math.max(0, number.length() - 3));
    }
}
