package cl.fizko.chat.domain.message;

import java.util.regex.Pattern;

/** What every wire and every store can hold, and what a person would call one character. */
final class PlainText {

    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final int KEYCAP = 0x20E3;

    private PlainText() {}

    /** Whether it has neither U+0000, which PostgreSQL refuses, nor half a surrogate pair, which has no UTF-8. */
    static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    /**
     * Whether it may be an emoji: one grapheme cluster, such as a family or a flag, that is no letter, digit or space. Which emoji WhatsApp knows changes every year and is left to it.
     */
    static boolean isEmoji(String text) {
        if (!isWhole(text) || !CLUSTER.matcher(text).matches()) {
            return false;
        }
        int first = text.codePointAt(0);
        return text.indexOf(KEYCAP) > 0
                || (first > 0x7f && !Character.isLetterOrDigit(first) && !Character.isSpaceChar(first));
    }
}
