package cl.fizko.chat.adapter.kapso;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The hosts that files may come from. Addresses of files stand in webhooks and in redirects, so others choose them: only the
 * configured API itself, Kapso's hosts, Meta's host of files and what the operator adds are called, and all but the first by
 * https on its own port. Names are compared whole labels at a time: {@code evilkapso.ai} is not Kapso's.
 *
 * <p>Immutable.
 */
final class MediaHosts {

    /** More hosts, e.g. of the storage that Kapso redirects to. */
    static final String MORE = "KAPSO_MEDIA_HOSTS";

    private static final List<String> STANDARD = List.of("kapso.ai", "*.kapso.ai", "lookaside.fbsbx.com");

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    /** At least two labels and a last one that is no number, so neither {@code localhost} nor an IP address. */
    private static final Pattern NAME = Pattern.compile("(?:\\*\\.)?(?:" + LABEL + "\\.)+(?![0-9]+$)" + LABEL);

    private final HttpUrl baseUrl;
    private final List<String> allowed;

    private MediaHosts(HttpUrl baseUrl, List<String> allowed) {
        this.baseUrl = baseUrl;
        this.allowed = List.copyOf(allowed);
    }

    /**
     * Reads the environment.
     *
     * @param baseUrl the API's address
     * @throws IllegalArgumentException naming the variable and what it may be
     */
    static MediaHosts from(Map<String, String> environment, HttpUrl baseUrl) {
        var allowed = new ArrayList<>(STANDARD);
        var more = environment.getOrDefault(MORE, "");
        if (!more.isBlank()) {
            for (var entry : more.split(",", -1)) {
                allowed.add(name(entry));
            }
        }
        return new MediaHosts(baseUrl, allowed);
    }

    private static String name(String entry) {
        var name = entry.strip().toLowerCase(Locale.ROOT);
        if (name.length() > 253 || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    MORE + " is names of hosts separated by commas, each like storage.example.com or *.example.com,"
                            + " without scheme, port or path, and no IP address");
        }
        return name;
    }

    /** Whether a file may be asked for there. */
    boolean allow(HttpUrl url) {
        return hasNoUser(url) && (isApi(url) || (url.isHttps() && url.port() == 443 && isListed(url.host())));
    }

    /** Whether a file could be asked for there if the operator listed the host. */
    boolean couldAllow(HttpUrl url) {
        return hasNoUser(url)
                && url.isHttps()
                && url.port() == 443
                && NAME.matcher(url.host()).matches();
    }

    private static boolean hasNoUser(HttpUrl url) {
        return url.username().isEmpty() && url.password().isEmpty();
    }

    /** Whether that is the configured API: its scheme, its host, its port. */
    boolean isApi(HttpUrl url) {
        return url.scheme().equals(baseUrl.scheme())
                && url.host().equals(baseUrl.host())
                && url.port() == baseUrl.port();
    }

    /** Whether the operator's own configuration names that host, so that it may also stand in a private network. */
    boolean isApiHost(String host) {
        return host.equals(baseUrl.host());
    }

    private boolean isListed(String host) {
        return allowed.stream()
                .anyMatch(name -> name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name));
    }
}
