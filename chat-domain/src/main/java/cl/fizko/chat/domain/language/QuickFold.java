package cl.fizko.chat.domain.language;

import java.util.Optional;

/**
 * Folds what customers mostly write, Latin letters and emoji, in one pass. What a sign becomes is asked once of the slow way,
 * {@link FoldedText#byUnicode}, sign by sign: a sign that depends on its neighbours, or becomes several, is left to it.
 */
final class QuickFold {

    /** Letters, combining marks and punctuation; beyond it stand the symbols below and scripts that we rarely see. */
    private static final int KNOWN = 0x2070;

    private static final char LEFT_TO_UNICODE = 0;
    private static final char DROPPED = 0xFFFF;
    private static final char EMOJI_STYLE = 0xFE0F;
    private static final char SIGMA = '\u03C3';
    private static final char[] FOLDED = new char[KNOWN];

    static {
        for (char c = 1; c < KNOWN; c++) {
            FOLDED[c] = alone(c);
        }
    }

    private QuickFold() {}

    private static char alone(char c) {
        // Between two letters, for at the ends of a text spaces are taken away.
        var folded = FoldedText.byUnicode("a" + c + "a");
        if (folded.length() == 2) {
            return DROPPED;
        }
        char only = folded.charAt(1);
        // Some signs are taken away at the ends although they are no spaces; a sigma looks otherwise at the end of a
        // word.
        boolean depends = only == SIGMA || (only != ' ' && Character.isWhitespace(only));
        return folded.length() > 3 || depends ? LEFT_TO_UNICODE : only;
    }

    /** The folded text; empty if some sign has to be looked up. */
    static Optional<String> of(String text) {
        var folded = new char[text.length()];
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char plain = c < KNOWN ? FOLDED[c] : c == EMOJI_STYLE ? DROPPED : isSymbol(c) ? c : LEFT_TO_UNICODE;
            if (plain == LEFT_TO_UNICODE) {
                if (i + 1 == text.length() || !isEmoji(c, text.charAt(i + 1))) {
                    return Optional.empty();
                }
                folded[n++] = c;
                i++;
                folded[n++] = text.charAt(i);
            } else if (plain != DROPPED && (plain != ' ' || (n > 0 && folded[n - 1] != ' '))) {
                folded[n++] = plain;
            }
        }
        return Optional.of(new String(folded, 0, n > 0 && folded[n - 1] == ' ' ? n - 1 : n));
    }

    /** Miscellaneous symbols and dingbats: none is a letter, a mark or made of others. */
    private static boolean isSymbol(char c) {
        return c >= 0x2600 && c <= 0x27BF;
    }

    /** The blocks of emoji: as above. */
    private static boolean isEmoji(char high, char low) {
        if (!Character.isSurrogatePair(high, low)) {
            return false;
        }
        int codePoint = Character.toCodePoint(high, low);
        return codePoint >= 0x1F300 && codePoint <= 0x1FAFF;
    }
}
