package cl.fizko.chat.domain.privacy;

/** Strings as JSON writes them (RFC 8259, section 7), read leniently: a broken one is still read to its end. */
final class JsonString {

    private JsonString() {}

    /** Where the string that opens at a quote closes, or the text ends. */
    static int end(String json, int quote) {
        int i = quote + 1;
        while (i < json.length() && json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, json.length());
    }

    /** The characters between {@code from} and {@code to}. */
    static String decode(String json, int from, int to) {
        var decoded = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            char c = json.charAt(i++);
            if (c != '\\' || i >= to) {
                decoded.append(c);
                continue;
            }
            char escape = json.charAt(i++);
            if (escape == 'u' && i + 4 <= to && isHex(json, i)) {
                decoded.append((char) Integer.parseInt(json, i, i + 4, 16));
                i += 4;
            } else {
                decoded.append(meaning(escape));
            }
        }
        return decoded.toString();
    }

    private static char meaning(char escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escape;
        };
    }

    private static boolean isHex(String json, int from) {
        for (int i = from; i < from + 4; i++) {
            if (Character.digit(json.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The text as it stands between the quotes. */
    static String encode(String text) {
        var encoded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                encoded.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                encoded.append(String.format("\\u%04x", (int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }
}
