package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Sends a corpus over keep-alive connections, spread evenly over the nodes, on the thread that calls it. A message is sent when the
 * one before it in its conversation is answered, so that they arrive in their order, as Kapso delivers them.
 *
 * <p>Either a conversation keeps to one connection, or it roams: its next message goes to the next node, over whichever of that
 * node's connections is free.
 *
 * <p>Closed loop: each connection sends its next request when the one before is answered. Open loop: request {@code i} is due at
 * {@code i / rate} seconds whatever the answers, and waits for its connection if need be; latency from the due time counts that.
 */
final class LoadGenerator {

    private static final Duration TIMEOUT = Duration.ofSeconds(10); // Kapso's
    private static final int NONE = -1;

    private final Corpus corpus;
    private final double rate;
    private final boolean roaming;
    private final Deliveries deliveries;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final int[] before;
    private long start;
    private int nextDue;

    /**
     * @param nodes where they listen, in their order; no more than connections
     * @param rate requests per second, 0 for the closed loop
     */
    LoadGenerator(Corpus corpus, List<InetSocketAddress> nodes, int connections, double rate, boolean roaming) {
        this.corpus = corpus;
        this.rate = rate;
        this.roaming = roaming;
        this.deliveries = new Deliveries(corpus, nodes.size());
        this.before = new int[corpus.deliveries()];
        var lanes = Stream.generate(Lane::new)
                .limit(roaming ? nodes.size() : connections)
                .toList();
        for (var i = 0; i < connections; i++) {
            var node = i % nodes.size();
            this.connections.add(
                    new LoadConnection(corpus, deliveries, lanes.get(i % lanes.size()), node, nodes.get(node)));
        }
        var newest = new int[corpus.conversations()];
        Arrays.fill(newest, NONE);
        for (var i = 0; i < corpus.deliveries(); i++) {
            var message = corpus.message(i);
            var conversation = corpus.conversation(message);
            lanes.get((conversation + (roaming ? corpus.round(message) : 0)) % lanes.size())
                    .add(i);
            before[i] = newest[conversation];
            newest[conversation] = i;
        }
    }

    /** Returns when every request is answered or given up. */
    Deliveries run() throws IOException {
        try (var selector = Selector.open()) {
            start = System.nanoTime();
            var lastLook = start;
            connections.forEach(connection -> connection.open(selector));
            connections.forEach(this::pump);
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
                if (roaming) {
                    connections.forEach(this::pump); // what is due may wait for an answer on any of them
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
        while (connection.isFree() && connection.lane().hasNext()) {
            var next = connection.lane().peek();
            var sent = System.nanoTime();
            var due = rate > 0 ? dueAt(next) : sent;
            if (due - sent > 0 || !isItsTurn(next)) {
                return;
            }
            connection.sendNext(due, sent);
        }
    }

    private boolean isItsTurn(int delivery) {
        return before[delivery] == NONE || deliveries.status[before[delivery]] != Deliveries.NOT_SENT;
    }

    private long dueAt(int delivery) {
        return rate > 0 ? start + (long) (delivery / rate * 1e9) : start;
    }
}
