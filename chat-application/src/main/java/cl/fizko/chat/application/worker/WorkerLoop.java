package cl.fizko.chat.application.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that repeats one step until it is stopped. A step that fails is logged and repeated after a pause that grows up to
 * five seconds: a store that is away for a while ends no worker.
 */
public final class WorkerLoop implements AutoCloseable, Pulse {

    private static final Logger log = LoggerFactory.getLogger(WorkerLoop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** One round of work; waits by itself when there is nothing to do. */
    @FunctionalInterface
    public interface Step {
        void run() throws InterruptedException;
    }

    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Rounds rounds = new Rounds();

    /** A loop that is not running yet. */
    public WorkerLoop(String name, Step step) {
        thread = new Thread(() -> repeat(name, step), name);
    }

    public void start() {
        thread.start();
    }

    @Override
    public String name() {
        return thread.getName();
    }

    @Override
    public Duration sinceLastMove() {
        return rounds.sinceLastMove();
    }

    @Override
    public long failures() {
        return rounds.failures();
    }

    /** Whether the loop is at work. */
    @Override
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Asks the loop to end after the step it is in; does not wait. */
    public void stop() {
        stopping.countDown();
    }

    /** Waits until the loop has ended, for so long at most. */
    public void awaitEnd(Duration patience) throws InterruptedException {
        if (!patience.isZero()) { // a thread waits for ever when it is to wait for 0
            TimeUnit.NANOSECONDS.timedJoin(thread, patience.toNanos());
        }
    }

    /** Asks the loop to end after the step it is in, and waits for it. */
    @Override
    public void close() {
        stop();
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(String name, Step step) {
        var pause = Duration.ofMillis(100);
        try {
            while (stopping.getCount() > 0) {
                try {
                    rounds.moved();
                    step.run();
                    pause = Duration.ofMillis(100);
                } catch (RuntimeException | Error e) {
                    // Also an Error: a thread that ends in silence would stop its stage for ever.
                    rounds.failed();
                    log.error("{} failed, trying again in {}", name, pause, Fault.withoutMessages(e));
                    rounds.moved();
                    if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
