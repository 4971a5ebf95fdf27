package cl.fizko.chat.domain.language;

import cl.fizko.chat.domain.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a message as a Chilean would: abbreviations written out, sounds instead of spellings, typos guessed, amounts,
 * dates, hours and forms recognised for what they are. Immutable, hence thread-safe.
 */
public final class MessageReader {

    /** Longer messages are read up to here: what matters comes early, and reading must stay fast. */
    private static final int LONGEST = 1500;

    private static final Pattern LAUGH = Pattern.compile("(?:ja|je|ji|js|ha|xa|ka|aj|k){2,}[jahexsk]*|x+d+");

    private static final String LAUGH_BEGINS = "jhxak";

    private static final Pattern RUT = Pattern.compile("\\d{1,2}\\.?\\d{3}\\.?\\d{3}-\\d");

    private static final Set<String> MONEY = Set.of(
            "luca",
            "lucas",
            "lukas",
            "lukitas",
            "luquitas",
            "palo",
            "palos",
            "mil",
            "millon",
            "millones",
            "pesos",
            "peso",
            "clp",
            "uf",
            "utm",
            "usd",
            "dolares",
            "gamba",
            "gambas",
            "m",
            "k",
            "melon",
            "melones");

    private static final Set<String> HOURS = Set.of("horas", "hrs", "hr", "am", "pm", "h", "hra", "hras");

    private static final Set<String> MONTHS = Set.of(
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
            "ene",
            "feb",
            "mar",
            "abr",
            "may",
            "jun",
            "jul",
            "ago",
            "sep",
            "sept",
            "oct",
            "nov",
            "dic");

    private static final Set<String> FORMS =
            Set.of("22", "29", "50", "3323", "21", "24", "4415", "3239", "2117", "4416");

    private final Vocabulary vocabulary;
    private final Shorthand shorthand = Shorthand.chilean();

    /** A reader that knows these words. */
    public MessageReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * The tokens of a message, in order.
     *
     * @return empty if the message says nothing at all
     */
    public List<Token> read(ReadText message) {
        var written = message.written();
        boolean asFolded = written.length() <= LONGEST && written.indexOf('\n') < 0;
        return interpret(RawTokens.of(asFolded ? message.folded() : shown(written)));
    }

    /** The end of a line ends a clause. */
    private static FoldedText shown(String written) {
        var shown = written.length() > LONGEST ? written.substring(0, LONGEST) : written;
        return FoldedText.of(shown.replace("\n", " . "));
    }

    private List<Token> interpret(List<String> raw) {
        var tokens = new ArrayList<Token>(raw.size() + 4);
        for (int i = 0; i < raw.size(); i++) {
            var it = raw.get(i);
            var next = i + 1 < raw.size() ? raw.get(i + 1) : "";
            char c = it.charAt(0);
            if (c == '<') {
                tokens.add(Token.of(it, it.equals("<emoji>") || it.startsWith("<e:") ? Kind.EMOJI : Kind.NUMBER));
            } else if (isFormWord(it) && FORMS.contains(next)) {
                tokens.add(Token.of("f" + next, Kind.KNOWN));
                i++;
            } else if (c == '$' && startsWithDigit(next)) {
                tokens.add(Token.of("<money>", Kind.NUMBER));
                i += i + 2 < raw.size() && MONEY.contains(raw.get(i + 2)) ? 2 : 1;
            } else if (startsWithDigit(it)) {
                i += number(it, next, i + 2 < raw.size() ? raw.get(i + 2) : "", tokens);
            } else if (Character.isLetter(c)) {
                word(it, tokens);
            } else {
                tokens.add(Token.of(it, Kind.BREAK));
            }
        }
        return tokens;
    }

    private static boolean isFormWord(String it) {
        return it.equals("f")
                || it.equals("form")
                || it.startsWith("formu")
                || it.equals("efe")
                || it.equals("formularo");
    }

    private static boolean startsWithDigit(String it) {
        return !it.isEmpty() && it.charAt(0) >= '0' && it.charAt(0) <= '9';
    }

