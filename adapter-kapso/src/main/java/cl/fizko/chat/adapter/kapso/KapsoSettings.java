package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * What an operator may say about Kapso, read from environment variables. A variable that is set to nothing counts as not set.
 *
 * <p>Each process keeps the limits by itself and knows nothing of the others: of n nodes each is told the n-th part.
 *
 * @param baseUrl where calls go, without a slash at its end; the API key goes nowhere else
 * @param legacyV1 whether that is Kapso's legacy v1 API instead of its Meta proxy
 * @param token the key for lines without one of their own
 * @param lineRatePerSecond messages a line may send per second (Meta, "Throughput"); 0 means no limit
 * @param keyRatePerMinute requests a key may make per minute (Kapso, "Rate limits"); 0 means no limit
 * @param pairRateLimit whether to keep within Meta's limit of one message in 6 s from a line to one person, 45 at once
 */
record KapsoSettings(
        HttpUrl baseUrl,
        boolean legacyV1,
        Optional<Secret> token,
        int lineRatePerSecond,
        int keyRatePerMinute,
        boolean pairRateLimit) {

    static final String BASE_URL = "KAPSO_API_BASE_URL";
    static final String TOKEN = "KAPSO_API_TOKEN";
    static final String LINE_RATE = "KAPSO_LINE_RATE_PER_SECOND";
    static final String KEY_RATE = "KAPSO_KEY_RATE_PER_MINUTE";
    static final String PAIR_RATE = "KAPSO_PAIR_RATE_LIMIT";

    static final List<String> NAMES = List.of(BASE_URL, TOKEN, LINE_RATE, KEY_RATE, PAIR_RATE);

    private static final String DEFAULT_BASE_URL = "https://api.kapso.ai/meta/whatsapp/v24.0";
    private static final String KAPSO = "kapso.ai";
    private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming the variable whose value is wrong and what it may be, never a key's value
     */
    static KapsoSettings from(Map<String, String> environment) {
        var baseUrl = baseUrl(value(environment, BASE_URL).orElse(DEFAULT_BASE_URL));
        return new KapsoSettings(
                baseUrl,
                baseUrl.encodedPath().endsWith("/api/v1"),
                token(environment),
                whole(environment, LINE_RATE, 80),
                whole(environment, KEY_RATE, 0),
                truth(environment, PAIR_RATE, true));
    }

    /** Whether a key can stand in an HTTP header at all. */
    static boolean isHeaderValue(Secret secret) {
        return HEADER_VALUE.matcher(secret.reveal()).matches();
    }

    private static HttpUrl baseUrl(String text) {
        var url = HttpUrl.parse(text);
        if (url == null
                || url.query() != null
                || url.fragment() != null
                || !url.username().isEmpty()
                || !url.password().isEmpty()) {
            throw new IllegalArgumentException(
                    BASE_URL
                            + " is the address of Kapso's Meta proxy, like " + DEFAULT_BASE_URL
                            + ", or of its legacy API, like https://app.kapso.ai/api/v1: http or https, without a query, user or password");
        }
        var path = url.encodedPath().replaceAll("/+$", "");
        if (path.isEmpty() && (url.host().equals(KAPSO) || url.host().endsWith("." + KAPSO))) {
            // Every call would be answered with a page, and each message would count as perhaps sent.
            throw new IllegalArgumentException(BASE_URL + " is an address with a path on Kapso's hosts, like "
                    + DEFAULT_BASE_URL + " or https://app.kapso.ai/api/v1, not " + url.host() + " alone");
        }
        return url.newBuilder().encodedPath(path.isEmpty() ? "/" : path).build();
    }

    private static Optional<Secret> token(Map<String, String> environment) {
        var token = value(environment, TOKEN).map(Secret::new);
        if (token.isPresent() && !isHeaderValue(token.get())) {
            throw new IllegalArgumentException(
                    TOKEN + " is a project's API key: visible ASCII characters without spaces");
        }
        return token;
    }

    private static int whole(Map<String, String> environment, String name, int otherwise) {
        return value(environment, name)
                .map(text -> {
                    if (!WHOLE.matcher(text).matches()) {
                        throw new IllegalArgumentException(
                                name + " is a whole number from 0 (no limit) to 999999, not " + text);
                    }
                    return Integer.parseInt(text);
                })
                .orElse(otherwise);
    }

    private static boolean truth(Map<String, String> environment, String name, boolean otherwise) {
        return value(environment, name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(name + " is true or false, not " + text);
                })
                .orElse(otherwise);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
