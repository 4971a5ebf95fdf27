package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.MessageHistory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What Kapso remembers of a line, one HTTP request per call. Thread-safe; a call blocks for at most
 * {@link KapsoClient#CALL_TIMEOUT}. The API key goes to the configured base URL and nowhere else: a page's own link to the next
 * one is never followed.
 */
final class KapsoHistory implements MessageHistory {

    /** A hundred messages with all of their text, several times over. */
    static final long MAX_ANSWER = 8L * 1024 * 1024;

    private final OkHttpClient client;
    private final HistoryDialect dialect;
    private final Optional<Secret> defaultToken;
    private final Clock clock;

    KapsoHistory(OkHttpClient client, HistoryDialect dialect, Optional<Secret> defaultToken, Clock clock) {
        this.client = client;
        this.dialect = dialect;
        this.defaultToken = defaultToken;
        this.clock = clock;
    }

    @Override
    public Answer read(Query query) {
        var token = query.token().or(() -> defaultToken).filter(KapsoSettings::isHeaderValue);
        if (token.isEmpty()) {
            return unavailable("kapso:token");
        }
        HttpUrl url;
        try {
            url = dialect.url(query);
        } catch (NotUnderstood e) {
            return unavailable("kapso:query");
        }
        return call(query, url, token.get());
    }

    private Answer call(Query query, HttpUrl url, Secret token) {
        // Nothing is lost by asking twice, so nobody has to know that a question left.
        var attempt = new Attempt(() -> {});
        var request = new Request.Builder()
                .url(url)
                .header("X-API-Key", token.reveal())
                .header("Accept", "application/json")
                .tag(Attempt.class, attempt)
                .build();
        try (var response = client.newCall(request).execute()) {
            if (response.isSuccessful()) {
                return page(query, response);
            }
            if (response.code() == 404) {
                var instead = dialect.missing(query);
                if (instead.isPresent()) {
                    return instead.get();
                }
            }
            var wait = attempt.retryAfter().flatMap(header -> RetryAfter.parse(header, clock));
            return new Answer.Unavailable(wait, "http:" + response.code());
        } catch (IOException e) {
            if (e instanceof Threshold.StaleConnectionException) {
                client.connectionPool().evictAll();
            }
            if (e instanceof KeyLimits.FullException) {
                return unavailable(KeyLimits.FULL);
            }
            return unavailable(e instanceof InterruptedIOException ? "net:timeout" : "net:io");
        }
    }

    private Answer page(Query query, Response response) throws IOException {
        var source = response.body().source();
        if (source.request(MAX_ANSWER + 1)) {
            return unavailable("kapso:answer");
        }
        try {
            return dialect.page(query, Field.root(Json.parse(source.readByteArray())));
        } catch (NotUnderstood e) {
            return unavailable("kapso:answer");
        }
    }

    private static Answer unavailable(String code) {
        return new Answer.Unavailable(Optional.<Duration>empty(), code);
    }
}