    /** Returns how many of the following raw tokens belong to the number. */
    private static int number(String digits, String next, String second, List<Token> tokens) {
        if (next.equals("%") || (next.equals("por") && second.equals("ciento"))) {
            tokens.add(Token.of("<percent>", Kind.NUMBER));
            return next.equals("%") ? 1 : 2;
        }
        if (MONEY.contains(next)) {
            tokens.add(Token.of(next.equals("uf") || next.equals("utm") ? "<uf>" : "<money>", Kind.NUMBER));
            return 1;
        }
        if (HOURS.contains(next)) {
            tokens.add(Token.of("<hour>", Kind.NUMBER));
            return 1;
        }
        if (MONTHS.contains(next)) {
            tokens.add(Token.of("<date>", Kind.NUMBER));
            return 1;
        }
        if ((next.equals("de") || next.equals("d")) && MONTHS.contains(second)) {
            tokens.add(Token.of("<date>", Kind.NUMBER));
            return 2;
        }
        tokens.add(Token.of(shape(digits), Kind.NUMBER));
        return 0;
    }

    private static String shape(String digits) {
        if (digits.indexOf(':') > 0) {
            return "<hour>";
        }
        if (RUT.matcher(digits).matches()) {
            return "<rut>";
        }
        if (digits.indexOf('/') > 0 || digits.indexOf('-') > 0) {
            return "<date>";
        }
        if (digits.indexOf('.') > 0 || digits.indexOf(',') > 0) {
            return digits.length() >= 5 ? "<money>" : "<decimal>";
        }
        if (digits.length() == 4 && (digits.startsWith("19") || digits.startsWith("20"))) {
            return digits.compareTo("2015") >= 0 && digits.compareTo("2035") <= 0 ? "<year>" : "<" + digits + ">";
        }
        return digits.length() <= 4 ? "<" + digits + ">" : "<digits" + Math.min(digits.length(), 12) + ">";
    }

    private void word(String written, List<Token> tokens) {
        if (isLaugh(written) && !vocabulary.knows(written)) {
            tokens.add(Token.of("jaja", Kind.KNOWN));
            return;
        }
        var word = written.equals("sii") ? written : squeezed(written);
        if (word.length() == 1 && written.length() > 2) {
            tokens.add(Token.of("mmm", Kind.NOISE));
            return;
        }
        var meant = shorthand.meaning(word);
        if (!meant.isEmpty()) {
            meant.forEach(each -> tokens.add(known(each)));
            return;
        }
        var known = vocabulary.token(word);
        if (known.isPresent()) {
            tokens.add(known.get());
        } else if (Gibberish.is(word)) {
            tokens.add(Token.of("<noise>", Kind.NOISE));
        } else {
            var guesses = vocabulary.guess(word);
            if (guesses.isEmpty()) {
                tokens.add(Token.of(word, Kind.UNKNOWN));
            } else {
                guesses.forEach(each -> tokens.add(known(each)));
            }
        }
    }

    private static boolean isLaugh(String written) {
        return written.length() >= 4
                && LAUGH_BEGINS.indexOf(written.charAt(0)) >= 0
                && LAUGH.matcher(written).matches();
    }

    private Token known(String word) {
        return vocabulary.token(word).orElseGet(() -> Token.of(word, Kind.KNOWN));
    }

    /** "holaaaa" is "hola": no Spanish word has a letter three times in a row, or twice at its end. */
    private static String squeezed(String word) {
        if (!hasRun(word)) {
            return word;
        }
        var squeezed = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int run = 1;
            while (i + run < word.length() && word.charAt(i + run) == c) {
                run++;
            }
            boolean atEnd = i + run == word.length() && word.length() > 2;
            squeezed.append(c);
            if (run == 2 && !atEnd) {
                squeezed.append(c);
            }
            i += run - 1;
        }
        return squeezed.toString();
    }

    private static boolean hasRun(String word) {
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) == word.charAt(i - 1)) {
                return true;
            }
        }
        return false;
    }
}
