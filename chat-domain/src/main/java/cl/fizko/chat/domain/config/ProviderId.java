package cl.fizko.chat.domain.config;

import java.util.regex.Pattern;

/** Names a WhatsApp provider, e.g. {@code kapso}: lower-case letters, digits and hyphens, at most 32 characters. */
public record ProviderId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public ProviderId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a provider is named by lower-case letters, digits and hyphens, not " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
