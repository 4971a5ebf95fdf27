package cl.fizko.chat.application.llm;

import cl.fizko.chat.domain.language.FoldedText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes personal data out of a text before a language model of somebody else reads it: addresses, RUTs, telephones, numbers of
 * cards and accounts, and names that are known or given. Amounts and dates stay. The marks are never turned back.
 */
final class PromptMask {

    private static final String HYPHEN = "[-\\u2010-\\u2015\\u2212]";

    /** The first that fits wins, so what stays is read before the long numbers that do not. */
    private static final Pattern PERSONAL = Pattern.compile(
            String.join(
                    "|",
                    "(?<mail>[\\p{L}\\p{N}_.+-]+ ?(?:@|\\(at\\)|\\barroba\\b) ?[\\w-]+(?:\\.[\\w-]+)+)",
                    "(?<link>(?:https?://|www\\.)\\S+)",
                    "(?<rut>(?<![\\d.,])\\d{1,3}(?:\\.\\d{3}){1,2} ?" + HYPHEN + " ?[\\dk]\\b|(?<![\\d.,])\\d{6,8} ?"
                            + HYPHEN + " ?[\\dk](?!\\d)|(?<![\\d.,])\\d{7,8}k\\b)",
                    "(?<named>\\b(?:rut|run|cedula|c[eé]dula|pasaporte|carnet|folio de cedula)\\b[^\\d\\n]{0,12}\\d[\\d. ]{4,11}(?:"
                            + HYPHEN + "? ?[\\dk]\\b)?)",
                    "(?<date>(?<!\\d)(?:\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2})(?!\\d|[-.]\\d))",
                    "(?<amount>\\$ ?\\d{1,12}(?![\\d])(?:\\.\\d{3})*|(?<![\\d.])[1-9]\\d{0,2}(?:\\.\\d{3})+(?:,\\d+)?(?![.,]?\\d)"
                            + "|(?<![\\d.])\\d{1,11} ?(?:pesos|clp|lucas)\\b)",
                    "(?<long>(?:\\+ ?)?\\(?\\d(?:[ .()-]{0,2}\\d){7,})"),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Names that people give of themselves; after "soy" only with a capital letter, for "soy contador" is no name. */
    private static final Pattern INTRODUCED = Pattern.compile(
            "(?<lead>(?:[Mm]e llamo|[Mm]i nombre es|[Ss]oy|[Aa]tte\\.?|[Ss]aluda) )(?<name>\\p{Lu}\\p{L}+(?: (?:de |del |la )*\\p{Lu}\\p{L}+){0,3})"
                    + "|(?<lead2>(?:me llamo|mi nombre es|habla con) )(?<name2>\\p{L}+(?: \\p{Lu}\\p{L}+){0,3})");

    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}]");
    private static final int SHORTEST_NAME = 3;

    private PromptMask() {}

    /**
     * The text without personal data.
     *
     * @param contactName as WhatsApp shows it, if known
     */
    static String mask(String text, Optional<String> contactName) {
        var plain = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        var ascii = DIGIT.matcher(plain)
                .replaceAll(digit -> "" + Character.digit(digit.group().codePointAt(0), 10));
        var masked = new StringBuilder();
        var match = PERSONAL.matcher(ascii);
        while (match.find()) {
            match.appendReplacement(masked, Matcher.quoteReplacement(mark(match)));
        }
        match.appendTail(masked);
        var anonymous =
                INTRODUCED.matcher(masked).replaceAll(name -> Matcher.quoteReplacement(lead(name)) + "[nombre]");
        return withoutNames(anonymous, contactName);
    }

    private static String mark(Matcher match) {
        if (match.group("mail") != null) {
            return "[correo]";
        }
        if (match.group("link") != null) {
            return "[enlace]";
        }
        if (match.group("rut") != null || match.group("named") != null) {
            return "[rut]";
        }
        return match.group("long") != null ? "[numero]" : match.group();
    }

    private static String lead(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(3);
    }

    private static String withoutNames(String text, Optional<String> contactName) {
        Set<String> names = contactName.stream()
                .flatMap(name -> Arrays.stream(FoldedText.of(name).value().split("[^\\p{L}]+", -1)))
                .filter(word -> word.length() >= SHORTEST_NAME)
                .collect(Collectors.toSet());
        return names.isEmpty()
                ? text
                : WORD.matcher(text)
                        .replaceAll(word ->
                                names.contains(FoldedText.of(word.group()).value())
                                        ? "[nombre]"
                                        : Matcher.quoteReplacement(word.group()));
    }
}
