package cl.fizko.chat.bootstrap.config;

import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.adapter.http.edge.Rate;
import cl.fizko.chat.adapter.http.edge.TrustedProxies;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables about requests as such. */
final class EdgeVariables {

    private static final String CORS_ORIGINS = "CHAT_CORS_ORIGINS";
    private static final String KEY_RATE = "CHAT_API_KEY_RATE_PER_SECOND";
    private static final String ADDRESS_RATE = "CHAT_IP_RATE_PER_SECOND";
    private static final String TRUSTED_PROXIES = "CHAT_TRUSTED_PROXIES";

    static final List<String> NAMES = List.of(CORS_ORIGINS, KEY_RATE, ADDRESS_RATE, TRUSTED_PROXIES);

    private static final String RATE_MAY_BE = "a whole number of requests from 0 (no limit) to 100000";

    private static final Rate KEY_DEFAULT = keyRate(20);
    private static final Rate ADDRESS_DEFAULT = addressRate(50);
    private static final int HIGHEST_RATE = 100_000;

    /** As browsers write it (RFC 6454, section 6.2): no final slash, no path, no wildcard. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[a-z0-9-]+(?:\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

    private EdgeVariables() {}

    static EdgeSettings read(Variables variables) {
        return new EdgeSettings(
                variables
                        .read(
                                CORS_ORIGINS,
                                "origins separated by commas, like https://panel.example.cl, without a final slash",
                                EdgeVariables::origins)
                        .orElse(Set.of()),
                variables
                        .read(KEY_RATE, RATE_MAY_BE, text -> keyRate(number(text)))
                        .orElse(KEY_DEFAULT),
                variables
                        .read(ADDRESS_RATE, RATE_MAY_BE, text -> addressRate(number(text)))
                        .orElse(ADDRESS_DEFAULT),
                variables
                        .read(
                                TRUSTED_PROXIES,
                                "how many proxies of yours are in front, 0 to 10, or where they call from, like"
                                        + " 10.0.0.0/8,2001:db8::/32",
                                TrustedProxies::parse)
                        .orElse(TrustedProxies.NONE));
    }

    /** Five seconds' worth at once: a page of a panel asks for many things. */
    private static Rate keyRate(int perSecond) {
        return Rate.perSecond(perSecond, 5 * perSecond);
    }

    /** As much at once as two keys of one address. */
    private static Rate addressRate(int perSecond) {
        return Rate.perSecond(perSecond, 4 * perSecond);
    }

    private static Set<String> origins(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .map(EdgeVariables::checked)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException("not an origin");
        }
        return origin;
    }

    private static int number(String text) {
        var number = Integer.parseInt(text);
        if (number < 0 || number > HIGHEST_RATE) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }
}
