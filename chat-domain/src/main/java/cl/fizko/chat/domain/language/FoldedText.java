package cl.fizko.chat.domain.language;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A message as one writes it in a hurry: lower case, no accents, one space between words. Digits, punctuation and emoji
 * stay. {@code "¿Cuándo  VENCE el IVA de Ñuñoa?"} becomes {@code "¿cuando vence el iva de nunoa?"}.
 */
public record FoldedText(String value) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** Folds any text; the result may be empty. */
    public static FoldedText of(String text) {
        return new FoldedText(QuickFold.of(text).orElseGet(() -> byUnicode(text)));
    }

    /** Folds any text by Unicode's tables. */
    static String byUnicode(String text) {
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var plain = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        return SPACES.matcher(plain).replaceAll(" ").strip();
    }

    /** Masked, for it holds a customer's words. */
    @Override
    public String toString() {
        return "FoldedText[" + value.length() + " characters]";
    }
}
