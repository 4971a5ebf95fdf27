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
        var folded = text.value();
        var ruts = RutMention.read(folded);
        var withoutRuts = RutMention.blankOut(folded);
        var forms = FormMentions.read(withoutRuts);
        var plain = FormMentions.blankOut(withoutRuts);
        return new Mentions(
                forms, AmountReader.read(plain), ruts, DateReader.read(plain, today), TimeOfDayReader.read(plain));
    }
}
