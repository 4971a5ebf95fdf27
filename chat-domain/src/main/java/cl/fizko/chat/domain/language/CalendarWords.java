package cl.fizko.chat.domain.language;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of months and weekdays: in Spanish with slips and abbreviations, and in plain English and Portuguese. */
final class CalendarWords {

    private static final Map<String, Month> MONTHS = new HashMap<>();
    private static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();

    /** Abbreviations and names that are common words too: they count only where a month is expected. */
    private static final Set<String> AMBIGUOUS = Set.of("ago", "mar", "may", "set", "sep", "march");

    private static final int SLIPS_FROM = 6;
    private static final int LONGEST_ABBREVIATION = 4;

    /** Short names count as written, for by sound they are other words: {@code ago} is also "hago". */
    private static final Set<String> SHORT_NAMES = Set.of(
            "ene", "jan", "feb", "mar", "abr", "may", "mayo", "maio", "jun", "june", "jul", "july", "ago", "sep",
            "sept", "set", "oct", "nov", "dic");

    static {
        months("enero ene january janeiro jan", Month.JANUARY);
        months("febrero feb february fevereiro", Month.FEBRUARY);
        months("marzo mar march marco", Month.MARCH);
        months("abril abr april", Month.APRIL);
        months("mayo may maio", Month.MAY);
        months("junio jun june junho", Month.JUNE);
        months("julio jul july julho", Month.JULY);
        months("agosto ago august", Month.AUGUST);
        months("septiembre setiembre sep sept set september setembro", Month.SEPTEMBER);
        months("octubre otubre oct october outubro", Month.OCTOBER);
        months("noviembre nov november novembro", Month.NOVEMBER);
        months("diciembre dic december dezembro", Month.DECEMBER);
        weekdays("lunes lune monday mondays segunda", DayOfWeek.MONDAY);
        weekdays("martes tuesday", DayOfWeek.TUESDAY);
        weekdays("miercoles wednesday", DayOfWeek.WEDNESDAY);
        weekdays("jueves juebes thursday", DayOfWeek.THURSDAY);
        weekdays("viernes friday", DayOfWeek.FRIDAY);
        weekdays("sabado sabados saturday saturdays", DayOfWeek.SATURDAY);
        weekdays("domingo domingos sunday sundays", DayOfWeek.SUNDAY);
    }

    private CalendarWords() {}

    private static void months(String names, Month month) {
        for (var name : names.split(" ", -1)) {
            MONTHS.put(SpokenWord.of(name).key(), month);
        }
    }

    private static void weekdays(String names, DayOfWeek weekday) {
        for (var name : names.split(" ", -1)) {
            WEEKDAYS.put(SpokenWord.of(name).key(), weekday);
        }
    }

    /** The month of that name. */
    static Optional<Month> month(Words words, int index) {
        return find(MONTHS, words, index)
                .filter(month -> words.written(index).length() > LONGEST_ABBREVIATION
                        || SHORT_NAMES.contains(words.written(index)));
    }

    /** Whether the name of a month at that place may as well be another word. */
    static boolean isAmbiguousMonth(Words words, int index) {
        return AMBIGUOUS.contains(words.written(index));
    }

    /** The weekday of that name. */
    static Optional<DayOfWeek> weekday(Words words, int index) {
        return find(WEEKDAYS, words, index);
    }

    private static <T> Optional<T> find(Map<String, T> names, Words words, int index) {
        if (index < 0 || index >= words.size()) {
            return Optional.empty();
        }
        var word = words.spoken(index);
        return Optional.ofNullable(names.get(word.key()))
                .or(() -> names.entrySet().stream()
                        .filter(e -> e.getKey().length() >= SLIPS_FROM && word.isSlipOf(new SpokenWord(e.getKey())))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }
}
