package cl.fizko.chat.adapter.http.api;

import java.util.Optional;
import java.util.regex.Pattern;

/** A version as an {@code ETag} (RFC 9110, 8.8.3). It tells edits apart, not what happens by itself, e.g. counters. */
final class EntityTag {

    private static final Pattern TAG = Pattern.compile("\\s*\"v(\\d{1,18})\"\\s*");

    private EntityTag() {}

    static String of(long version) {
        return "\"v" + version + "\"";
    }

    static Optional<Long> version(String tag) {
        var match = TAG.matcher(tag);
        return match.matches() ? Optional.of(Long.parseLong(match.group(1))) : Optional.empty();
    }
}
