package cl.fizko.chat.domain.reminder;

import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.tax.F29DueDates;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the template {@value #TEMPLATE} says to one person, for its gaps {@code nombre}, {@code periodo}, {@code vencimiento}. */
public final class ReminderWords {

    /** The template's name, the same for every company. */
    public static final String TEMPLATE = "recordatorio_f29";

    /** Of somebody whose name is not known, or is none. */
    private static final String NAMELESS = "cliente";

    private static final int LONGEST_NAME = 60;
    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cntrl}\\p{Z}\\s]+");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private ReminderWords() {}

    /**
     * A value for each gap.
     *
     * @param name as the company or WhatsApp has it; may be an emoji, or hold anything else
     * @param rule empty when it is not known: then both days are named, with what they depend on
     */
    public static Map<String, String> of(Optional<String> name, F29Reminder reminder, Optional<F29DueDay> rule) {
        return Map.of(
                "nombre", name.flatMap(ReminderWords::speakable).orElse(NAMELESS),
                "periodo", ChileanFormat.month(reminder.period()),
                "vencimiento",
                        rule.isPresent()
                                ? ChileanFormat.date(reminder.dueOn())
                                : bothDays(F29DueDates.of(reminder.period()).orElseThrow()));
    }

    private static String bothDays(F29DueDates dates) {
        return ChileanFormat.date(dates.twelfth()) + ", o el " + ChileanFormat.date(dates.twentieth())
                + " si emites documentos electrónicos y pagas en sii.cl";
    }

    /** One line, as WhatsApp demands of values (Meta, "Message templates"); nothing without a letter is a name. */
    private static Optional<String> speakable(String name) {
        var line = NOT_IN_A_LINE.matcher(name).replaceAll(" ").strip();
        var end = Math.min(line.length(), LONGEST_NAME);
        if (end > 0 && end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        var shown = line.substring(0, end).strip();
        return LETTER.matcher(shown).find() ? Optional.of(shown) : Optional.empty();
    }
}
