package cl.fizko.chat.adapter.http.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outermost handler: names the request, answers browsers' questions about origins, and sends away who calls too often, before
 * a body is read or a thread is given. It never blocks.
 */
public final class Edge extends Handler.Wrapper {

    /** Writes the answer to who called too often. */
    public interface Refusal {
        void write(Request request, Response response, Callback callback, long retryAfterSeconds);
    }

    private static final Logger log = LoggerFactory.getLogger(Edge.class);

    private static final String CLIENT = Edge.class.getName() + ".client";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NO_CONTENT = 204;

    private final Cors cors;
    private final TrustedProxies proxies;
    private final RateLimits limits;
    private final Refusal refusal;
    private final AtomicBoolean proxyIsUnknown = new AtomicBoolean();

    public Edge(Handler handler, EdgeSettings settings, RateLimits limits, Refusal refusal) {
        super(handler);
        this.cors = new Cors(settings.corsOrigins());
        this.proxies = settings.proxies();
        this.limits = limits;
        this.refusal = refusal;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        RequestId.tell(request, response);
        var isAnswered = cors.tell(request, response);
        var wait = isExempt(request) ? Optional.<Duration>empty() : count(request);
        if (wait.isPresent()) {
            refusal.write(request, response, callback, RateLimits.retryAfterSeconds(wait.get()));
            return true;
        }
        if (isAnswered) {
            response.setStatus(NO_CONTENT);
            callback.succeeded();
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Counts a key that opened nothing against the address that it came from. */
    public static void wrongKey(HttpServletRequest request, RateLimits limits) {
        if (request.getAttribute(CLIENT) instanceof ClientAddress client) {
            limits.wrongKey(client);
        }
    }

    private Optional<Duration> count(Request request) {
        if (!(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket)) {
            return Optional.empty();
        }
        var forwardedFor = request.getHeaders().getValuesList(FORWARDED_FOR);
        if (proxies.isEmpty() && !forwardedFor.isEmpty() && !proxyIsUnknown.getAndSet(true)) {
            log.warn(
                    "requests come with {}, which is not believed: all that pass a proxy share one limit;"
                            + " behind a proxy of yours set CHAT_TRUSTED_PROXIES",
                    FORWARDED_FOR);
        }
        var client = ClientAddress.of(proxies.client(socket.getAddress(), forwardedFor));
        request.setAttribute(CLIENT, client);
        return limits.request(client);
    }

    /** Deliveries come from few addresses, many at a time, and have bounds of their own; who watches us must not be sent away. */
    private static boolean isExempt(Request request) {
        var path = Request.getPathInContext(request);
        return path.equals("/api/chat/webhook") || path.startsWith("/api/chat/webhook/") || path.startsWith("/health/");
    }
}
