package cl.fizko.chat.adapter.kapso;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 that a provider announces: Meta writes it in hex in some places and in base64 in others. What is neither cannot
 * be compared and counts as not announced.
 */
final class AnnouncedDigest {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=?");
    private static final Pattern URL_BASE64 = Pattern.compile("[A-Za-z0-9_-]{43}=?");

    private AnnouncedDigest() {}

    /** 64 lower-case hex digits. */
    static Optional<String> hex(String announced) {
        var text = announced.strip();
        if (HEX.matcher(text).matches()) {
            return Optional.of(text.toLowerCase(Locale.ROOT));
        }
        if (BASE64.matcher(text).matches()) {
            return Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(text)));
        }
        if (URL_BASE64.matcher(text).matches()) {
            return Optional.of(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(text)));
        }
        return Optional.empty();
    }
}
