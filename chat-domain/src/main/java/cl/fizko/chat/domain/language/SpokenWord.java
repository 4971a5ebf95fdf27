package cl.fizko.chat.domain.language;

import java.util.Map;

/**
 * A word by its Chilean sound, so that spelling slips do not matter: {@code vence}, {@code bence} and {@code benze} are one,
 * as are {@code hay} and {@code ai}. Usual WhatsApp abbreviations count as the words they stand for.
 *
 * @param key the sound; comparable, not meant for reading
 */
record SpokenWord(String key) {

    private static final char SILENT = 0;

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
        int length = word.length();
        var key = new char[length];
        int n = 0;
        for (int i = 0; i < length; i++) {
            char next = i + 1 < length ? word.charAt(i + 1) : ' ';
            char previous = i > 0 ? word.charAt(i - 1) : ' ';
            char sound = sound(previous, word.charAt(i), next);
            boolean doubled = n > 0 && key[n - 1] == sound && !Character.isDigit(sound);
            if (sound != SILENT && !doubled) {
                key[n++] = sound;
            }
        }
        return new SpokenWord(n == 0 ? word : new String(key, 0, n));
    }

    private static char sound(char previous, char c, char next) {
        boolean soft = next == 'e' || next == 'i';
        return switch (c) {
            case 'h' -> previous == 'c' ? 'h' : SILENT;
            case 'c' -> next == 'h' ? 'c' : soft ? 's' : 'k';
            case 'q' -> 'k';
            case 'z', 'x' -> 's';
            case 'v', 'w' -> 'b';
            case 'g' -> soft ? 'j' : 'g'; // of "gu" too: the silent u falls away
            case 'l' -> next == 'l' ? 'i' : 'l';
            case 'y' -> 'i';
            case 'n' -> next == 'p' || next == 'b' || next == 'v' ? 'm' : 'n';
            case 'u' -> soft && (previous == 'q' || previous == 'g') ? SILENT : 'u';
            default -> c;
        };
    }

    /** Whether this word is the other one with at most one slip: a letter wrong, missing, added, or two swapped. */
    boolean isSlipOf(SpokenWord other) {
        return OneSlip.between(key, other.key);
    }
}
