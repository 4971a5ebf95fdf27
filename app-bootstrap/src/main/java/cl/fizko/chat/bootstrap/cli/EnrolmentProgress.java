package cl.fizko.chat.bootstrap.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Tells how far a command has come that takes longer than two seconds, every two seconds. Belongs to one thread. */
final class EnrolmentProgress {

    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final PrintWriter err;
    private final int all;
    private final long begun = System.nanoTime();
    private long told = begun;
    private int done;

    EnrolmentProgress(PrintWriter err, int all) {
        this.err = err;
        this.all = all;
    }

    /** One more is done. */
    void done() {
        done++;
        var now = System.nanoTime();
        if (now - told >= EVERY) {
            told = now;
            var perSecond = done * 1e9 / (now - begun);
            err.printf("%d of %d, %.0f a second, %.0f s left%n", done, all, perSecond, (all - done) / perSecond);
            err.flush();
        }
    }
}
