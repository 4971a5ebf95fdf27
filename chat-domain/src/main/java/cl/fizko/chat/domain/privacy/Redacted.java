package cl.fizko.chat.domain.privacy;

import java.util.List;

/**
 * A text after {@link KeyRedaction}.
 *
 * @param text with {@link KeyRedaction#MARK} in the place of each secret; the very text given when there is none
 * @param secrets what was taken out, in order. Only for finding it elsewhere in the same delivery: never store or log it
 */
public record Redacted(String text, List<String> secrets) {

    public Redacted {
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "Redacted[" + secrets.size() + " secrets]";
    }
}
