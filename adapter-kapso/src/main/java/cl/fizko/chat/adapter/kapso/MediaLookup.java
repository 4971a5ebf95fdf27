package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks Kapso's Meta proxy where a file is: {@code GET {base}/{media_id}?phone_number_id=} (Kapso, "Media"). The addresses in
 * the answer live for minutes, so each attempt asks anew. Thread-safe; a call blocks for at most {@link #CALL_TIMEOUT}.
 */
final class MediaLookup {

    static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    /** The longest answer has a few hundred bytes. */
    private static final long MAX_ANSWER = 65_536;

    private final OkHttpClient client;
    private final HttpUrl baseUrl;
    private final Clock clock;

    MediaLookup(OkHttpClient client, HttpUrl baseUrl, Clock clock) {
        this.client = client.newBuilder().callTimeout(CALL_TIMEOUT).build();
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    /** What was found. */
    sealed interface Answer {
        record Found(FileLocation location) implements Answer {}

        /** The proxy does not know the file, or not its place: another address may still lead to it. */
        record NotFound(String code) implements Answer {}

        /** There is no point in going on now. */
        record Settled(Outcome outcome) implements Answer {}
    }

    /** Looks up one file; {@code id} must be a path segment. */
    Answer find(String id, LineId line, Secret token, long maxBytes) {
        var url = baseUrl.newBuilder()
                .addPathSegment(id)
                .addQueryParameter("phone_number_id", line.value())
                .build();
        var request = new Request.Builder()
                .url(url)
                .header("X-API-Key", token.reveal())
                .header("Accept", "application/json")
                .build();
        try (var response = client.newCall(request).execute()) {
            return read(response, token, maxBytes);
        } catch (IOException e) {
            return new Answer.Settled(new Outcome.RetryLater(Optional.empty(), NetworkFault.code(e)));
        }
    }

    private Answer read(Response response, Secret token, long maxBytes) throws IOException {
        int status = response.code();
        var code = "http:" + status;
        if (status == 408 || status == 429 || status >= 500) {
            return new Answer.Settled(
                    new Outcome.RetryLater(RetryAfter.parse(MediaClient.retryAfter(response), clock), code));
        }
        if (!response.isSuccessful()) {
            return new Answer.NotFound(code);
        }
        var source = response.body().source();
        if (source.request(MAX_ANSWER + 1)) {
            return new Answer.NotFound(code);
        }
        JsonNode file;
        try {
            file = Json.parse(source.readByteArray());
        } catch (NotUnderstood e) {
            return new Answer.NotFound(code);
        }
        // A number in some answers, a text in others.
        if (file.path("file_size").asLong(0) > maxBytes) {
            return new Answer.Settled(new Outcome.Refused(tooLong(maxBytes)));
        }
        return location(file, token).<Answer>map(Answer.Found::new).orElseGet(() -> new Answer.NotFound(code));
    }

    /** Kapso's own address carries a token of its own; Meta's may need a key. */
    private static Optional<FileLocation> location(JsonNode file, Secret token) {
        var sha256 = text(file, "sha256").flatMap(AnnouncedDigest::hex);
        var mimeType = text(file, "mime_type");
        return text(file, "download_url")
                .map(url -> new FileLocation(url, Optional.empty(), sha256, mimeType))
                .or(() -> text(file, "url").map(url -> new FileLocation(url, Optional.of(token), sha256, mimeType)));
    }

    private static Optional<String> text(JsonNode file, String name) {
        return Optional.ofNullable(file.path(name).textValue()).filter(text -> !text.isBlank());
    }

    static Failure tooLong(long maxBytes) {
        return new Failure(FailureReason.OTHER, "media:size", "the file is longer than " + maxBytes + " bytes");
    }
}
