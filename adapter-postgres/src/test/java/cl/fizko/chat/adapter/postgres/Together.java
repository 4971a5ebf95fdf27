package cl.fizko.chat.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/** Runs steps at the same instant, each on a thread of its own. */
final class Together {

    private Together() {}

    interface Step<T> {
        T run(int i) throws Exception;
    }

    static <T> List<T> together(int threads, Step<T> step) throws Exception {
        var barrier = new CyclicBarrier(threads);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (var i = 0; i < threads; i++) {
                var index = i;
                calls.add(() -> {
                    barrier.await();
                    return step.run(index);
                });
            }
            List<T> results = new ArrayList<>();
            for (var result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
