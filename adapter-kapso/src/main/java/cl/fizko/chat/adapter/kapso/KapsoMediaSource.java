package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.port.MediaSource;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * Fetches files from Kapso: from where its Meta proxy says that the file is, else from where the webhook said. The legacy API
 * has nothing to ask. Thread-safe; a call blocks for at most {@link MediaLookup#CALL_TIMEOUT} and then
 * {@link MediaDownload#WHOLE}, and ends at once when its thread is interrupted.
 */
final class KapsoMediaSource implements MediaSource {

    private final Optional<MediaLookup> lookup;
    private final MediaDownload download;
    private final Optional<Secret> defaultToken;

    KapsoMediaSource(Optional<MediaLookup> lookup, MediaDownload download, Optional<Secret> defaultToken) {
        this.lookup = lookup;
        this.download = download;
        this.defaultToken = defaultToken;
    }

    /**
     * The source of an installation.
     *
     * @throws IllegalArgumentException naming the variable whose value is wrong and what it may be
     */
    static KapsoMediaSource open(Map<String, String> environment, KapsoSettings settings, KeyLimits keys, Clock clock) {
        var hosts = MediaHosts.from(environment, settings.baseUrl());
        var client = keys.counting(MediaClient.create(new PublicAddresses(Dns.SYSTEM, hosts)));
        return new KapsoMediaSource(
                lookup(settings, client, clock),
                new MediaDownload(client, hosts, clock, MediaDownload.WHOLE),
                settings.token());
    }

    static Optional<MediaLookup> lookup(KapsoSettings settings, OkHttpClient client, Clock clock) {
        return settings.legacyV1() ? Optional.empty() : Optional.of(new MediaLookup(client, settings.baseUrl(), clock));
    }

    @Override
    public Outcome fetch(Request request, OutputStream to) {
        var found = find(request);
        if (found instanceof MediaLookup.Answer.Settled settled) {
            return settled.outcome();
        }
        if (found instanceof MediaLookup.Answer.Found there) {
            return download.fetch(completed(there.location(), request.file()), request.maxBytes(), to);
        }
        var code = ((MediaLookup.Answer.NotFound) found).code();
        return request.file()
                .url()
                .map(url -> completed(
                        new FileLocation(url, Optional.empty(), Optional.empty(), Optional.empty()), request.file()))
                .map(location -> download.fetch(location, request.maxBytes(), to))
                .orElseGet(() -> nowhere(code));
    }

    private MediaLookup.Answer find(Request request) {
        var id = request.file().providerId().filter(Dialect::isPathSegment);
        if (lookup.isEmpty() || id.isEmpty()) {
            return new MediaLookup.Answer.NotFound("media:id");
        }
        var token = request.token().or(() -> defaultToken).filter(KapsoSettings::isHeaderValue);
        if (token.isEmpty()) {
            return new MediaLookup.Answer.NotFound("kapso:token");
        }
        return lookup.get().find(id.get(), request.line(), token.get(), request.maxBytes());
    }

    /** What the look-up does not announce, the webhook may have. */
    private static FileLocation completed(FileLocation location, MediaReference file) {
        return new FileLocation(
                location.address(),
                location.key(),
                location.sha256().or(() -> file.sha256().flatMap(AnnouncedDigest::hex)),
                location.mimeType().or(file::mimeType));
    }

    /** Neither the look-up nor the webhook has an address. */
    private static Outcome nowhere(String code) {
        return switch (code) {
            case "media:id" ->
                new Outcome.Refused(
                        new Failure(FailureReason.BAD_REQUEST, code, "neither its id nor an address can be asked for"));
            case "kapso:token" ->
                new Outcome.Refused(new Failure(
                        FailureReason.CONFIG, code, "neither the line nor " + KapsoSettings.TOKEN + " has an API key"));
            default -> new Outcome.RetryLater(Optional.empty(), code);
        };
    }
}
