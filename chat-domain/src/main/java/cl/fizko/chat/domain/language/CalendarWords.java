package cl.fizko.chat.domain.language;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The names of months and weekdays: in Spanish with slips and abbreviations, and in plain English and Portuguese. */
final class CalendarWords {

    /** The names of one kind by their sound. Filled before anybody reads it. */
    private static final class Names<T> {

        private final Map<String, T> bySound = new HashMap<>();
        private final List<List<SpokenWord>> longByInitial = Stream.generate(
                        () -> (List<SpokenWord>) new ArrayList<SpokenWord>())
                .limit(Words.INITIALS)
                .toList();

        void add(String names, T meant) {
            for (var name : names.split(" ", -1)) {
                bySound.put(SpokenWord.of(name).key(), meant);
            }
        }

        /** To be called when all are there. A slip never changes what a word begins with. */
        void index() {
            bySound.keySet().stream()
                    .filter(sound -> sound.length() >= SLIPS_FROM)
                    .forEach(sound -> longByInitial.get(Words.initial(sound)).add(new SpokenWord(sound)));
        }

        Optional<T> find(Words words, int index) {
            if (index < 0 || index >= words.size()) {
                return Optional.empty();
            }
            var word = words.spoken(index);
            var exactly = bySound.get(word.key());
            if (exactly != null || word.key().length() < SLIPS_FROM - 1) {
                return Optional.ofNullable(exactly);
            }
            for (var name : longByInitial.get(words.initial(index))) {
                if (word.isSlipOf(name)) {
                    return Optional.ofNullable(bySound.get(name.key()));
                }
            }
            return Optional.empty();
        }
    }

    private static final int SLIPS_FROM = 6;

    private static final Names<Month> MONTHS = new Names<>();
    private static final Names<DayOfWeek> WEEKDAYS = new Names<>();

    /** Abbreviations and names that are common words too: they count only where a month is expected. */
    private static final Set<String> AMBIGUOUS = Set.of("ago", "mar", "may", "set", "sep", "march");

    private static final int LONGEST_ABBREVIATION = 4;

    /** Short names count as written, for by sound they are other words: {@code ago} is also "hago". */
    private static final Set<String> SHORT_NAMES = Set.of(
            "ene", "jan", "feb", "mar", "abr", "may", "mayo", "maio", "jun", "june", "jul", "july", "ago", "sep",
            "sept", "set", "oct", "nov", "dic");

    static {
        MONTHS.add("enero ene january janeiro jan", Month.JANUARY);
        MONTHS.add("febrero feb february fevereiro", Month.FEBRUARY);
        MONTHS.add("marzo mar march marco", Month.MARCH);
        MONTHS.add("abril abr april", Month.APRIL);
        MONTHS.add("mayo may maio", Month.MAY);
        MONTHS.add("junio jun june junho", Month.JUNE);
        MONTHS.add("julio jul july julho", Month.JULY);
        MONTHS.add("agosto ago august", Month.AUGUST);
        MONTHS.add("septiembre setiembre sep sept set september setembro", Month.SEPTEMBER);
        MONTHS.add("octubre otubre oct october outubro", Month.OCTOBER);
        MONTHS.add("noviembre nov november novembro", Month.NOVEMBER);
        MONTHS.add("diciembre dic december dezembro", Month.DECEMBER);
        WEEKDAYS.add("lunes lune monday mondays segunda", DayOfWeek.MONDAY);
        WEEKDAYS.add("martes tuesday", DayOfWeek.TUESDAY);
        WEEKDAYS.add("miercoles wednesday", DayOfWeek.WEDNESDAY);
        WEEKDAYS.add("jueves juebes thursday", DayOfWeek.THURSDAY);
        WEEKDAYS.add("viernes friday", DayOfWeek.FRIDAY);
        WEEKDAYS.add("sabado sabados saturday saturdays", DayOfWeek.SATURDAY);
        WEEKDAYS.add("domingo domingos sunday sundays", DayOfWeek.SUNDAY);
        MONTHS.index();
        WEEKDAYS.index();
    }

    private CalendarWords() {}

    /** The month of that name. */
    static Optional<Month> month(Words words, int index) {
        return MONTHS.find(words, index)
                .filter(month -> words.written(index).length() > LONGEST_ABBREVIATION
                        || SHORT_NAMES.contains(words.written(index)));
    }

    /** Whether the name of a month at that place may as well be another word. */
    static boolean isAmbiguousMonth(Words words, int index) {
        return AMBIGUOUS.contains(words.written(index));
    }

    /** The weekday of that name. */
    static Optional<DayOfWeek> weekday(Words words, int index) {
        return WEEKDAYS.find(words, index);
    }
}
