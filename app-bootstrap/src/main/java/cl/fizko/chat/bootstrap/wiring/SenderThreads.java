package cl.fizko.chat.bootstrap.wiring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that spend their time waiting for providers: virtual ones where the JVM has them (21 and newer). */
final class SenderThreads {

    private SenderThreads() {}

    /** Runs that many tasks at once; the caller sees to it that there are no more. */
    static ExecutorService atMost(int threads) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return platformThreads(threads);
        }
    }

    private static ExecutorService platformThreads(int threads) {
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                threads,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> new Thread(task, "send-" + number.incrementAndGet()),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }
}
