package cl.fizko.chat.adapter.openai;

import cl.fizko.chat.domain.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the language model is and how to sign in. It prints without the key.
 *
 * @param apiKey sent as a bearer token; printable ASCII without spaces, because it becomes an HTTP header
 * @param baseUrl the part before {@code /chat/completions}, e.g. {@code https://api.openai.com/v1}; a final slash is
 *     optional. Over {@code http} the key travels in clear: meant for a server on the same machine or private network
 * @param model the endpoint's own name for it, e.g. {@code gpt-4o-mini}
 */
public record OpenAiSettings(Secret apiKey, URI baseUrl, String model) {

    public static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";

    /** Small, and answers without a reasoning phase: a customer is waiting. */
    public static final String DEFAULT_MODEL = "gpt-4o-mini";

    private static final String PREFIX = "OPENAI_";
    private static final String API_KEY = "OPENAI_API_KEY";
    private static final String BASE_URL = "OPENAI_BASE_URL";
    private static final String MODEL = "OPENAI_MODEL";
    private static final List<String> KNOWN = List.of(API_KEY, BASE_URL, MODEL);

    private static final Pattern HEADER_SAFE = Pattern.compile("[!-~]+");
    private static final Pattern MODEL_NAME = Pattern.compile("[!-~]{1,200}");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Checks every value, so that a mistake stops the start and not the first customer.
     *
     * @throws IllegalArgumentException naming the variable and what it may be; it never quotes the value, which may
     *     hold a secret
     */
    public OpenAiSettings {
        if (!HEADER_SAFE.matcher(apiKey.reveal()).matches()) {
            throw new IllegalArgumentException(API_KEY + " must be printable ASCII without spaces or line breaks");
        }
        if (!isEndpoint(baseUrl)) {
            throw badBaseUrl();
        }
        if (!MODEL_NAME.matcher(model).matches()) {
            throw new IllegalArgumentException(
                    MODEL + " must be a model's name, 1 to 200 printable ASCII characters without spaces, e.g. "
                            + DEFAULT_MODEL);
        }
    }

    /**
     * Reads the {@code OPENAI_*} variables; all others are ignored. A blank value counts as absent, which is what an
     * unfilled line of a {@code .env} file gives.
     *
     * @param environment names and values, e.g. {@code System.getenv()}
     * @return empty if there is no key: the agents then answer by rules alone. The other values are checked even so
     * @throws IllegalArgumentException for an unknown {@code OPENAI_*} name or a bad value; it names the variable and
     *     what it may be
     */
    public static Optional<OpenAiSettings> from(Map<String, String> environment) {
        List<String> unknown = environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown " + unknown + ": the known ones are " + KNOWN);
        }
        Optional<Secret> apiKey = value(environment, API_KEY).map(Secret::new);
        var settings = new OpenAiSettings(
                apiKey.orElseGet(() -> new Secret("absent")),
                parsed(value(environment, BASE_URL).orElse(DEFAULT_BASE_URL)),
                value(environment, MODEL).orElse(DEFAULT_MODEL));
        return apiKey.map(present -> settings);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException quotesTheUrl) {
            throw badBaseUrl();
        }
    }

    private static boolean isEndpoint(URI url) {
        return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                && url.getHost() != null
                && url.getPort() <= HIGHEST_PORT
                && url.getPort() != 0
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static IllegalArgumentException badBaseUrl() {
        return new IllegalArgumentException(
                BASE_URL + " must be an http or https URL without user, query or fragment, e.g. " + DEFAULT_BASE_URL);
    }
}
