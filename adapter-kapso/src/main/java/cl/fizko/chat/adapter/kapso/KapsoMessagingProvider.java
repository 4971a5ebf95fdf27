package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.SendOutcome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends through Kapso, one HTTP request per call and never a second one by itself. Thread-safe; a call blocks for at most
 * {@link KapsoClient#CALL_TIMEOUT}. The API key goes to the configured base URL and nowhere else: redirects are not followed.
 */
final class KapsoMessagingProvider implements MessagingProvider {

    /** The longest answer to a send has a few hundred bytes. */
    private static final long MAX_ANSWER = 65_536;

    private static final int MAX_ID = 512;
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client;
    private final Dialect dialect;
    private final Optional<Secret> defaultToken;
    private final Clock clock;

    KapsoMessagingProvider(OkHttpClient client, Dialect dialect, Optional<Secret> defaultToken, Clock clock) {
        this.client = client;
        this.dialect = dialect;
        this.defaultToken = defaultToken;
        this.clock = clock;
    }

    @Override
    public SendOutcome send(OutboundMessage message, Departure departure) {
        var token = message.token().or(() -> defaultToken);
        if (token.isEmpty()) {
            return config("kapso:token", "neither the line nor " + KapsoSettings.TOKEN + " has an API key");
        }
        if (!KapsoSettings.isHeaderValue(token.get())) {
            return config("kapso:token", "the API key has characters that no API key has");
        }
        var draft = dialect.draft(message);
        if (draft instanceof Draft.Refused refused) {
            return new SendOutcome.Rejected(refused.failure());
        }
        var ready = (Draft.Ready) draft;
        var problem = Storable.problem(ready.body());
        if (problem.isPresent()) {
            return new SendOutcome.Rejected(
                    new Failure(FailureReason.BAD_REQUEST, "kapso:text", "the message " + problem.get()));
        }
        var attempt = new Attempt(departure);
        return call(
                new Request.Builder()
                        .url(ready.url())
                        .header("X-API-Key", token.get().reveal())
                        .header("Accept", "application/json")
                        .post(RequestBody.create(Json.bytes(ready.body()), JSON))
                        .tag(Attempt.class, attempt)
                        .build(),
                attempt);
    }

    private SendOutcome call(Request request, Attempt attempt) {
        try (var response = client.newCall(request).execute()) {
            return outcome(response, attempt);
        } catch (IOException e) {
            if (attempt.mayHaveArrived(e)) {
                return new SendOutcome.Unknown("no answer: " + e.getClass().getSimpleName());
            }
            if (e instanceof Threshold.StaleConnectionException) {
                // Its neighbours in the pool have most likely ended with it.
                client.connectionPool().evictAll();
            }
            return new SendOutcome.RetryLater(Optional.empty(), code(e));
        }
    }

    private SendOutcome outcome(Response response, Attempt attempt) throws IOException {
        var answer = json(response);
        if (response.isSuccessful()) {
            return accepted(answer)
                    .<SendOutcome>map(SendOutcome.Accepted::new)
                    .orElseGet(() -> new SendOutcome.Unknown("http:" + response.code() + " without a message id"));
        }
        var wait = attempt.retryAfter().flatMap(header -> RetryAfter.parse(header, clock));
        return KapsoErrors.outcome(response.code(), ProviderError.ofAnswer(answer, response.code()), wait);
    }

    private Optional<ExternalId> accepted(JsonNode answer) {
        return Optional.ofNullable(dialect.acceptedId(answer).textValue())
                .filter(id -> !id.isBlank()
                        && id.length() <= MAX_ID
                        && Storable.problem(id).isEmpty())
                .map(ExternalId::new);
    }

    /** A gateway's HTML page is an answer too: it counts as one without content. */
    private static JsonNode json(Response response) throws IOException {
        var source = response.body().source();
        if (source.request(MAX_ANSWER + 1)) {
            return MissingNode.getInstance();
        }
        try {
            return Json.parse(source.readByteArray());
        } catch (NotUnderstood e) {
            return MissingNode.getInstance();
        }
    }

    private static SendOutcome config(String code, String detail) {
        return new SendOutcome.Rejected(new Failure(FailureReason.CONFIG, code, detail));
    }

    private static String code(IOException e) {
        if (e instanceof UnknownHostException) {
            return "net:dns";
        }
        if (e instanceof SSLException) {
            return "net:tls";
        }
        if (e instanceof InterruptedIOException) {
            return "net:timeout";
        }
        if (e instanceof Threshold.StaleConnectionException) {
            return "net:stale";
        }
        if (e instanceof ConnectException) {
            return "net:connect";
        }
        return Attempt.isRefusal(e) ? "net:refused" : "net:io";
    }
}
