package cl.fizko.chat.domain.language;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How dates, money and shares are written for customers in Chile, the same on every JVM. */
public final class ChileanFormat {

    private static final List<String> MONTHS = List.of(
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
            "diciembre");
    private static final List<String> WEEKDAYS =
            List.of("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private ChileanFormat() {}

    /** {@code lunes 21 de diciembre de 2026}; the weekday is computed. */
    public static String date(LocalDate day) {
        return weekday(day) + " " + day.getDayOfMonth() + " de " + MONTHS.get(day.getMonthValue() - 1) + " de "
                + day.getYear();
    }

    /** {@code lunes}. */
    public static String weekday(LocalDate day) {
        return WEEKDAYS.get(day.getDayOfWeek().getValue() - 1);
    }

    /** {@code noviembre de 2026}. */
    public static String month(YearMonth month) {
        return MONTHS.get(month.getMonthValue() - 1) + " de " + month.getYear();
    }

    /** {@code noviembre}. */
    public static String monthName(YearMonth month) {
        return MONTHS.get(month.getMonthValue() - 1);
    }

    /** {@code $1.179.941}. */
    public static String pesos(long amount) {
        var digits = new StringBuilder().append(amount);
        int first = amount < 0 ? 1 : 0;
        for (int at = digits.length() - 3; at > first; at -= 3) {
            digits.insert(at, '.');
        }
        return "$" + digits;
    }

    /** Basis points as a share: 1525 is {@code 15,25%}, 1600 is {@code 16%}. */
    public static String percent(long basisPoints) {
        var fraction = String.format(Locale.ROOT, "%02d", basisPoints % 100).replaceFirst("0+$", "");
        return basisPoints / 100 + (fraction.isEmpty() ? "" : "," + fraction) + "%";
    }

    /** {@code 09:00}. */
    public static String clock(LocalTime time) {
        return CLOCK.format(time);
    }
}
