package cl.fizko.chat.bootstrap.wiring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that spend their time waiting for providers: virtual ones where the JVM has them (21 and newer). */
final class SenderThreads {

    private SenderThreads() {}

    /** A task's slot is free a moment before its thread is. */
    private static final int SPARE = 64;

    /** Runs that many tasks at once; the caller sees to it that there are no more. One that is too many runs on the caller's thread. */
    static ExecutorService atMost(int threads) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return platformThreads(threads);
        }
    }

    /** What comes after the end is refused, for nobody must take it for done. */
    private static void runHere(Runnable task, ThreadPoolExecutor pool) {
        if (pool.isShutdown()) {
            throw new RejectedExecutionException("the senders have ended");
        }
        task.run();
    }

    private static ExecutorService platformThreads(int threads) {
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                threads + SPARE,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> new Thread(task, "send-" + number.incrementAndGet()),
                SenderThreads::runHere);
    }
}
