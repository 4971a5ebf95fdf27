package cl.fizko.chat.domain.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes keys and passwords out of a text before anything is stored: "mi clave es abc123", "clave sii: 1234Abcd". Questions
 * about a key stay as they are, and so do RUTs, amounts, forms and dates.
 *
 * <p>It sees one message: a key that comes alone in a message of its own cannot be told from any other word.
 */
public final class KeyRedaction {

    /** What stands in the place of a secret. */
    public static final String MARK = "••••••";

    private KeyRedaction() {}

    /** The text without secrets. Ordinary texts cost a glance: only one that names a key is read. */
    public static Redacted of(String text) {
        if (!KeyWords.mayBeIn(text)) {
            return new Redacted(text, List.of());
        }
        var spans = SecretFinder.in(text);
        if (spans.isEmpty()) {
            return new Redacted(text, List.of());
        }
        var redacted = new StringBuilder(text.length());
        var secrets = new ArrayList<String>();
        int from = 0;
        for (var span : spans) {
            redacted.append(text, from, span.start()).append(MARK);
            secrets.add(text.substring(span.start(), span.end()));
            from = span.end();
        }
        redacted.append(text, from, text.length());
        return new Redacted(redacted.toString(), secrets);
    }

    /** Whether a secret was taken out of the text. */
    public static boolean isMarked(String text) {
        return text.contains(MARK);
    }
}
