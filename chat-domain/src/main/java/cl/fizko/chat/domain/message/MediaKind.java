package cl.fizko.chat.domain.message;

import java.util.Locale;

/** The kinds of file that WhatsApp carries. */
public enum MediaKind {
    IMAGE,
    VIDEO,
    AUDIO,
    DOCUMENT,
    STICKER;

    /** The name in the database, the API and Meta's payloads, e.g. {@code image}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
