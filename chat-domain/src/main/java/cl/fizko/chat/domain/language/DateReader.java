package cl.fizko.chat.domain.language;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds days, months and years: "el 14", "viernes 20", "15 de octubre", "15/10", "oct", "enero 2027", "este mes", "mañana"
 * (not "en la mañana"), "el año pasado", "2026".
 */
public final class DateReader {

    private static final Pattern NUMERIC_DAY =
            Pattern.compile("(?<![\\d/.-])(?:(?<iso>20\\d\\d)-(?<isoMonth>\\d\\d)-(?<isoDay>\\d\\d)"
                    + "|(?<day>\\d{1,2})[/-](?<month>\\d{1,2})(?:[/-](?<year>20\\d\\d|\\d\\d))?)(?![\\d/-])");
    private static final Pattern NUMERIC_MONTH = Pattern.compile(
            "(?<![\\d/.-])(?:(?<month>\\d{1,2})[/-](?<year>20\\d\\d)|(?<iso>20\\d\\d)-(?<isoMonth>\\d\\d))(?![\\d/-])");
    private static final Set<String> BEFORE_DAY = Set.of("el", "dia", "al", "del", "es", "the");
    private static final Set<String> BEFORE_MONTH = Set.of("de", "d", "en", "del", "in", "for", "of", "y");
    private static final Keywords OF = Keywords.of("de", "del", "of");
    private static final Set<String> NOT_A_DAY = Set.of(
            "lucas",
            "luca",
            "lukas",
            "mil",
            "palos",
            "palo",
            "uf",
            "dias",
            "meses",
            "mes",
            "horas",
            "hrs",
            "por",
            "facturas",
            "boletas",
            "pm",
            "am",
            "th",
            "st",
            "nd");

    private static final SpokenPhrases AFTER_TOMORROW = SpokenPhrases.of("pasado manana");
    private static final SpokenPhrases TODAY = SpokenPhrases.of("hoy", "today", "hoje");
    private static final SpokenPhrases YESTERDAY = SpokenPhrases.of("ayer", "yesterday");
    private static final SpokenPhrases BEFORE_YESTERDAY = SpokenPhrases.of("anteayer", "antier");
    private static final SpokenPhrases TOMORROW = SpokenPhrases.of("manana", "tomorrow");
    private static final SpokenPhrases BEFORE_MORNING = SpokenPhrases.of("la", "toda", "buena");
    private static final SpokenPhrases THIS_MONTH =
            SpokenPhrases.of("este mes", "mes actual", "mes en curso", "this month");
    private static final SpokenPhrases LAST_MONTH = SpokenPhrases.of("mes pasado", "mes anterior");
    private static final SpokenPhrases NEXT_MONTH =
            SpokenPhrases.of("proximo mes", "mes que viene", "mes siguiente", "otro mes");
    private static final SpokenPhrases THIS_YEAR = SpokenPhrases.of("este ano", "ano actual");
    private static final SpokenPhrases LAST_YEAR = SpokenPhrases.of("ano pasado", "ano anterior");
    private static final SpokenPhrases NEXT_YEAR =
            SpokenPhrases.of("proximo ano", "ano que viene", "otro ano", "ano siguiente");

    /** Most words begin none of them, and need not be compared with each. */
    private static final Set<String> RELATIVE = SpokenPhrases.firstSounds(
            AFTER_TOMORROW,
            TODAY,
            YESTERDAY,
            BEFORE_YESTERDAY,
            TOMORROW,
            THIS_MONTH,
            LAST_MONTH,
            NEXT_MONTH,
            THIS_YEAR,
            LAST_YEAR,
            NEXT_YEAR);

    private final Words words;
    private final int thisYear;
    private final List<DayMention> days = new ArrayList<>();
    private final List<MonthMention> months = new ArrayList<>();
    private OptionalInt year = OptionalInt.empty();

    private DateReader(Words words, int thisYear) {
        this.words = words;
        this.thisYear = thisYear;
    }

    /** The dates of a folded text; numbers that are amounts, RUTs and forms must have been blanked out. */
    public static DateMentions read(String folded, LocalDate today) {
        return read(folded, Words.ofFolded(folded), today);
    }

    /**
     * The same of a text whose words are known.
     *
     * @param ofFolded its words
     */
    static DateMentions read(String folded, Words ofFolded, LocalDate today) {
        var days = new ArrayList<DayMention>();
        var months = new ArrayList<MonthMention>();
        var words = ofFolded;
        if (folded.indexOf('/') >= 0 || folded.indexOf('-') >= 0) {
            var rest = takeNumericMonths(takeNumericDays(folded, days), months);
            words = Words.ofFolded(rest);
        }
        var reader = new DateReader(words, today.getYear());
        reader.days.addAll(days);
        reader.months.addAll(months);
        for (int i = 0; i < words.size(); ) {
            i = reader.readAt(i);
        }
        return new DateMentions(reader.days, reader.months, reader.year);
    }

