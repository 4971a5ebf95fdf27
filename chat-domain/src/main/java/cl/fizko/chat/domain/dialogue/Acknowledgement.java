package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.language.FoldedText;
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
    static boolean is(String text) {
        var folded = FoldedText.of(text).value();
        if (folded.isEmpty() || folded.contains("?")) {
            return false;
        }
        var words = words(folded);
        if (words.isEmpty()) {
            return folded.codePoints().anyMatch(Acknowledgement::isPicture);
        }
        return words.size() <= LONGEST
                && folded.chars().noneMatch(Character::isDigit)
                && words.stream()
                        .allMatch(word -> YES.contains(word)
                                || NODS.contains(word)
                                || LAUGH.matcher(word).matches());
    }

    /** Whether a nod says yes. */
    static boolean isYes(String text) {
        var words = words(FoldedText.of(text).value());
        return words.isEmpty()
                ? text.contains("👍") || text.contains("👌") || text.contains("✅")
                : words.stream().anyMatch(YES::contains) && !words.contains("no");
    }

    /** Whether a message of ours ends in a question that can be answered with yes. */
    static boolean expectsYes(PastMessage ours) {
        var match = QUESTION.matcher(ours.text().orElse(""));
        if (!match.find()) {
            return false;
        }
        var asked = words(FoldedText.of(match.group(1)).value());
        return !asked.isEmpty() && !OPEN.contains(asked.get(0));
    }

    /** Its words without stretched letters: "yaaa" is "ya". */
    private static List<String> words(String folded) {
        return Pattern.compile("[a-z]+")
                .matcher(folded)
                .results()
                .map(match -> STRETCHED.matcher(match.group()).replaceAll("$1$2"))
                .toList();
    }

    private static boolean isPicture(int codePoint) {
        return codePoint >= 0x2190;
    }
}
