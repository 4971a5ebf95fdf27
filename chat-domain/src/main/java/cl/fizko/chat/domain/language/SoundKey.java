package cl.fizko.chat.domain.language;

import java.util.Set;

/**
 * How a word sounds in Chile, so that spellings which sound alike become one: {@code votar} and {@code botar},
 * {@code hacer} and {@code aser}, {@code llave} and {@code yabe}, {@code atrasado} and {@code atrasao}.
 */
public final class SoundKey {

    /** Words that would sound like another one which means something else. */
    private static final Set<String> SPELT = Set.of(
            "sii", "hi", "the", "this", "that", "they", "them", "she", "what", "with", "who", "how", "have", "has",
            "ah", "oh", "eh", "uh");

    private SoundKey() {}

    /**
     * The key of a word.
     *
     * @param word folded: lower case, no accents
     */
    public static String of(String word) {
        if (word.length() == 1 || SPELT.contains(word)) {
            return word;
        }
        var key = new StringBuilder(word.length());
        int n = word.length();
        for (int i = 0; i < n; i++) {
            char c = word.charAt(i);
            char next = i + 1 < n ? word.charAt(i + 1) : ' ';
            switch (c) {
                case 'h' -> {}
                case 'c' -> {
                    if (next == 'h') {
                        append(key, '#');
                        i++;
                    } else {
                        append(key, soft(next) ? 's' : 'k');
                    }
                }
                case 's' -> {
                    if (next == 'h') {
                        append(key, '#');
                        i++;
                    } else {
                        append(key, 's');
                    }
                }
                case 'q' -> {
                    append(key, 'k');
                    if (next == 'u' && i + 2 < n && soft(word.charAt(i + 2))) {
                        i++;
                    }
                }
                case 'g' -> {
                    if (soft(next)) {
                        append(key, 'j');
                    } else {
                        append(key, 'g');
                        if (next == 'u' && i + 2 < n && soft(word.charAt(i + 2))) {
                            i++;
                        }
                    }
                }
                case 'l' -> {
                    if (next == 'l') {
                        append(key, 'y');
                        i++;
                    } else {
                        append(key, 'l');
                    }
                }
                case 'y' -> append(key, vowel(next) ? 'y' : 'i');
                case 'v' -> append(key, 'b');
                case 'z', 'x' -> append(key, 's');
                case 'm' -> append(key, next == 'b' || next == 'p' || next == 'v' ? 'n' : 'm');
                default -> append(key, c);
            }
        }
        restoreParticiple(key);
        return key.toString();
    }

    /** Doubled letters are one sound. */
    private static void append(StringBuilder key, char c) {
        if (key.length() == 0 || key.charAt(key.length() - 1) != c) {
            key.append(c);
        }
    }

    /** Spoken "bloqueao", "atrasaos" are "bloqueado", "atrasados". */
    private static void restoreParticiple(StringBuilder key) {
        int n = key.length();
        if (n >= 5 && key.charAt(n - 2) == 'a' && key.charAt(n - 1) == 'o') {
            key.insert(n - 1, 'd');
        } else if (n >= 6 && key.charAt(n - 3) == 'a' && key.charAt(n - 2) == 'o' && key.charAt(n - 1) == 's') {
            key.insert(n - 2, 'd');
        }
    }

    private static boolean soft(char c) {
        return c == 'e' || c == 'i';
    }

    private static boolean vowel(char c) {
        return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
    }
}
