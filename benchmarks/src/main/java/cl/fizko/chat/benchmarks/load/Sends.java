package cl.fizko.chat.benchmarks.load;

/** The sends that reached Kapso's stand-in, in the order of their arrival. Not thread-safe. */
final class Sends {

    private final boolean[] replied;
    private final Longs messages = new Longs();
    private final Longs arrivals = new Longs();
    private final Longs statuses = new Longs();

    /** @param messages of the run */
    Sends(int messages) {
        replied = new boolean[messages];
    }

    /**
     * Adds one.
     *
     * @param message that it quotes; -1 if none of this run
     * @param arrived nanoseconds of {@link System#nanoTime}
     * @param status that it was answered
     * @return whether it is the first successful reply to a message
     */
    boolean add(int message, long arrived, int status) {
        messages.add(message);
        arrivals.add(arrived);
        statuses.add(status);
        if (status != 200 || message < 0 || message >= replied.length || replied[message]) {
            return false;
        }
        replied[message] = true;
        return true;
    }

    int size() {
        return messages.size();
    }

    int message(int send) {
        return (int) messages.at(send);
    }

    long arrived(int send) {
        return arrivals.at(send);
    }

    boolean succeeded(int send) {
        return statuses.at(send) == 200;
    }

    long newest() {
        return size() == 0 ? 0 : arrivals.at(size() - 1);
    }
}
