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
        var numericDays = new ArrayList<DayMention>();
        var numericMonths = new ArrayList<MonthMention>();
        var rest = NUMERIC_DAY.matcher(folded).replaceAll(m -> {
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
            numericDays.add(new DayMention.OfYear(day, Month.of(month), year));
            return " ";
        });
        rest = NUMERIC_MONTH.matcher(rest).replaceAll(m -> {
            int month = Integer.parseInt(m.group(1) != null ? m.group(1) : m.group(4));
            int year = Integer.parseInt(m.group(2) != null ? m.group(2) : m.group(3));
            if (month < 1 || month > 12) {
                return m.group();
            }
            numericMonths.add(new MonthMention.Named(Month.of(month), OptionalInt.of(year)));
            return " ";
        });
        var reader = new DateReader(Words.ofFolded(rest), today.getYear());
        reader.days.addAll(numericDays);
        reader.months.addAll(numericMonths);
        for (int i = 0; i < reader.words.size(); ) {
            i = reader.readAt(i);
        }
        return new DateMentions(reader.days, reader.months, reader.year);
    }

    /** Reads what starts at a word and says where to go on. */
    private int readAt(int i) {
        var weekday = CalendarWords.weekday(words, i);
        int number = weekday.isPresent() ? i + 1 : i;
        if (number < words.size() && dayNumber(number) > 0) {
            int monthAt = number + 1 < words.size() && OF.in(only(number + 1)) ? number + 2 : number + 1;
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
        if (phrase(i, "pasado manana")) {
            days.add(new DayMention.Relative(2));
            return i + 2;
        }
        if (phrase(i, "hoy", "today", "hoje")) {
            days.add(new DayMention.Relative(0));
        } else if (phrase(i, "ayer", "yesterday")) {
            days.add(new DayMention.Relative(-1));
        } else if (phrase(i, "anteayer", "antier")) {
            days.add(new DayMention.Relative(-2));
        } else if (phrase(i, "manana", "tomorrow") && !phrase(i - 1, "la", "toda", "buena")) {
            days.add(new DayMention.Relative(1));
        } else if (phrase(i, "este mes", "mes actual", "mes en curso", "this month")) {
            months.add(new MonthMention.Relative(0));
        } else if (phrase(i, "mes pasado", "mes anterior")) {
            months.add(new MonthMention.Relative(-1));
        } else if (phrase(i, "proximo mes", "mes que viene", "mes siguiente", "otro mes")) {
            months.add(new MonthMention.Relative(1));
        } else if (phrase(i, "este ano", "ano actual")) {
            noteYear(thisYear);
        } else if (phrase(i, "ano pasado", "ano anterior")) {
            noteYear(thisYear - 1);
        } else if (phrase(i, "proximo ano", "ano que viene", "otro ano", "ano siguiente")) {
            noteYear(thisYear + 1);
        }
        return i + 1;
    }

    private boolean phrase(int i, String... phrases) {
        if (i < 0) {
            return false;
        }
        for (var phrase : phrases) {
            var parts = phrase.split(" ", -1);
            boolean all = i + parts.length <= words.size();
            for (int j = 0; all && j < parts.length; j++) {
                all = words.spoken(i + j).equals(SpokenWord.of(parts[j]));
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private Words only(int i) {
        return Words.ofFolded(words.written(i));
    }

    /** 1 to 31, or 0. */
    private int dayNumber(int i) {
        var text = words.written(i);
        if (text.equals("primero")) {
            return 1;
        }
        return text.matches("\\d{1,2}") && Integer.parseInt(text) <= 31 ? Integer.parseInt(text) : 0;
    }

    private boolean isYear(int i) {
        return words.written(i).matches("20[12345]\\d");
    }

    /** Where the year that follows stands, or -1. */
    private int yearAfter(int i) {
        if (isYear(i)) {
            return i;
        }
        return i + 1 < words.size() && OF.in(only(i)) && isYear(i + 1) ? i + 1 : -1;
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
