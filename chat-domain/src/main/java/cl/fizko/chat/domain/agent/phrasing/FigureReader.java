package cl.fizko.chat.domain.agent.phrasing;

import cl.fizko.chat.domain.agent.phrasing.Figure.Kind;
import cl.fizko.chat.domain.language.FoldedText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds every figure of a Spanish text, however it is written: {@code $1.250.000}, {@code un millón}, {@code 12/05/2026},
 * {@code doce de mayo}. No digit of the text is left out: what looks like nothing else is a number.
 *
 * <p>The point parts thousands and the comma decimals; a point that cannot part thousands is a decimal one.
 */
final class FigureReader {

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
    private static final String MONTH = String.join("|", MONTHS) + "|setiembre";
    private static final String ANY_MONTH =
            "(?:" + MONTH + "|(?:ene|feb|mar|abr|may|jun|jul|ago|sept?|set|oct|nov|dic)\\b\\.?)";
    private static final String WEEKDAY = "lunes|martes|miercoles|jueves|viernes|sabado|domingo";
    private static final String NUMBER = "(?:[1-9]\\d{0,2}(?:\\.\\d{3})+(?:,\\d+)?(?![.,]?\\d)"
            + "|[1-9]\\d{0,2}(?:,\\d{3}){2,}(?![.,]?\\d)|\\d+(?:[.,]\\d+)?)";
    private static final String YEAR_AFTER = "(?:,? (?:de |del )?(?:ano )?(?<%s>\\d{4})(?!\\d))?";
    private static final String SCALES = "mil|millon(?:es)?|lucas?|palos?|mm|k";
    private static final String UNITS =
            "dias?|mes(?:es)?|anos?|semanas?|horas?|hrs?|minutos?|uf|utm|uta|cuotas?|veces|vez|periodos?";

    private static final Pattern FIGURE = Pattern.compile(String.join(
            "|",
            "(?<address>(?:https?://|www\\.)\\S+|\\S+@\\S+"
                    + "|(?<![\\w.])[a-z0-9-]*[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}(?:/\\S*)?)",
            "(?<![\\d.,-])(?<isoyear>\\d{4})-(?<isomonth>\\d{2})(?:-(?<isoday>\\d{2}))?(?![\\d-])",
            "(?<![\\d.,/-])(?<nday>\\d{1,2})(?<nsign>[/.-])(?<nmonth>\\d{1,2})\\k<nsign>(?<nyear>\\d{4}|\\d{2})(?![\\d/-])",
            "(?<![\\d.,/])(?<sday>\\d{1,2})/(?<smonth>\\d{1,2})(?![\\d/])",
            "(?:(?<weekday>" + WEEKDAY + "),? (?:el )?)?(?<![\\d.,])(?<day>\\d{1,2}|primero)(?:er|ro|o|°)?"
                    + "(?: de | ?- ?| ?)(?<month>" + ANY_MONTH + ")" + YEAR_AFTER.formatted("year"),
            "\\b(?<only>" + MONTH + ")\\b" + YEAR_AFTER.formatted("onlyyear"),
            "\\b(?<wday>" + WEEKDAY + "),? (?:el )?(?<wnumber>\\d{1,2})(?![\\d.,]?\\d|[%/:])",
            "\\b(?<wonly>" + WEEKDAY + ")s?\\b",
            "\\b(?:formularios?|form|f)[ .-]{0,2}(?<form>\\d{2,4})(?!\\d)",
            "\\b(?:ddjj|dj|declaracion(?:es)? juradas?)[ .-]{0,2}(?:n[°o.]? ?)?(?<sworn>\\d{4})(?!\\d)",
            "(?<!\\d)(?<hour>\\d{1,2}):(?<minute>\\d{2})(?!\\d)",
            "(?<percent>" + NUMBER + ") ?(?:%|por ?ciento)",
            "(?:\\$|\\bclp) ?(?<signed>" + NUMBER + ")(?: ?(?<signedscale>" + SCALES + ")\\b)?",
            "(?<scaled>" + NUMBER + ") ?(?<scale>" + SCALES + ")\\b",
            "(?<pesos>" + NUMBER + ") pesos\\b",
            "(?<quantity>" + NUMBER + ") ?(?<unit>" + UNITS + ")\\b(?: (?<manner>habil|corrido|calendario))?",
            "(?<=\\b(?:el|al|del|dia) )(?<alone>\\d{1,2})(?![.,]?\\d|[%/:°])",
            "(?<number>" + NUMBER + ")"));

    private static final Map<String, BigDecimal> SCALE = Map.of(
            "mil", BigDecimal.valueOf(1_000),
            "luc", BigDecimal.valueOf(1_000),
            "k", BigDecimal.valueOf(1_000),
            "pal", BigDecimal.valueOf(1_000_000),
            "mm", BigDecimal.valueOf(1_000_000),
            "millon", BigDecimal.valueOf(1_000_000));

