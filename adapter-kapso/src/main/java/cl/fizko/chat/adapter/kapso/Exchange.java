package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.Departure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * One request to Kapso with an API key, and what came of it. Thread-safe; a call blocks for at most
 * {@link KapsoClient#CALL_TIMEOUT}. The key goes to the configured base URL and nowhere else: redirects are not followed.
 */
final class Exchange {

    /** What came of a request. */
    sealed interface Result {

        /**
         * An answer, whatever it says.
         *
         * @param body a missing node if it was no JSON: a gateway's HTML page is an answer too
         * @param retryAfter the answer's {@code Retry-After}
         */
        record Answered(int status, JsonNode body, Optional<Duration> retryAfter) implements Result {
            boolean isSuccess() {
                return status >= 200 && status < 300;
            }

            ProviderError error() {
                return ProviderError.ofAnswer(body, status);
            }

            /** Without the body, which holds phone numbers. */
            @Override
            public String toString() {
                return "Answered[" + status + "]";
            }
        }

        /** It may have arrived, and no answer came. */
        record Lost(String detail) implements Result {}

        /** It surely did not arrive. */
        record NotSent(String code) implements Result {}

        /** There is no key to ask with. */
        record NoKey(Failure failure) implements Result {}
    }

    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client;
    private final Optional<Secret> defaultKey;
    private final Clock clock;

    Exchange(OkHttpClient client, Optional<Secret> defaultKey, Clock clock) {
        this.client = client;
        this.defaultKey = defaultKey;
        this.clock = clock;
    }

    /**
     * One request, never repeated.
     *
     * @param key the line's own; empty means the provider's default
     * @param departure to be told right before the request leaves
     * @param longest a longer answer counts as one that is no JSON
     */
    Result call(Draft.Ready draft, Optional<Secret> key, Departure departure, long longest) {
        var used = key.or(() -> defaultKey);
        if (used.isEmpty()) {
            return noKey("neither the line nor " + KapsoSettings.TOKEN + " has an API key");
        }
        if (!KapsoSettings.isHeaderValue(used.get())) {
            return noKey("the API key has characters that no API key has");
        }
        var attempt = new Attempt(departure);
        var body = draft.body().map(json -> RequestBody.create(Json.bytes(json), JSON));
        var request = new Request.Builder()
                .url(draft.url())
                .header("X-API-Key", used.get().reveal())
                .header("Accept", "application/json")
                .method(draft.method(), body.orElse(null))
                .tag(Attempt.class, attempt)
                .build();
        return call(request, attempt, longest);
    }

    private Result call(Request request, Attempt attempt, long longest) {
        try (var response = client.newCall(request).execute()) {
            var body = json(response, longest);
            var retryAfter = attempt.retryAfter().flatMap(header -> RetryAfter.parse(header, clock));
            return new Result.Answered(response.code(), body, retryAfter);
        } catch (IOException e) {
            if (attempt.mayHaveArrived(e)) {
                return new Result.Lost("no answer: " + e.getClass().getSimpleName());
            }
            if (e instanceof Threshold.StaleConnectionException) {
                // Its neighbours in the pool have most likely ended with it.
                client.connectionPool().evictAll();
            }
            return new Result.NotSent(NetworkFault.code(e));
        }
    }

    private static JsonNode json(Response response, long longest) throws IOException {
        var source = response.body().source();
        if (source.request(longest + 1)) {
            return MissingNode.getInstance();
        }
        try {
            return Json.parse(source.readByteArray());
        } catch (NotUnderstood e) {
            return MissingNode.getInstance();
        }
    }

    private static Result noKey(String detail) {
        return new Result.NoKey(new Failure(FailureReason.CONFIG, "kapso:token", detail));
    }
}
