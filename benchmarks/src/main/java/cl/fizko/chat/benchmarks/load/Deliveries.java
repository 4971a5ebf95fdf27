package cl.fizko.chat.benchmarks.load;

import java.util.Arrays;
import java.util.List;

/**
 * What became of each request: nanoseconds of {@link System#nanoTime} at which it was due, was sent and was answered, and the
 * answer's status, and to which node it went. Written by one thread, read after it has ended.
 */
final class Deliveries {

    static final int NOT_SENT = -1;
    static final int UNANSWERED = 0;
    static final int TIMED_OUT = 1;

    private final Corpus corpus;
    final long[] due;
    final long[] sent;
    final long[] answered;
    final short[] status;
    final byte[] node;
    private final int nodes;

    /** @param nodes that they may go to, numbered from 0 */
    Deliveries(Corpus corpus, int nodes) {
        this.corpus = corpus;
        this.nodes = nodes;
        node = new byte[corpus.deliveries()];
        due = new long[corpus.deliveries()];
        sent = new long[corpus.deliveries()];
        answered = new long[corpus.deliveries()];
        status = new short[corpus.deliveries()];
        Arrays.fill(status, (short) NOT_SENT);
    }

    int size() {
        return status.length;
    }

    int message(int delivery) {
        return corpus.message(delivery);
    }

    int conversation(int message) {
        return corpus.conversation(message);
    }

    int messages() {
        return corpus.messages();
    }

    int conversations() {
        return corpus.conversations();
    }

    boolean accepted(int delivery) {
        return status[delivery] >= 200 && status[delivery] < 300;
    }

    /** How many messages were taken over. */
    int acceptedMessages() {
        return acceptedByNode().stream().mapToInt(Integer::intValue).sum();
    }

    /** The same, each message told of the first node that took it over. */
    List<Integer> acceptedByNode() {
        var taken = new boolean[messages()];
        var counts = new Integer[nodes];
        Arrays.fill(counts, 0);
        for (var i = 0; i < size(); i++) {
            if (accepted(i) && !taken[message(i)]) {
                taken[message(i)] = true;
                counts[node[i]]++;
            }
        }
        return List.of(counts);
    }
}
