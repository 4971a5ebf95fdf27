package cl.fizko.chat.domain.language;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds amounts of Chilean pesos as people write them: {@code $1.250.000}, {@code 500 lucas}, {@code 1,5 palos},
 * {@code medio palo}, {@code 1 palo 2}, {@code 800 mil}, {@code un millon}, {@code 400 limpios} (thousands are meant).
 *
 * <p>The point parts thousands and the comma decimals. A bare number is an amount from five digits on or with a point of
 * thousands; smaller ones need a sign of money.
 */
public final class AmountReader {

    private static final long LARGEST = 999_999_999_999L;
    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;
    private static final Map<String, Integer> SPELLED = Map.ofEntries(
            Map.entry("un", 1),
            Map.entry("una", 1),
            Map.entry("dos", 2),
            Map.entry("tres", 3),
            Map.entry("cuatro", 4),
            Map.entry("cinco", 5),
            Map.entry("seis", 6),
            Map.entry("siete", 7),
            Map.entry("ocho", 8),
            Map.entry("nueve", 9),
            Map.entry("diez", 10),
            Map.entry("veinte", 20),
            Map.entry("treinta", 30),
            Map.entry("cincuenta", 50),
            Map.entry("cien", 100),
            Map.entry("doscientos", 200),
            Map.entry("doscientas", 200),
            Map.entry("trescientos", 300),
            Map.entry("trescientas", 300),
            Map.entry("cuatrocientos", 400),
            Map.entry("cuatrocientas", 400),
            Map.entry("quinientos", 500),
            Map.entry("quinientas", 500));
    private static final String MILLIONS = "palos?|millon(?:es)?|milliones?|melon(?:es)?|guaton(?:es)?";
    private static final String THOUSANDS = "lucas?|lukas?|mil|k";
    private static final Pattern UNIT = Pattern.compile(MILLIONS + "|" + THOUSANDS);
    private static final Pattern AMOUNT = Pattern.compile("\\bmedio (?<half>palo|millon)\\b"
            + "|(?<sign>\\$ ?|\\bclp ?)?(?<![\\d.,])(?<number>\\d{1,3}(?:\\.\\d{3})+(?![.,]?\\d)|\\d+(?:[.,]\\d{1,2})?(?![\\d]))"
            + "(?: ?(?:(?<millions>" + MILLIONS + ")|(?<thousands>" + THOUSANDS + "))\\b)?"
            + "(?<tail> y medio\\b| \\d{1,3}(?! ?(?:" + THOUSANDS + ")|[\\d.,])\\b| \\d{1,3} ?(?:" + THOUSANDS
            + ")\\b)?"
            + "|\\b(?<spelled>" + String.join("|", SPELLED.keySet()) + ") (?:(?<spelledMillions>" + MILLIONS
            + ")|(?<spelledThousands>" + THOUSANDS + "))\\b(?<spelledTail> y medio\\b)?");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+");
    private static final Pattern NOT_MONEY = Pattern.compile(
            "^ ?(?:%|por ?ciento|uf\\b|utm\\b|uta\\b|dias?\\b|meses\\b|anos?\\b|horas?\\b|hrs\\b|facturas?\\b|-[\\dk])");
    private static final Pattern MEANS_THOUSANDS_AFTER =
            Pattern.compile("^ ?(?:liquid|limpi|brut|net[oa]|libres?|en la mano)");
    private static final Pattern MEANS_THOUSANDS_BEFORE =
            Pattern.compile("(?:liquid[oa]s?|limpi[oa]s?|brut[oa]s?|netos?) (?:de )?$");

    /** In "eran 350 lucas y facturé 530" the second number is in lucas too. */
    private static final Pattern GOES_ON_IN_THOUSANDS =
            Pattern.compile("(?:lucas?|lukas?|mil)\\b.*\\b(?:eran?|facture|cobre|pague|puse|son) $");

    private AmountReader() {}

    /** The amounts of a folded text in order; numbers of RUTs and forms must have been blanked out. */
    public static List<AmountMention> read(String folded) {
        var found = new ArrayList<AmountMention>();
        var match = AMOUNT.matcher(folded);
        while (match.find()) {
            var before = folded.substring(0, match.start());
            int end = match.end();
            var tail = match.group("tail");
            boolean tailCounts = tail == null || match.group("millions") != null;
            if (!tailCounts) {
                end = match.start("tail");
            }
            var after = folded.substring(end);
            long pesos = NOT_MONEY.matcher(after).find() ? 0 : pesos(match, before, after);
            if (pesos > 0 && pesos <= LARGEST) {
                found.add(new AmountMention(pesos, before, after));
            }
            match.region(end, folded.length());
        }
        return List.copyOf(found);
    }

    /** Whether words may name an amount without a digit, e.g. {@code medio palo}: a number and then a unit. */
    static boolean isSpelledIn(Words words) {
        for (int i = 1; i < words.size(); i++) {
            var number = words.written(i - 1);
            if ((SPELLED.containsKey(number) || number.equals("medio"))
                    && UNIT.matcher(words.written(i)).matches()) {
                return true;
            }
        }
        return false;
    }

    private static long pesos(Matcher match, String before, String after) {
        if (match.group("half") != null) {
            return MILLION / 2;
        }
        var spelled = match.group("spelled");
        if (spelled != null) {
            long unit = match.group("spelledMillions") != null ? MILLION : THOUSAND;
            long half = match.group("spelledTail") != null ? unit / 2 : 0;
            return SPELLED.getOrDefault(spelled, 0) * unit + half;
        }
        var number = Optional.ofNullable(match.group("number")).orElseThrow();
        boolean grouped = GROUPED.matcher(number).matches();
        var value = new BigDecimal(grouped ? number.replace(".", "") : number.replace(',', '.'));
        if (match.group("millions") != null) {
            return times(value, MILLION)
                    + Optional.ofNullable(match.group("tail"))
                            .map(AmountReader::tail)
                            .orElse(0L);
        }
        if (match.group("thousands") != null) {
            return times(value, THOUSAND);
        }
        if (match.group("sign") != null || grouped) {
            return times(value, 1);
        }
        if (value.scale() > 0) {
            return 0;
        }
        boolean inThousands = value.compareTo(BigDecimal.TEN) >= 0
                && value.compareTo(BigDecimal.valueOf(THOUSAND)) < 0
                && (MEANS_THOUSANDS_AFTER.matcher(after).find()
                        || MEANS_THOUSANDS_BEFORE.matcher(before).find()
                        || GOES_ON_IN_THOUSANDS.matcher(before).find());
        if (inThousands) {
            return times(value, THOUSAND);
        }
        boolean bareAmount = number.length() >= 5 && number.length() <= 8;
        return bareAmount || after.startsWith(" pesos") ? times(value, 1) : 0;
    }

    /** What follows the millions: {@code 1 palo 2} and {@code 1 palo 200} both add 200,000. */
    private static long tail(String tail) {
        if (tail.equals(" y medio")) {
            return MILLION / 2;
        }
        var digits = tail.replaceAll("\\D", "");
        long value = Long.parseLong(digits);
        return tail.matches(" \\d") ? value * 100 * THOUSAND : value * THOUSAND;
    }

    private static long times(BigDecimal value, long unit) {
        var pesos = value.multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.HALF_UP);
        return pesos.compareTo(BigDecimal.valueOf(LARGEST)) > 0 ? 0 : pesos.longValueExact();
    }
}
