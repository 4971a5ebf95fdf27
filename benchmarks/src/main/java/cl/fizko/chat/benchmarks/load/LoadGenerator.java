package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends a corpus over keep-alive connections, on the thread that calls it. A conversation keeps to one connection, so that its
 * messages arrive in their order, as Kapso delivers them.
 *
 * <p>Closed loop: each connection sends its next request when the one before is answered. Open loop: request {@code i} is due at
 * {@code i / rate} seconds whatever the answers, and waits for its connection if need be; latency from the due time counts that.
 */
final class LoadGenerator {

    private static final Duration TIMEOUT = Duration.ofSeconds(10); // Kapso's

    private final Corpus corpus;
    private final double rate;
    private final Deliveries deliveries;
    private final List<LoadConnection> connections = new ArrayList<>();
    private long start;
    private int nextDue;

    /** @param rate requests per second, 0 for the closed loop */
    LoadGenerator(Corpus corpus, InetSocketAddress address, int connections, double rate) {
        this.corpus = corpus;
        this.rate = rate;
        this.deliveries = new Deliveries(corpus);
        for (var i = 0; i < connections; i++) {
            this.connections.add(new LoadConnection(corpus, deliveries, address));
        }
        for (var i = 0; i < corpus.deliveries(); i++) {
            var conversation = corpus.conversation(corpus.message(i));
            this.connections.get(conversation % connections).assign(i);
        }
    }

    /** Returns when every request is answered or given up. */
    Deliveries run() throws IOException {
        try (var selector = Selector.open()) {
            start = System.nanoTime();
            var lastLook = start;
            connections.forEach(connection -> connection.open(selector));
            for (var connection : connections) {
                pump(connection);
            }
            while (connections.stream().anyMatch(connection -> !connection.isDone())) {
                await(selector);
                for (var key : selector.selectedKeys()) {
                    var connection = (LoadConnection) key.attachment();
                    connection.proceed();
                    pump(connection);
                }
                selector.selectedKeys().clear();
                var now = System.nanoTime();
                for (; nextDue < corpus.deliveries() && dueAt(nextDue) <= now; nextDue++) {
                    pump(connections.get(corpus.conversation(corpus.message(nextDue)) % connections.size()));
                }
                if (now - lastLook > TimeUnit.SECONDS.toNanos(1)) {
                    lastLook = now;
                    for (var connection : connections) {
                        connection.giveUpBefore(now - TIMEOUT.toNanos());
                        pump(connection);
                    }
                }
            }
            connections.forEach(LoadConnection::close);
        }
        return deliveries;
    }

    /** Until something came, or a request is due: to a millisecond, and asleep, for a busy waiter is what the app would feel. */
    private void await(Selector selector) throws IOException {
        if (rate <= 0 || nextDue == corpus.deliveries()) {
            selector.select(100);
            return;
        }
        var wait = dueAt(nextDue) - System.nanoTime();
        if (wait > 0) {
            selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
        } else {
            selector.selectNow();
        }
    }

    private void pump(LoadConnection connection) {
        while (connection.isFree() && connection.hasNext()) {
            var sent = System.nanoTime();
            var due = rate > 0 ? dueAt(connection.peek()) : sent;
            if (due - sent > 0) {
                return;
            }
            connection.sendNext(due, sent);
        }
    }

    private long dueAt(int delivery) {
        return rate > 0 ? start + (long) (delivery / rate * 1e9) : start;
    }
}
