package cl.fizko.chat.adapter.http;

import cl.fizko.chat.adapter.http.edge.Edge;
import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.adapter.http.edge.LoggedRequest;
import cl.fizko.chat.adapter.http.edge.RateLimits;
import io.javalin.config.JettyConfig;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * Jetty as we run it: HTTP/1.1, virtual threads where the JVM has them, and no thread for a request whose (small) body has not
 * arrived, so that slow senders hold a socket and nothing more.
 */
final class JettySettings {

    private static final int FEWEST_THREADS = 8;
    private static final int BACKLOG = 1024;
    private static final Duration THREAD_IDLE = Duration.ofSeconds(30);

    /** Once we stop: how long a connection may be silent between requests before it is closed. */
    private static final Duration SHUTDOWN_IDLE = Duration.ofMillis(200);

    private final String host;
    private final int port;
    private final HttpLimits limits;
    private final EdgeSettings edge;
    private final RateLimits rates;
    private final BeforeServlets before;

    JettySettings(
            String host, int port, HttpLimits limits, EdgeSettings edge, RateLimits rates, BeforeServlets before) {
        this.host = host;
        this.port = port;
        this.limits = limits;
        this.edge = edge;
        this.rates = rates;
        this.before = before;
    }

    void apply(JettyConfig jetty) {
        jetty.threadPool = threads();
        jetty.modifyHttpConfiguration(JettySettings::http);
        jetty.modifyServer(this::server);
        jetty.addConnector(this::connector);
        jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ProtocolErrors()));
    }

    private ThreadPool threads() {
        var pool =
                new QueuedThreadPool(limits.webhooksInFlight() + HttpLimits.THREADS_FOR_THE_REST, FEWEST_THREADS, (int)
                        THREAD_IDLE.toMillis());
        pool.setName("http");
        if (VirtualThreads.areSupported()) {
            var virtual = new VirtualThreadPool(0); // no bound of its own: the routes have theirs
            virtual.setName("http-virtual");
            pool.setVirtualThreadsExecutor(virtual);
        }
        return pool;
    }

    private static void http(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setUriCompliance(UriCompliance.DEFAULT); // Javalin's own default lets ambiguous paths through
    }

    void server(Server server) {
        var monitor = server.getBean(LowResourceMonitor.class);
        if (monitor != null) {
            server.removeBean(monitor); // it would cut idle connections short as soon as threads are busy
        }
        server.setErrorHandler(new ProtocolErrors());
        server.setStopTimeout(limits.drain().toMillis());
        // Graceful is inside: a stop waits for requests that are being handled, not for bodies that may never arrive.
        var whole = new ShortBodyFirst(
                new LoggedRequest(new GracefulHandler(before)), limits.bodyDeadline(), limits.waitingBytes());
        server.setHandler(new Edge(whole, edge, rates, ProtocolErrors::tooManyRequests));
    }

    private Connector connector(Server server, HttpConfiguration http) {
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setAcceptedTcpNoDelay(true);
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
        return connector;
    }
}
