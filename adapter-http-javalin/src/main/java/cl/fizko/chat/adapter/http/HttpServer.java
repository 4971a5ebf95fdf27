package cl.fizko.chat.adapter.http;

import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.adapter.http.edge.RateLimits;
import cl.fizko.chat.application.worker.Fault;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import io.javalin.util.JavalinLogger;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server. It starts once and stops once; both calls belong to the thread that owns the process's life. Constructing
 * it does no I/O.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final List<Routes> routes;
    private final BearerCheck check;
    private final HttpLimits limits;
    private final EdgeSettings edge;
    private final RateLimits rates;
    private final RequestListener listener;
    private List<ServedRoute> served = List.of();
    private @Nullable Javalin app;

    /** A server with those routes. */
    @Inject
    public HttpServer(List<Routes> routes, Authentication authentication, HttpLimits limits, EdgeSettings edge) {
        this(routes, authentication, limits, edge, RequestListener.NOBODY);
    }

    /**
     * A server with those routes.
     *
     * @param listener told of every request that came as far as the routes
     */
    public HttpServer(
            List<Routes> routes,
            Authentication authentication,
            HttpLimits limits,
            EdgeSettings edge,
            RequestListener listener) {
        this.listener = listener;
        this.routes = List.copyOf(routes);
        this.limits = limits;
        this.edge = edge;
        this.rates = new RateLimits(edge);
        this.check = new BearerCheck(authentication, rates);
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @return the port that was bound
     * @throws UncheckedIOException if it cannot listen there
     * @throws IllegalStateException if it was started before, or a route does not say who may call it
     */
    public int start(String host, int port) {
        if (app != null) {
            throw new IllegalStateException("the server was started before");
        }
        JavalinLogger.enabled = false; // whatever it would tell is told here, once
        var created = Javalin.create(config -> configure(config, host, port));
        app = created;
        try {
            created.start();
        } catch (JavalinException e) {
            throw new UncheckedIOException(new IOException("cannot listen on " + host + ":" + port, e));
        }
        log.info("listening on {}:{}", host, created.port());
        return created.port();
    }

    private void configure(JavalinConfig config, String host, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.http.defaultContentType = Answers.JSON;
        config.http.prefer405over404 = true;
        var shortcuts =
                routes.stream().flatMap(each -> each.shortcuts().stream()).toList();
        var before = new BeforeServlets(shortcuts, listener);
        new JettySettings(host, port, limits, edge, rates, before).apply(config.jetty);
        ErrorAnswers.register(config);
        config.requestLogger.http(this::tell);
        var guarded = new GuardedRoutes(config.routes, check);
        routes.forEach(each -> each.define(guarded));
        served = guarded.served();
    }

    private void tell(Context ctx, Float millis) {
        var matched = ctx.endpoints().matchedHttpEndpoint();
        var route = matched == null ? RequestListener.NO_ROUTE : matched.path;
        var method = METHODS.contains(ctx.method().name()) ? ctx.method().name() : "other";
        listener.answered(method, route, ctx.statusCode(), (long) (millis * 1_000_000));
    }

    /** What the running server answers; empty before the start. */
    public List<ServedRoute> served() {
        return served;
    }

    /** Takes no more requests, waits for those in flight as long as the limits allow, and lets go of the port. */
    @Override
    public void close() {
        if (app == null) {
            return;
        }
        try {
            app.stop();
        } catch (JavalinException e) {
            log.warn("stopped with requests in flight cause={}", Fault.summary(e));
        }
    }
}
