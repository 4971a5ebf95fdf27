package cl.fizko.chat.domain.language;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * Everything in a message that an answer must take up: forms, amounts, RUTs, dates and times of day.
 *
 * <p>Each number counts once: a RUT is no amount, the number of a form no day.
 */
public record Mentions(
        FormMentions forms,
        List<AmountMention> amounts,
        List<RutMention> ruts,
        DateMentions dates,
        Optional<LocalTime> time) {

    public Mentions {
        amounts = List.copyOf(amounts);
        ruts = List.copyOf(ruts);
    }

    /** What a message mentions, seen from today. */
    public static Mentions of(FoldedText text, LocalDate today) {
        return of(text, Words.of(text), today);
    }

    /**
     * The same of a text whose words are known. Most messages name no number, and are not searched for any.
     *
     * @param words of the text
     */
    public static Mentions of(FoldedText text, Words words, LocalDate today) {
        var folded = text.value();
        if (!Digits.isIn(folded)) {
            return new Mentions(
                    FormMentions.NONE,
                    AmountReader.isSpelledIn(words) ? AmountReader.read(folded) : List.of(),
                    List.of(),
                    DateReader.read(folded, words, today),
                    Optional.empty());
        }
        var ruts = RutMention.read(folded);
        var withoutRuts = ruts.isEmpty() ? folded : RutMention.blankOut(folded);
        var forms = FormMentions.read(withoutRuts);
        var plain = FormMentions.blankOut(withoutRuts);
        var plainWords = plain.equals(folded) ? words : Words.ofFolded(plain);
        boolean digits = Digits.isIn(plain);
        return new Mentions(
                forms,
                digits || AmountReader.isSpelledIn(plainWords) ? AmountReader.read(plain) : List.of(),
                ruts,
                DateReader.read(plain, plainWords, today),
                digits ? TimeOfDayReader.read(plain) : Optional.empty());
    }
}
