package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.privacy.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Tells how far a command is, once it has taken two seconds and then every two: how many, how fast, how much longer. */
final class WorkProgress implements Progress {

    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintWriter err;
    private final String what;
    private final LongSupplier nanoTime;
    private final long start;
    private OptionalLong total;
    private long lastTold;
    private long done;

    /** @param total if it is known */
    WorkProgress(PrintWriter err, String what, OptionalLong total) {
        this(err, what, total, System::nanoTime);
    }

    WorkProgress(PrintWriter err, String what, OptionalLong total, LongSupplier nanoTime) {
        this.err = err;
        this.what = what;
        this.total = total;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.lastTold = start;
    }

    /** So many it will be, or so many more: it is known only now. */
    @Override
    public void expect(long more) {
        total = OptionalLong.of(total.orElse(0) + more);
    }

    @Override
    public void done(long more) {
        reached(done + more);
    }

    /** So many are done in all. */
    void reached(long all) {
        done = all;
        var now = nanoTime.getAsLong();
        if (now - lastTold < EVERY_NANOS) {
            return;
        }
        lastTold = now;
        var perSecond = done * 1e9 / (now - start);
        var left = total.isPresent() && perSecond > 0
                ? ", %d s left".formatted(Math.round(Math.max(0, total.getAsLong() - done) / perSecond))
                : "";
        err.printf("%s: %d%s, %s a second%s%n", what, done, of(), rate(perSecond), left);
        err.flush();
    }

    private String of() {
        return total.isPresent() ? " of " + total.getAsLong() : "";
    }

    /** What takes seconds apiece is not 0 a second. */
    private static String rate(double perSecond) {
        return perSecond < 10 ? "%.1f".formatted(perSecond) : "%.0f".formatted(perSecond);
    }
}
