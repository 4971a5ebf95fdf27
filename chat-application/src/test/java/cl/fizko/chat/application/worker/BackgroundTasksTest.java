package cl.fizko.chat.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundTasksTest {

    /** Each ends only when the other was interrupted: told one after the other they would wait for ever. */
    @Test
    void close_jobsAtWork_areAllInterruptedBeforeAnyIsWaitedFor() throws Exception {
        var begun = new CountDownLatch(2);
        var interrupted = new CountDownLatch(2);
        Runnable work = () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                awaitUninterruptibly(interrupted);
            }
        };
        var tasks = tasks(Duration.ofHours(1), job("one", work), job("two", work));
        tasks.start();
        begun.await();
        tasks.close();
        assertThat(tasks.isAlive()).isFalse();
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void close_jobThatDoesNotEnd_isLeftBehind() throws Exception {
        var begun = new CountDownLatch(2);
        var end = new CountDownLatch(1);
        Runnable deaf = () -> {
            begun.countDown();
            awaitUninterruptibly(end);
        };
        var tasks = tasks(Duration.ofMillis(50), job("one", deaf), job("two", deaf));
        tasks.start();
        begun.await();
        tasks.close();
        assertThat(tasks.isAlive()).isTrue();
        end.countDown();
    }

    @Test
    void close_betweenTwoRuns_endsAtOnce() throws Exception {
        var runs = new AtomicInteger();
        var ran = new CountDownLatch(1);
        var tasks = tasks(Duration.ofHours(1), job("one", () -> {
            runs.incrementAndGet();
            ran.countDown();
        }));
        tasks.start();
        ran.await();
        tasks.close();
        assertThat(tasks.isAlive()).isFalse();
        assertThat(runs).hasValue(1);
    }

    private static PeriodicJob job(String name, Runnable work) {
        return new PeriodicJob(name, Duration.ofHours(1), work);
    }

    private static BackgroundTasks tasks(Duration patience, PeriodicJob... jobs) {
        return new BackgroundTasks(List.of(jobs), patience);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // Goes on waiting: this job is deaf.
            }
        }
    }
}
