package cl.fizko.chat.domain.privacy;

import java.util.Set;

/** The words by which people name a key or a password, and a quick look whether any of them may be there. */
final class KeyWords {

    private static final Set<String> NAMES = Set.of(
            "clave",
            "claves",
            "claveunica",
            "clavesii",
            "clavetributaria",
            "klave",
            "clabe",
            "klabe",
            "contrasena",
            "contrasenas",
            "contrasenia",
            "contraseina",
            "contracena",
            "kontrasena",
            "pass",
            "password",
            "passwd",
            "pasword",
            "pasw",
            "pwd",
            "psw");

    /** Beginnings of them, without letters that may carry a mark or be written as a JSON escape. */
    private static final String[] BEGINNINGS = {
        "clav", "klav", "clab", "klab", "contras", "contrac", "kontras", "pass", "pasw", "pwd", "psw"
    };

    private KeyWords() {}

    /** Whether a folded word names a key. */
    static boolean isOne(String folded) {
        return NAMES.contains(folded);
    }

    /** Two letters settle it for almost every place in a text. */
    private static boolean mayBegin(int first, int second) {
        int next = second | 0x20;
        return switch (first | 0x20) {
            case 'c', 'k' -> next == 'l' || next == 'o';
            case 'p' -> next == 'a' || next == 's' || next == 'w';
            default -> false;
        };
    }

    /** False for a text that surely names no key. */
    static boolean mayBeIn(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            if (mayBegin(text.charAt(i), text.charAt(i + 1)) && beginsAt(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsAt(String text, int i) {
        for (var beginning : BEGINNINGS) {
            if (text.regionMatches(true, i, beginning, 0, beginning.length())) {
                return true;
            }
        }
        return false;
    }

    /** The same for text in UTF-8. */
    static boolean mayBeIn(byte[] utf8) {
        for (int i = 0; i + 1 < utf8.length; i++) {
            if (mayBegin(utf8[i], utf8[i + 1]) && beginsAt(utf8, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsAt(byte[] utf8, int i) {
        for (var beginning : BEGINNINGS) {
            int at = 0;
            while (at < beginning.length() && i + at < utf8.length && (utf8[i + at] | 0x20) == beginning.charAt(at)) {
                at++;
            }
            if (at == beginning.length()) {
                return true;
            }
        }
        return false;
    }
}
