package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where the database is: {@code postgres://user:password@host:port/database?sslmode=require} as hosting providers hand it out,
 * or {@code jdbc:postgresql://…}. Prints without user and password.
 *
 * @param jdbcUrl without credentials
 */
public record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<Secret> password) {

    private static final String EXAMPLE = "postgres://user:password@host:5432/database";
    private static final String JDBC = "jdbc:";

    /**
     * Reads the value of {@code DATABASE_URL}.
     *
     * @throws IllegalArgumentException naming {@code DATABASE_URL} and what is wrong, never quoting the value
     */
    public static DatabaseUrl parse(String value) {
        var text = value.strip();
        var uri = toUri(text.startsWith(JDBC) ? text.substring(JDBC.length()) : text);
        var scheme = uri.getScheme();
        if (!"postgres".equals(scheme) && !"postgresql".equals(scheme)) {
            throw wrong("must start with postgres://, postgresql:// or jdbc:postgresql://");
        }
        if (uri.getHost() == null) {
            throw wrong("names no host");
        }
        var database = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (database.length() < 2) {
            throw wrong("names no database");
        }
        return of(uri, database);
    }

    private static DatabaseUrl of(URI uri, String database) {
        var credentials = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        var user = credentials.length > 0 ? decoded(credentials[0]) : Optional.<String>empty();
        var password = credentials.length > 1 ? decoded(credentials[1]) : Optional.<String>empty();
        List<String> parameters = new ArrayList<>();
        for (var parameter :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
            if (parameter.startsWith("user=")) {
                user = decoded(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                password = decoded(parameter.substring("password=".length()));
            } else if (!parameter.isEmpty()) {
                parameters.add(parameter);
            }
        }
        var url = "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + database
                + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
        return new DatabaseUrl(url, user, password.map(Secret::new));
    }

    private static URI toUri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Its message quotes the value, and the value holds the password.
            throw wrong("is not a URL; special characters in user and password must be percent-encoded");
        }
    }

    /** Percent-decoded only: a plus sign stands for itself. Empty for an empty text. */
    private static Optional<String> decoded(String raw) {
        try {
            return Optional.of(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .filter(text -> !text.isBlank());
        } catch (IllegalArgumentException e) {
            throw wrong("has a wrong percent-encoding in user or password");
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("DATABASE_URL " + what + "; write it like " + EXAMPLE);
    }

    /** Tells the database from others by host, port and name, without user and password: 16 hexadecimal digits. */
    public String fingerprint() {
        var place = jdbcUrl.contains("?") ? jdbcUrl.substring(0, jdbcUrl.indexOf('?')) : jdbcUrl;
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "DatabaseUrl[***]";
    }
}