    /** Returns the text without the days that it takes out. */
    private static String takeNumericDays(String folded, List<DayMention> taken) {
        return NUMERIC_DAY.matcher(folded).replaceAll(m -> {
            var iso = m.group(1) != null;
            var day = Integer.parseInt(iso ? m.group(3) : m.group(4));
            var month = Integer.parseInt(iso ? m.group(2) : m.group(5));
            var yearText = Optional.ofNullable(m.group(iso ? 1 : 6)).orElse("");
            var year = yearText.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(Integer.parseInt(yearText.length() == 2 ? "20" + yearText : yearText));
            if (month < 1 || month > 12 || day < 1 || day > Month.of(month).maxLength()) {
                return m.group();
            }
            taken.add(new DayMention.OfYear(day, Month.of(month), year));
            return " ";
        });
    }

    /** Returns the text without the months that it takes out. */
    private static String takeNumericMonths(String folded, List<MonthMention> taken) {
        return NUMERIC_MONTH.matcher(folded).replaceAll(m -> {
            int month = Integer.parseInt(m.group(1) != null ? m.group(1) : m.group(4));
            int year = Integer.parseInt(m.group(2) != null ? m.group(2) : m.group(3));
            if (month < 1 || month > 12) {
                return m.group();
            }
            taken.add(new MonthMention.Named(Month.of(month), OptionalInt.of(year)));
            return " ";
        });
    }

    /** Reads what starts at a word and says where to go on. */
    private int readAt(int i) {
        var weekday = CalendarWords.weekday(words, i);
        int number = weekday.isPresent() ? i + 1 : i;
        if (number < words.size() && dayNumber(number) > 0) {
            int monthAt = number + 1 < words.size() && OF.startAt(number + 1, words) ? number + 2 : number + 1;
            var month = CalendarWords.month(words, monthAt);
            if (month.isPresent() && dayNumber(number) <= month.get().maxLength()) {
                var end = monthAt + 1;
                var yearAt = yearAfter(end);
                days.add(new DayMention.OfYear(dayNumber(number), month.get(), yearValue(yearAt)));
                return yearAt > 0 ? yearAt + 1 : end;
            }
            boolean announced = weekday.isPresent() || BEFORE_DAY.contains(words.written(i - 1));
            if (announced && !NOT_A_DAY.contains(words.written(number + 1))) {
                days.add(new DayMention.OfMonth(dayNumber(number), weekday));
                return number + 1;
            }
        }
        if (weekday.isPresent()) {
            days.add(new DayMention.OfWeek(weekday.get()));
            return i + 1;
        }
        var month = CalendarWords.month(words, i);
        if (month.isPresent()
                && (!CalendarWords.isAmbiguousMonth(words, i) || BEFORE_MONTH.contains(words.written(i - 1)))) {
            var yearAt = yearAfter(i + 1);
            months.add(new MonthMention.Named(month.get(), yearValue(yearAt)));
            return yearAt > 0 ? yearAt + 1 : i + 1;
        }
        return readRelative(i);
    }

    private int readRelative(int i) {
        if (isYear(i)) {
            noteYear(Integer.parseInt(words.written(i)));
            return i + 1;
        }
        if (!RELATIVE.contains(words.spoken(i).key())) {
            return i + 1;
        }
        if (AFTER_TOMORROW.areAt(i, words)) {
            days.add(new DayMention.Relative(2));
            return i + 2;
        }
        if (TODAY.areAt(i, words)) {
            days.add(new DayMention.Relative(0));
        } else if (YESTERDAY.areAt(i, words)) {
            days.add(new DayMention.Relative(-1));
        } else if (BEFORE_YESTERDAY.areAt(i, words)) {
            days.add(new DayMention.Relative(-2));
        } else if (TOMORROW.areAt(i, words) && !BEFORE_MORNING.areAt(i - 1, words)) {
            days.add(new DayMention.Relative(1));
        } else if (THIS_MONTH.areAt(i, words)) {
            months.add(new MonthMention.Relative(0));
        } else if (LAST_MONTH.areAt(i, words)) {
            months.add(new MonthMention.Relative(-1));
        } else if (NEXT_MONTH.areAt(i, words)) {
            months.add(new MonthMention.Relative(1));
        } else if (THIS_YEAR.areAt(i, words)) {
            noteYear(thisYear);
        } else if (LAST_YEAR.areAt(i, words)) {
            noteYear(thisYear - 1);
        } else if (NEXT_YEAR.areAt(i, words)) {
            noteYear(thisYear + 1);
        }
        return i + 1;
    }

    /** 1 to 31, or 0. */
    private int dayNumber(int i) {
        var text = words.written(i);
        if (text.equals("primero")) {
            return 1;
        }
        boolean number = !text.isEmpty() && text.length() <= 2 && Character.isDigit(text.charAt(0));
        return number && Integer.parseInt(text) <= 31 ? Integer.parseInt(text) : 0;
    }

    private boolean isYear(int i) {
        var text = words.written(i);
        return text.length() == 4 && text.startsWith("20") && text.charAt(2) >= '1' && text.charAt(2) <= '5';
    }

    /** Where the year that follows stands, or -1. */
    private int yearAfter(int i) {
        if (isYear(i)) {
            return i;
        }
        return i + 1 < words.size() && OF.startAt(i, words) && isYear(i + 1) ? i + 1 : -1;
    }

    private OptionalInt yearValue(int at) {
        return at > 0 ? OptionalInt.of(Integer.parseInt(words.written(at))) : OptionalInt.empty();
    }

    private void noteYear(int value) {
        if (year.isEmpty()) {
            year = OptionalInt.of(value);
        }
    }
}
