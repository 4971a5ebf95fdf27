package cl.fizko.chat.domain.webhook;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request of a provider, exactly as received.
 *
 * @param headers by name in lower case; a repeated header keeps its first value
 * @param body the exact bytes: signatures cover them, not re-serialised JSON. Not to be changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: deliveries are never compared
public record WebhookDelivery(Map<String, String> headers, byte[] body) {

    public WebhookDelivery {
        var lowerCased = new TreeMap<String, String>();
        headers.forEach((name, value) -> lowerCased.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        headers = lowerCased;
    }

    /** A header's value, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return "WebhookDelivery[" + body.length + " bytes]";
    }
}
