package cl.fizko.chat.domain.agent.phrasing;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes Spanish numbers in words as digits: {@code el doce de mayo} becomes {@code el 12 de mayo}. */
final class NumberWords {

    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;
    private static final int HUNDRED = 100;

    private static final Map<String, Integer> VALUES = new HashMap<>();

    static {
        count(
                2,
                1,
                "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete"
                        + " dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis"
                        + " veintisiete veintiocho veintinueve");
        count(30, 10, "treinta cuarenta cincuenta sesenta setenta ochenta noventa");
        count(
                200,
                100,
                "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos");
        count(
                200,
                100,
                "doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas novecientas");
        VALUES.put("cero", 0);
        VALUES.put("uno", 1);
        VALUES.put("un", 1);
        VALUES.put("una", 1);
        VALUES.put("veintiun", 21);
        VALUES.put("veintiuna", 21);
        VALUES.put("cien", HUNDRED);
        VALUES.put("ciento", HUNDRED);
    }

    private static final String TENS = "treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa";
    private static final String UNITS = "uno|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve";
    private static final String WORD =
            "(?:(?:" + TENS + ") y (?:" + UNITS + ")|" + String.join("|", VALUES.keySet()) + "|mil)";
    private static final Pattern NUMBER =
            Pattern.compile("\\b(?:" + WORD + "|millon)\\b(?: (?:" + WORD + "|millon|millones)\\b)*");

    /** "un" and "una" are articles unless one of these follows. */
    private static final Pattern COUNTED = Pattern.compile(
            "^ ?(?:%|por ?ciento|de (?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)|dias?\\b|mes\\b|meses\\b|anos?\\b"
                    + "|semanas?\\b|horas?\\b|uf\\b|utm\\b|uta\\b|pesos?\\b|cuotas?\\b|lucas?\\b|palos?\\b)");

    private NumberWords() {}

    private static void count(int from, int step, String words) {
        int value = from;
        for (var word : words.split(" ", -1)) {
            VALUES.put(word, value);
            value += step;
        }
    }

    /** The folded text with digits. */
    static String inDigits(String folded) {
        var text = new StringBuilder();
        var match = NUMBER.matcher(folded);
        while (match.find()) {
            match.appendReplacement(text, Matcher.quoteReplacement(digits(match, folded)));
        }
        return match.appendTail(text).toString();
    }

    private static String digits(Matcher match, String folded) {
        var words = match.group();
        boolean afterADigit = match.start() > 1 && Character.isDigit(folded.charAt(match.start() - 2));
        boolean isArticle = words.matches("un|una|uno")
                && !COUNTED.matcher(folded.substring(match.end())).find();
        // "por ciento" is a sign, and "800 mil" is read as a number with its unit
        boolean isSign = words.equals("ciento") && folded.startsWith("por ", Math.max(0, match.start() - 4));
        boolean isUnit = afterADigit && words.matches("mil|millon");
        return isArticle || isSign || isUnit ? words : Long.toString(value(words));
    }

    private static long value(String words) {
        long millions = 0;
        long thousands = 0;
        long rest = 0;
        for (var word : words.split(" ", -1)) {
            if (word.startsWith("millon")) {
                millions += Math.max(1, thousands + rest) * MILLION;
                thousands = 0;
                rest = 0;
            } else if (word.equals("mil")) {
                thousands += Math.max(1, rest) * THOUSAND;
                rest = 0;
            } else {
                rest += VALUES.getOrDefault(word, 0); // "y" adds nothing
            }
        }
        return millions + thousands + rest;
    }
}
