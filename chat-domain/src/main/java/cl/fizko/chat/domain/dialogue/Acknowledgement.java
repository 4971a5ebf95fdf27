package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.language.ReadText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * "Ok", "ya", "dale", "👍", "jaja": nods, which get no reply, for every reply costs money and says nothing. With a question
 * mark they ask something and are none.
 *
 * <p>After a question that expects a yes, a nod is an answer. The agents of this product never ask one; "responde *persona*" is
 * an offer that takes that very word. So such a question comes from a person, a campaign, or an agent that somebody added.
 */
final class Acknowledgement {

    private static final int LONGEST = 5;
    private static final Pattern LAUGH = Pattern.compile("(?:ja|je|ji|ha|js|xa|ka)(?:j|a|e|i|h|s|x|k)+|x+d+|lol");
    private static final Pattern STRETCHED = Pattern.compile("([a-z])\\1+\\b|([a-z])\\2{2,}");
    private static final Pattern QUESTION = Pattern.compile("[¿.!\\n]?([^¿?.!\\n]+)\\?\\s*\\P{L}*$");

    private static final Set<String> YES = Set.of(
            "si",
            "sip",
            "sipo",
            "ya",
            "yap",
            "yapo",
            "dale",
            "dle",
            "ok",
            "oki",
            "okey",
            "okay",
            "claro",
            "bueno",
            "bno",
            "obvio",
            "perfecto",
            "vale",
            "sii",
            "yes",
            "acuerdo",
            "porsupuesto",
            "supuesto",
            "genial",
            "listo",
            "porfa",
            "favor",
            "quiero");

    private static final Set<String> NODS = Set.of(
            "doki",
            "okis",
            "oka",
            "k",
            "kk",
            "no",
            "nop",
            "nopo",
            "po",
            "pos",
            "pues",
            "entiendo",
            "entendido",
            "comprendo",
            "entonces",
            "tonces",
            "correcto",
            "exacto",
            "excelente",
            "super",
            "buenisimo",
            "bacan",
            "filete",
            "ah",
            "aah",
            "aa",
            "a",
            "oh",
            "mm",
            "m",
            "ahi",
            "de",
            "ta",
            "esta",
            "bien",
            "bn",
            "todo",
            "eso",
            "cierto",
            "verdad",
            "puede",
            "ser",
            "chuta",
            "uf",
            "wena",
            "eh",
            "recibido",
            "anotado",
            "hecho",
            "ready",
            "por",
            "muy",
            "tambien",
            "igual",
            "up",
            "lol",
            "nice",
            "great",
            "cool");

    private static final Set<String> OPEN = Set.of(
            "que", "cual", "cuales", "cuando", "como", "donde", "cuanto", "cuanta", "cuantos", "cuantas", "quien",
            "quienes", "por", "me", "con", "para", "de", "en", "a");

    private Acknowledgement() {}

    /** Whether a message is no more than a nod. */
    static boolean is(ReadText text) {
        var folded = text.folded().value();
        if (folded.isEmpty() || folded.contains("?")) {
            return false;
        }
        var words = words(text);
        if (words.isEmpty()) {
            return folded.codePoints().anyMatch(Acknowledgement::isPicture);
        }
        return words.size() <= LONGEST
                && words.stream().map(Acknowledgement::unstretched).allMatch(Acknowledgement::isNod)
                && folded.chars().noneMatch(Character::isDigit);
    }

    private static boolean isNod(String word) {
        return YES.contains(word) || NODS.contains(word) || LAUGH.matcher(word).matches();
    }

    /** Whether a nod says yes. */
    static boolean isYes(ReadText text) {
        var words = words(text);
        var written = text.written();
        return words.isEmpty()
                ? written.contains("👍") || written.contains("👌") || written.contains("✅")
                : words.stream().map(Acknowledgement::unstretched).anyMatch(YES::contains)
                        && words.stream().map(Acknowledgement::unstretched).noneMatch("no"::equals);
    }

    /** Whether a message of ours ends in a question that can be answered with yes. */
    static boolean expectsYes(PastMessage ours) {
        var match = QUESTION.matcher(ours.text().orElse(""));
        if (!match.find()) {
            return false;
        }
        var asked = words(ReadText.of(match.group(1)));
        return !asked.isEmpty() && !OPEN.contains(unstretched(asked.get(0)));
    }

    /** Its words without numbers; of more than any nod has, as many as show it. */
    private static List<String> words(ReadText text) {
        var all = text.words();
        var words = new ArrayList<String>();
        for (int i = 0; i < all.size() && words.size() <= LONGEST; i++) {
            var word = all.written(i);
            if (Character.isLetter(word.charAt(0))) {
                words.add(word);
            }
        }
        return words;
    }

    /** "yaaa" is "ya". */
    private static String unstretched(String word) {
        return STRETCHED.matcher(word).replaceAll("$1$2");
    }

    private static boolean isPicture(int codePoint) {
        return codePoint >= 0x2190;
    }
}
