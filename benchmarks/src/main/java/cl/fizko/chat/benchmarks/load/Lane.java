package cl.fizko.chat.benchmarks.load;

/** Requests that wait in their order for one of the connections that take from here. Not thread-safe. */
final class Lane {

    private final Longs waiting = new Longs();
    private int position;

    void add(int delivery) {
        waiting.add(delivery);
    }

    boolean hasNext() {
        return position < waiting.size();
    }

    int peek() {
        return (int) waiting.at(position);
    }

    int next() {
        return (int) waiting.at(position++);
    }
}
