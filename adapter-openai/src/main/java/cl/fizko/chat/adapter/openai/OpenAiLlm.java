package cl.fizko.chat.adapter.openai;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import cl.fizko.chat.domain.port.LlmPort;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The language model behind an endpoint that speaks OpenAI's chat completions: OpenAI itself or a compatible server.
 *
 * <p>Thread-safe; constructing one does no I/O. A call is one HTTP request, never retried, and takes at most
 * {@code Request.timeout} from the first byte to the last: the HTTP client's own timeout ends with the headers, so each
 * call runs in a thread of its own that is interrupted at the deadline, which also closes the connection. Logs say what
 * came of a call, never what was asked or answered.
 *
 * <p>Reasons of {@code Unavailable}: {@code timeout} (also for one that is not positive), {@code http NNN},
 * {@code unreachable}, {@code tls failure}, {@code connection lost}, {@code refused} (by the model or by a content
 * filter), {@code empty answer}, {@code truncated answer}, {@code unreadable answer}, {@code empty question} (nothing is
 * sent), {@code interrupted} (the caller's interrupt flag stays set) and {@code shut down}.
 */
public final class OpenAiLlm implements LlmPort, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenAiLlm.class);

    /** Stands in for langchain4j's 15 s to connect and 60 s to answer, so that the request's own timeout decides. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    private final ChatModel model;
    private final ExecutorService calls;

    /** Prepares the client; the first {@link #complete} opens the first connection. */
    public OpenAiLlm(OpenAiSettings settings) {
        this.model = OpenAiChatModel.builder()
                .httpClientBuilder(JdkHttpClient.builder()
                        .httpClientBuilder(HttpClient.newBuilder().version(httpVersion(settings.baseUrl()))))
                .baseUrl(settings.baseUrl().toString())
                .apiKey(settings.apiKey().reveal())
                .modelName(settings.model())
                .timeout(LONGEST_CALL)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
        this.calls = Executors.newCachedThreadPool(daemons());
    }

    /** {@inheritDoc} A timeout above 10 minutes counts as 10 minutes. */
    @Override
    public Outcome complete(Request request) {
        if (request.instructions().isBlank() || request.text().isBlank()) {
            return unavailable("empty question", "nothing to send");
        }
        if (request.timeout().isNegative() || request.timeout().isZero()) {
            return unavailable(OpenAiTranslation.TIMEOUT, "no time left");
        }
        Future<ChatResponse> call;
        try {
            call = calls.submit(() -> model.chat(toChatRequest(request)));
        } catch (RejectedExecutionException closed) {
            return unavailable("shut down", "closed");
        }
        return await(call, request.timeout());
    }

    private static Outcome await(Future<ChatResponse> call, Duration timeout) {
        try {
            Outcome outcome = OpenAiTranslation.outcome(call.get(nanos(timeout), NANOSECONDS));
            if (outcome instanceof Outcome.Unavailable unusable) {
                return unavailable(unusable.reason(), "answered");
            }
            log.debug("the model answered");
            return outcome;
        } catch (TimeoutException deadline) {
            return unavailable(OpenAiTranslation.TIMEOUT, "cut at the deadline");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return unavailable(OpenAiTranslation.INTERRUPTED, "caller interrupted");
        } catch (ExecutionException failed) {
            Throwable fault = Objects.requireNonNullElse(failed.getCause(), failed);
            if (fault instanceof Error bug) {
                throw bug;
            }
            return unavailable(OpenAiTranslation.reason(fault), fault.getClass().getSimpleName());
        } finally {
            call.cancel(true);
        }
    }

    /** Interrupts the calls under way, which answer {@code interrupted}; later ones answer {@code shut down}. */
    @Override
    public void close() {
        calls.shutdownNow();
    }

    /** @param detail our own words or a class's name: an exception's message may quote the conversation */
    private static Outcome unavailable(String reason, String detail) {
        log.warn("no answer from the model: {} ({})", reason, detail);
        return new Outcome.Unavailable(reason);
    }

    private static ChatRequest toChatRequest(Request request) {
        return ChatRequest.builder()
                .messages(SystemMessage.from(request.instructions()), UserMessage.from(request.text()))
                .build();
    }

    private static long nanos(Duration timeout) {
        return (timeout.compareTo(LONGEST_CALL) < 0 ? timeout : LONGEST_CALL).toNanos();
    }

    /** On cleartext, asking for HTTP/2 means an {@code Upgrade: h2c} header that some local servers choke on. */
    private static HttpClient.Version httpVersion(URI baseUrl) {
        return "http".equals(baseUrl.getScheme()) ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2;
    }

    private static ThreadFactory daemons() {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, "openai-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