    private final Matcher match;
    private final List<Figure> found = new ArrayList<>();

    private FigureReader(String digits) {
        match = FIGURE.matcher(digits);
    }

    /** The figures in order of appearance, repeated ones too. */
    static List<Figure> read(String text) {
        var reader = new FigureReader(NumberWords.inDigits(FoldedText.of(text).value()));
        while (reader.match.find()) {
            reader.take();
        }
        return List.copyOf(reader.found);
    }

    private void take() {
        if (has("address")) {
            add(
                    Kind.ADDRESS,
                    it("address").replaceFirst("^(?:https?://)?(?:www\\.)?", "").replaceFirst("[).,;:!?*/]+$", ""));
        } else if (has("isoyear")) {
            var month = it("isoyear") + "-" + it("isomonth");
            add(has("isoday") ? Kind.DATE : Kind.MONTH, has("isoday") ? month + "-" + it("isoday") : month);
        } else if (has("nday")) {
            var year = it("nyear");
            date(it("nday"), Integer.parseInt(it("nmonth")), (year.length() == 2 ? "20" : "") + year);
        } else if (has("sday")) {
            date(it("sday"), Integer.parseInt(it("smonth")), "");
        } else if (has("day")) {
            takeSpokenDate();
        } else if (has("only")) {
            add(Kind.MONTH, (has("onlyyear") ? it("onlyyear") : "-") + "-" + two(month(it("only"))));
        } else if (has("wday")) {
            add(Kind.WEEKDAY_OF, it("wday") + " --" + two(it("wnumber")));
            add(Kind.DAY, "--" + two(it("wnumber")));
        } else if (has("wonly")) {
            add(Kind.WEEKDAY, it("wonly"));
        } else {
            takeNumber();
        }
    }

    private void takeSpokenDate() {
        var day = it("day").equals("primero") ? "1" : it("day");
        int month = month(it("month"));
        if (has("weekday")) {
            add(Kind.WEEKDAY_OF, it("weekday") + " --" + two(month) + "-" + two(day));
        }
        date(day, month, has("year") ? it("year") : "");
    }

    private void takeNumber() {
        if (has("form")) {
            add(Kind.FORM, it("form"));
        } else if (has("sworn")) {
            add(Kind.SWORN_STATEMENT, it("sworn"));
        } else if (has("hour")) {
            add(Kind.TIME, two(it("hour")) + ":" + it("minute"));
        } else if (has("percent")) {
            add(Kind.PERCENT, plain(value(it("percent"))));
        } else if (has("signed")) {
            money(it("signed"), has("signedscale") ? it("signedscale") : "");
        } else if (has("scaled")) {
            money(it("scaled"), it("scale"));
        } else if (has("pesos")) {
            money(it("pesos"), "");
        } else if (has("quantity")) {
            var unit = it("unit").matches("hrs?")
                    ? "hora"
                    : it("unit").replaceFirst("mes(?:es)?", "mes").replaceFirst("(?<=[aeiou])s$", "");
            add(Kind.QUANTITY, plain(value(it("quantity"))) + " " + unit + (has("manner") ? " " + it("manner") : ""));
        } else if (has("alone")) {
            add(Kind.DAY, "--" + two(it("alone")));
        } else {
            var written = it("number");
            boolean isYear = written.matches("(?:19|20)\\d{2}");
            add(isYear ? Kind.YEAR : Kind.NUMBER, isYear ? written : plain(value(written)));
        }
    }

    private void money(String number, String scale) {
        var factor = SCALE.entrySet().stream()
                .filter(e -> scale.startsWith(e.getKey()))
                .max(Comparator.comparingInt(e -> e.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(BigDecimal.ONE);
        add(Kind.MONEY, plain(value(number).multiply(factor)));
    }

    private void date(String day, int month, String year) {
        add(Kind.DATE, (year.isEmpty() ? "-" : year) + "-" + two(month) + "-" + two(day));
    }

    private void add(Kind kind, String value) {
        found.add(new Figure(kind, value));
    }

    private boolean has(String group) {
        return match.group(group) != null;
    }

    private String it(String group) {
        return Objects.requireNonNull(match.group(group));
    }

    private static int month(String name) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).startsWith(name.substring(0, 3))) {
                return i + 1;
            }
        }
        return MONTHS.indexOf("septiembre") + 1; // "setiembre", "set"
    }

    private static BigDecimal value(String written) {
        boolean dotsPart = written.matches("[1-9]\\d{0,2}(?:\\.\\d{3})+(?:,\\d+)?");
        boolean commasPart = written.matches("[1-9]\\d{0,2}(?:,\\d{3}){2,}");
        var digits = dotsPart ? written.replace(".", "") : commasPart ? written.replace(",", "") : written;
        return new BigDecimal(digits.replace(',', '.'));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private static String two(String number) {
        return two(Integer.parseInt(number));
    }
}
