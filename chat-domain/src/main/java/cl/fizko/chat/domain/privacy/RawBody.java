package cl.fizko.chat.domain.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes secrets out of the JSON that a delivery came in. Every string in it is read as such, so it does not matter how its
 * characters are escaped or in how many fields a provider repeats the message.
 */
public final class RawBody {

    /** Kept instead of a body in which a secret was not found where it should be. */
    public static final String NOTE =
            "{\"removed\":\"the message held a password, and where it stood in the body was not found\"}";

    private RawBody() {}

    /**
     * The body without secrets; the very array given when there is nothing to take out.
     *
     * @param secrets found in what was decoded from the body
     */
    public static byte[] without(byte[] raw, Collection<String> secrets) {
        if (secrets.isEmpty() && !KeyWords.mayBeIn(raw)) {
            return raw;
        }
        var json = new String(raw, StandardCharsets.UTF_8);
        var missing = new HashSet<>(secrets);
        var clean = clean(json, Set.copyOf(secrets), missing);
        if (!missing.isEmpty()) {
            return NOTE.getBytes(StandardCharsets.UTF_8);
        }
        return clean.equals(json) ? raw : clean.getBytes(StandardCharsets.UTF_8);
    }

    private static String clean(String json, Set<String> secrets, Set<String> missing) {
        var clean = new StringBuilder(json.length());
        int i = 0;
        while (i < json.length()) {
            if (json.charAt(i) != '"') {
                clean.append(json.charAt(i++));
                continue;
            }
            int end = JsonString.end(json, i);
            var value = JsonString.decode(json, i + 1, end);
            missing.removeIf(value::contains);
            var redacted = withoutKnown(KeyRedaction.of(value).text(), secrets);
            if (redacted.equals(value)) {
                clean.append(json, i, Math.min(json.length(), end + 1));
            } else {
                clean.append('"').append(JsonString.encode(redacted)).append('"');
            }
            i = end + 1;
        }
        return clean.toString();
    }

    private static String withoutKnown(String value, Set<String> secrets) {
        var clean = value;
        for (var secret : secrets) {
            int at = clean.indexOf(secret);
            while (at >= 0) {
                int end = at + secret.length();
                boolean apart = (at == 0 || !Character.isLetterOrDigit(clean.charAt(at - 1)))
                        && (end == clean.length() || !Character.isLetterOrDigit(clean.charAt(end)));
                if (apart) {
                    clean = clean.substring(0, at) + KeyRedaction.MARK + clean.substring(end);
                    at = clean.indexOf(secret, at + KeyRedaction.MARK.length());
                } else {
                    at = clean.indexOf(secret, at + 1);
                }
            }
        }
        return clean;
    }
}
