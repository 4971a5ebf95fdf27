package cl.fizko.chat.application.media;

import cl.fizko.chat.application.worker.BackgroundTask;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.application.worker.LogContext;
import cl.fizko.chat.application.worker.Pulse;
import cl.fizko.chat.application.worker.WorkerLoop;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaJobs.MediaJob;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches customers' files beside the three stages, a few at once: a slow provider holds its own threads and nothing else. What
 * a crash or a stop interrupts is handed out again when its lease has run out.
 */
public final class MediaWorker implements BackgroundTask {

    private static final Logger log = LoggerFactory.getLogger(MediaWorker.class);

    /** Longer than a source may take for a file. */
    static final Duration LEASE = Duration.ofMinutes(5);

    /** How many files come at once. */
    public static final int AT_ONCE = 4;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final MediaJobs jobs;
    private final FetchMedia fetching;
    private final ExecutorService threads;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final WorkerLoop loop = new WorkerLoop("media", this::round);
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** A worker that is not running yet. */
    public MediaWorker(MediaJobs jobs, FetchMedia fetching) {
        this.jobs = jobs;
        this.fetching = fetching;
        var counter = new AtomicInteger();
        this.threads =
                Executors.newFixedThreadPool(AT_ONCE, task -> new Thread(task, "media-" + counter.incrementAndGet()));
    }

    @Override
    public void start() {
        loop.start();
    }

    /** Claims nothing more and interrupts what is being fetched: nothing half-written remains, and it is fetched again. */
    @Override
    public void stop() {
        stopping.countDown();
        loop.stop();
        threads.shutdownNow();
    }

    @Override
    public void awaitEnd(Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        loop.awaitEnd(patience);
        if (!threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            log.warn("{} fetches do not end", AT_ONCE - free.availablePermits());
        }
    }

    /** How its thread is doing. */
    public Pulse pulse() {
        return loop;
    }

    /** Whether the worker is at work. */
    @Override
    public boolean isAlive() {
        return loop.isAlive();
    }

    private void round() throws InterruptedException {
        if (!free.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        free.release();
        var claimed = jobs.claim(free.availablePermits(), LEASE);
        for (var job : claimed) {
            free.acquire();
            var accepted = false;
            try {
                threads.execute(() -> fetchOne(job));
                accepted = true;
            } catch (RejectedExecutionException e) {
                return; // stopped meanwhile: its lease runs out
            } finally {
                if (!accepted) {
                    free.release();
                }
            }
        }
        if (claimed.isEmpty()) {
            stopping.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void fetchOne(MediaJob job) {
        LogContext.of(job.key().message(), job.key().company()).run(() -> fetchNamed(job));
    }

    private void fetchNamed(MediaJob job) {
        try {
            fetching.attempt(job);
        } catch (RuntimeException | Error e) {
            if (!Thread.currentThread().isInterrupted()) {
                log.error("file of message {} has no outcome", job.key().message(), Fault.withoutMessages(e));
            }
        } finally {
            free.release();
        }
    }

    @Override
    public String toString() {
        return "media";
    }
}
