package cl.fizko.chat.domain.message;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a Spanish sentence ends. A full stop alone does not tell: it also stands in abbreviations, after the number of a list's
 * item, and inside amounts and dates, where no space follows it.
 */
final class SentenceEnd {

    /** As Chilean tax texts have them, in lower case and without their last full stop. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "sr", "sra", "srta", "sres", "sras", "dr", "dra", "dña", "ud", "uds", "vd", "vds", "art", "arts", "inc",
            "núm", "num", "nro", "n°", "nº", "ord", "res", "dto", "cap", "tít", "tit", "pág", "págs", "pag", "av",
            "avda", "pje", "depto", "dpto", "of", "ofic", "tel", "fono", "cel", "cta", "cte", "ej", "aprox", "máx",
            "mín", "max", "min", "prof", "ing", "lic", "abog", "gral", "cía", "cia", "ltda", "hnos", "sto", "sta", "vs",
            "ee", "uu", "s.a", "e.i.r.l", "r.u.t", "d.l", "d.f.l", "d.s", "u.f", "u.t.m", "a.m", "p.m", "p.ej");

    /** They announce what follows, and read badly at the end of a message. */
    private static final Set<String> ANNOUNCES =
            Set.of("$", "us$", "n°", "nº", "uf", "utm", "art", "rut", "folio", "f");

    private static final Pattern ITEM = Pattern.compile("\\d{1,3}|[a-zA-Z]");
    private static final String CLOSING = "\"'”’»)]}*_~";
    private static final String OPENING = "\"'“‘«([{*_~¿¡";

    private SentenceEnd() {}

    /**
     * Whether the words before a space end a sentence.
     *
     * @param end where the space begins
     * @param next where it ends and the next word begins
     */
    static boolean isAt(String text, int end, int next) {
        int stop = end;
        while (stop > 0 && CLOSING.indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        if (stop == 0) {
            return false;
        }
        char mark = text.charAt(stop - 1);
        if (mark == '!' || mark == '?') {
            return true;
        }
        if ((mark != '.' && mark != '…') || startsInLowerCase(text, next)) {
            return false;
        }
        var word = wordBefore(text, stop - 1);
        return mark == '…' || word.isEmpty() || !(isAbbreviation(word) || isItem(text, stop - 1, word));
    }

    /** Whether a word and the next one belong together although a space is between them. */
    static boolean isGlued(String text, int end, int next) {
        var word = wordBefore(text, end);
        var bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        return (word.endsWith(".") && isAbbreviation(bare))
                || ANNOUNCES.contains(bare.toLowerCase(Locale.ROOT))
                || (endsInDigit(word) && next < text.length() && Character.isDigit(text.charAt(next)));
    }

    private static boolean startsInLowerCase(String text, int next) {
        int first = next;
        while (first < text.length() && OPENING.indexOf(text.charAt(first)) >= 0) {
            first++;
        }
        return first < text.length() && Character.isLowerCase(text.codePointAt(first));
    }

    /** The initial of a name counts as well: {@code J. Pérez}. */
    private static boolean isAbbreviation(String word) {
        return ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT))
                || (word.length() == 1 && Character.isUpperCase(word.charAt(0)));
    }

    /** The number or letter of a list's item, at the beginning of its line: {@code 2. Firme}. */
    private static boolean isItem(String text, int stop, String word) {
        int begin = stop - word.length();
        return ITEM.matcher(word).matches() && (begin == 0 || text.charAt(begin - 1) == '\n');
    }

    private static boolean endsInDigit(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(word.length() - 1));
    }

    private static String wordBefore(String text, int end) {
        int begin = end;
        while (begin > 0 && !Character.isWhitespace(text.charAt(begin - 1))) {
            begin--;
        }
        while (begin < end && OPENING.indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        return text.substring(begin, end);
    }
}
