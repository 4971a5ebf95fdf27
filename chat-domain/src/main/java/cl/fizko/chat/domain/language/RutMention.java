package cl.fizko.chat.domain.language;

import cl.fizko.chat.domain.company.Rut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A number that is meant as a RUT, right or wrong.
 *
 * @param body 1 to 99,999,999
 * @param digit the check digit as written, in upper case
 */
public record RutMention(int body, char digit) {

    private static final Pattern RUT = Pattern.compile(
            "(?<![\\d.,$])0*([1-9]\\d{0,2}(?:\\.\\d{3}){1,2}|[1-9]\\d{5,7})(?: ?[-\\u2010-\\u2015\\u2212] ?([\\dk])|([k]))(?![\\dk])");

    /** The RUTs of a folded text in order. A bare number is none: it may be anything. */
    public static List<RutMention> read(String folded) {
        var found = new ArrayList<RutMention>();
        var match = RUT.matcher(folded);
        while (match.find()) {
            var digit = folded.substring(match.end() - 1, match.end()).toUpperCase(Locale.ROOT);
            var body = folded.substring(match.start(1), match.end(1)).replace(".", "");
            found.add(new RutMention(Integer.parseInt(body), digit.charAt(0)));
        }
        return List.copyOf(found);
    }

    /** The folded text with its RUTs blanked out. */
    public static String blankOut(String folded) {
        return RUT.matcher(folded).replaceAll(" ");
    }

    /** Whether the check digit is right. */
    public boolean isValid() {
        return digit == Rut.checkDigitOf(body);
    }

    /** As written by people, with the digit given: {@code 12.345.678-9}. */
    public String dotted() {
        return String.format(Locale.ROOT, "%,d", body).replace(',', '.') + "-" + digit;
    }

    @Override
    public String toString() {
        return "RutMention[valid=" + isValid() + "]";
    }
}
