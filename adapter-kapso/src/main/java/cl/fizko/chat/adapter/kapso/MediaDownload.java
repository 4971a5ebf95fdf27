package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches a file from an address that others chose. Redirects are followed here, one at a time, so that each address passes
 * {@link MediaHosts} before anything is sent to it. Thread-safe.
 */
final class MediaDownload {

    /** How long a file may take, redirects included. */
    static final Duration WHOLE = Duration.ofMinutes(2);

    private static final String NOT_LISTED = "media:host";
    private static final int MOST_REDIRECTS = 5;
    private static final int BUFFER = 65_536;
    private static final Pattern MIME_TYPE = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final OkHttpClient client;
    private final MediaHosts hosts;
    private final Clock clock;
    private final Duration whole;

    MediaDownload(OkHttpClient client, MediaHosts hosts, Clock clock, Duration whole) {
        this.client = client;
        this.hosts = hosts;
        this.clock = clock;
        this.whole = whole;
    }

    /**
     * One attempt.
     *
     * @throws UncheckedIOException if {@code to} cannot be written
     */
    Outcome fetch(FileLocation location, long maxBytes, OutputStream to) {
        var until = System.nanoTime() + whole.toNanos();
        var next = HttpUrl.parse(location.address());
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var url = next;
            if (url == null) {
                return refused(FailureReason.OTHER, "media:scheme", "its address is neither http nor https");
            }
            if (!hosts.allow(url)) {
                return notAllowed(url, redirects);
            }
            var left = Duration.ofNanos(until - System.nanoTime());
            if (left.compareTo(Duration.ofMillis(1)) < 0) {
                return new Outcome.RetryLater(Optional.empty(), "net:timeout");
            }
            var limited = client.newBuilder().callTimeout(left).build();
            try (var response =
                    limited.newCall(request(url, location, redirects)).execute()) {
                if (!isRedirect(response)) {
                    return outcome(response, location, maxBytes, to);
                }
                next = url.resolve(response.header("Location", ""));
            } catch (PublicAddresses.NotPublicException e) {
                return refused(
                        FailureReason.CONFIG,
                        "media:address",
                        "the host " + url.host() + " has an address that is not public");
            } catch (IOException e) {
                return new Outcome.RetryLater(Optional.empty(), NetworkFault.code(e));
            }
        }
        return refused(FailureReason.OTHER, "media:redirects", "more than " + MOST_REDIRECTS + " redirects");
    }

    /** The key goes to the configured API and nowhere else, and never where a redirect leads. */
    private Request request(HttpUrl url, FileLocation location, int redirects) {
        // Bytes as they are: a digest and a limit are of these.
        var request = new Request.Builder().url(url).header("Accept-Encoding", "identity");
        if (redirects == 0 && hosts.isApi(url)) {
            location.key().ifPresent(key -> request.header("X-API-Key", key.reveal()));
        }
        return request.build();
    }

    private static boolean isRedirect(Response response) {
        return switch (response.code()) {
            case 301, 302, 303, 307, 308 -> response.header("Location") != null;
            default -> false;
        };
    }

    /** An address that has run out, or that is not there yet, answers 4xx: the next attempt asks for another one. */
    private Outcome outcome(Response response, FileLocation location, long maxBytes, OutputStream to)
            throws IOException {
        if (response.code() != 200) {
            var wait = RetryAfter.parse(MediaClient.retryAfter(response), clock);
            return new Outcome.RetryLater(wait, "http:" + response.code());
        }
        if (response.body().contentLength() > maxBytes) {
            return new Outcome.Refused(MediaLookup.tooLong(maxBytes));
        }
        var digest = sha256();
        long bytes = 0;
        var buffer = new byte[BUFFER];
        var from = response.body().byteStream();
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            bytes += read;
            if (bytes > maxBytes) {
                return new Outcome.Refused(MediaLookup.tooLong(maxBytes));
            }
            digest.update(buffer, 0, read);
            write(to, buffer, read);
        }
        var sha256 = HexFormat.of().formatHex(digest.digest());
        if (!location.sha256().orElse(sha256).equals(sha256)) {
            return new Outcome.RetryLater(Optional.empty(), "sha256");
        }
        var mimeType = location.mimeType()
                .or(() -> Optional.ofNullable(response.header("Content-Type")))
                .filter(text -> MIME_TYPE.matcher(text).matches());
        return new Outcome.Fetched(bytes, sha256, mimeType);
    }

    private static void write(OutputStream to, byte[] buffer, int length) {
        try {
            to.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Where an allowed host keeps its files may be new, and then the operator can list it while the file is still there. */
    private Outcome notAllowed(HttpUrl url, int redirects) {
        var why = "files may not come from " + url.scheme() + " on " + url.host() + ", port " + url.port()
                + ": only https on its own port, from Kapso's hosts and those in " + MediaHosts.MORE;
        return redirects > 0 && hosts.couldAllow(url)
                ? new Outcome.RetryLater(Optional.empty(), NOT_LISTED, Optional.of(why))
                : refused(FailureReason.CONFIG, NOT_LISTED, why);
    }

    private static Outcome refused(FailureReason reason, String code, String detail) {
        return new Outcome.Refused(new Failure(reason, code, detail));
    }
}
