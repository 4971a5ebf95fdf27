package cl.fizko.chat.adapter.openai;

import cl.fizko.chat.domain.port.LlmPort.Outcome;
import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The only place that knows langchain4j's answers and exceptions.
 *
 * <p>langchain4j has exceptions for HTTP statuses, but a fault of the connection reaches its caller as a bare
 * {@code RuntimeException} around an {@code IOException}: the whole chain of causes has to be read. The reasons are a
 * closed vocabulary (plus the number in {@code http NNN}), because the exceptions' own messages quote the endpoint's
 * body, and with it the model or the customer.
 */
final class OpenAiTranslation {

    static final String TIMEOUT = "timeout";
    static final String INTERRUPTED = "interrupted";
    static final String REFUSED = "refused";
    static final String UNREACHABLE = "unreachable";
    static final String TLS_FAILURE = "tls failure";
    static final String CONNECTION_LOST = "connection lost";
    static final String EMPTY_ANSWER = "empty answer";
    static final String TRUNCATED = "truncated answer";
    static final String UNREADABLE = "unreadable answer";

    /** The first row that matches any link of the chain wins: a JSON fault and a TLS fault are IOExceptions too. */
    private static final List<Row> ROWS = List.of(
            new Row(ContentFilteredException.class, REFUSED),
            new Row(HttpTimeoutException.class, TIMEOUT),
            new Row(TimeoutException.class, TIMEOUT),
            new Row(InterruptedException.class, INTERRUPTED),
            new Row(SSLException.class, TLS_FAILURE),
            new Row(UnresolvedModelServerException.class, UNREACHABLE),
            new Row(UnresolvedAddressException.class, UNREACHABLE),
            new Row(UnknownHostException.class, UNREACHABLE),
            new Row(NoRouteToHostException.class, UNREACHABLE),
            new Row(ConnectException.class, UNREACHABLE),
            new Row(JacksonException.class, UNREADABLE),
            new Row(IOException.class, CONNECTION_LOST));

    private OpenAiTranslation() {}

    /** An answer that came in full over a good connection; it may still hold nothing to use. */
    static Outcome outcome(ChatResponse response) {
        FinishReason finish = response.finishReason();
        if (finish == FinishReason.CONTENT_FILTER) {
            return new Outcome.Unavailable(REFUSED);
        }
        if (finish == FinishReason.LENGTH) {
            return new Outcome.Unavailable(TRUNCATED);
        }
        @Nullable String text = response.aiMessage().text();
        if (text == null || text.isBlank()) {
            return new Outcome.Unavailable(EMPTY_ANSWER);
        }
        return new Outcome.Completed(text.strip());
    }

    /**
     * What a failed call is called.
     *
     * @return a reason that quotes nothing; {@value #UNREADABLE} for what no row names, e.g. a body without choices
     */
    static String reason(Throwable fault) {
        List<Throwable> chain =
                Stream.iterate(fault, link -> link != null, Throwable::getCause).toList();
        Optional<String> status = chain.stream()
                .filter(HttpException.class::isInstance)
                .map(link -> "http " + ((HttpException) link).statusCode())
                .findFirst();
        return status.orElseGet(() -> ROWS.stream()
                .filter(row -> chain.stream().anyMatch(row.type()::isInstance))
                .map(Row::reason)
                .findFirst()
                .orElse(UNREADABLE));
    }

    private record Row(Class<? extends Throwable> type, String reason) {}
}
