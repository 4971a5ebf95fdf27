package cl.fizko.chat.domain.language;

import java.util.Map;

/**
 * A word by its Chilean sound, so that spelling slips do not matter: {@code vence}, {@code bence} and {@code benze} are one,
 * as are {@code hay} and {@code ai}. Usual WhatsApp abbreviations count as the words they stand for.
 *
 * @param key the sound; comparable, not meant for reading
 */
record SpokenWord(String key) {

    private static final Map<String, String> SHORT_FORMS = Map.ofEntries(
            Map.entry("q", "que"),
            Map.entry("k", "que"),
            Map.entry("qe", "que"),
            Map.entry("x", "por"),
            Map.entry("d", "de"),
            Map.entry("m", "me"),
            Map.entry("pa", "para"),
            Map.entry("pal", "para"),
            Map.entry("xq", "porque"),
            Map.entry("pq", "porque"),
            Map.entry("tb", "tambien"),
            Map.entry("mnn", "manana"),
            Map.entry("mna", "manana"),
            Map.entry("mnna", "manana"),
            Map.entry("mnana", "manana"),
            Map.entry("oi", "hoy"),
            Map.entry("oy", "hoy"),
            Map.entry("kndo", "cuando"),
            Map.entry("cdo", "cuando"),
            Map.entry("dnd", "donde"),
            Map.entry("cmo", "como"),
            Map.entry("kmo", "como"),
            Map.entry("uds", "ustedes"));

    /** The sound of one folded word. */
    static SpokenWord of(String folded) {
        var word = SHORT_FORMS.getOrDefault(folded, folded);
        var key = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            char previous = i > 0 ? word.charAt(i - 1) : ' ';
            var sound = sound(previous, word.charAt(i), next);
            boolean doubled = key.length() > 0
                    && !sound.isEmpty()
                    && key.charAt(key.length() - 1) == sound.charAt(0)
                    && !Character.isDigit(sound.charAt(0));
            key.append(doubled ? "" : sound);
        }
        return new SpokenWord(key.isEmpty() ? word : key.toString());
    }

    private static String sound(char previous, char c, char next) {
        boolean soft = next == 'e' || next == 'i';
        return switch (c) {
            case 'h' -> previous == 'c' ? "h" : "";
            case 'c' -> next == 'h' ? "c" : soft ? "s" : "k";
            case 'q' -> "k";
            case 'z', 'x' -> "s";
            case 'v', 'w' -> "b";
            case 'g' -> soft ? "j" : "g"; // of "gu" too: the silent u falls away
            case 'l' -> next == 'l' ? "i" : "l";
            case 'y' -> "i";
            case 'n' -> next == 'p' || next == 'b' || next == 'v' ? "m" : "n";
            case 'u' -> soft && (previous == 'q' || previous == 'g') ? "" : "u";
            default -> String.valueOf(c);
        };
    }

    /** Whether this word is the other one with at most one slip: a letter wrong, missing, added, or two swapped. */
    boolean isSlipOf(SpokenWord other) {
        return key.charAt(0) == other.key.charAt(0) && withinOneEdit(key, other.key);
    }

    private static boolean withinOneEdit(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int from = 0;
        int shorter = Math.min(a.length(), b.length());
        while (from < shorter && a.charAt(from) == b.charAt(from)) {
            from++;
        }
        var restOfA = a.substring(from);
        var restOfB = b.substring(from);
        if (restOfA.length() != restOfB.length()) {
            var longer = restOfA.length() > restOfB.length() ? restOfA : restOfB;
            return longer.substring(1).equals(restOfA.length() > restOfB.length() ? restOfB : restOfA);
        }
        if (restOfA.isEmpty() || restOfA.substring(1).equals(restOfB.substring(1))) {
            return true;
        }
        return restOfA.charAt(0) == restOfB.charAt(1)
                && restOfA.charAt(1) == restOfB.charAt(0)
                && restOfA.substring(2).equals(restOfB.substring(2));
    }
}
