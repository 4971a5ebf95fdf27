package cl.fizko.chat.application.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does a job at once and then again and again, with a pause between. A run that fails is logged and followed by the
 * same pause; the job itself sees to it that nodes do not do it twice.
 */
public final class PeriodicJob implements BackgroundTask, Pulse {

    private static final Logger log = LoggerFactory.getLogger(PeriodicJob.class);

    private final String name;
    private final Duration pause;
    private final Runnable job;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Rounds rounds = new Rounds();

    /** A job that is not running yet. */
    public PeriodicJob(String name, Duration pause, Runnable job) {
        this.name = name;
        this.pause = pause;
        this.job = job;
        this.thread = new Thread(this::repeat, name);
        this.thread.setDaemon(true); // one that is left behind must not keep the process
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration sinceLastMove() {
        return rounds.sinceLastMove();
    }

    @Override
    public long failures() {
        return rounds.failures();
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Whether the job is still being done. */
    @Override
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void stop() {
        stopping.countDown();
        thread.interrupt();
    }

    @Override
    public void awaitEnd(Duration patience) throws InterruptedException {
        if (!patience.isZero()) { // a thread waits for ever when it is to wait for 0
            TimeUnit.NANOSECONDS.timedJoin(thread, patience.toNanos());
        }
    }

    private void repeat() {
        try {
            do {
                rounds.moved();
                try {
                    job.run();
                } catch (RuntimeException | Error e) {
                    // Also an Error: a thread that ends in silence would end the job for ever.
                    if (stopping.getCount() == 0) {
                        log.debug("{} was stopped at work: {}", name, Fault.summary(e));
                    } else {
                        rounds.failed();
                        log.error("{} failed, trying again in {}", name, pause, Fault.withoutMessages(e));
                    }
                }
                rounds.moved();
            } while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
