package cl.fizko.chat.bootstrap.sandbox;

import java.util.Optional;

/** Text that every store and every wire can hold: PostgreSQL refuses U+0000, and a lone surrogate has no UTF-8. */
final class PlainText {

    private PlainText() {}

    /** What is wrong with the text; empty when nothing is. */
    static Optional<String> problem(String text) {
        if (text.indexOf('\u0000') >= 0) {
            return Optional.of("holds U+0000");
        }
        var hasLoneSurrogate = text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        return hasLoneSurrogate ? Optional.of("holds a lone surrogate") : Optional.empty();
    }
}
