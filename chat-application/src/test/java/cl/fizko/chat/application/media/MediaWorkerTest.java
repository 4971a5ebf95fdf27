package cl.fizko.chat.application.media;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.InMemoryMediaJobs.Recorded;
import cl.fizko.chat.application.worker.BackgroundTasks;
import cl.fizko.chat.domain.port.MediaSource;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MediaWorkerTest {

    private final MediaFixture media = new MediaFixture();

    @Test
    void start_jobsThatAreDue_areFetched() throws Exception {
        add(20);
        try (var worker = worker(MediaFixture.writing(MediaFixture.ABC))) {
            worker.start();
            assertThat(worker.isAlive()).isTrue();
            assertThat(media.jobs.take(20)).hasOnlyElementsOfType(Recorded.Stored.class);
        }
        assertThat(media.store.files()).hasSize(20);
    }

    @Test
    void start_jobThatComesLater_isFetched() throws Exception {
        try (var worker = worker(MediaFixture.writing(MediaFixture.ABC))) {
            worker.start();
            media.jobs.add(media.job(1, 1));
            assertThat(media.jobs.take(1)).hasSize(1);
        }
    }

    @Test
    void start_manyJobs_areFetchedFewAtATime() throws Exception {
        add(12);
        var together = new AtomicInteger();
        var most = new AtomicInteger();
        var begun = new Semaphore(0);
        var goOn = new Semaphore(0);
        try (var worker = worker((request, to) -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            begun.release();
            goOn.acquireUninterruptibly();
            together.decrementAndGet();
            return MediaFixture.ABC;
        })) {
            worker.start();
            assertThat(begun.tryAcquire(MediaWorker.AT_ONCE, 30, TimeUnit.SECONDS))
                    .isTrue();
            // Claimed is only what can begin: a lease that runs in a queue would run out there.
            assertThat(media.jobs.due()).isEqualTo(12 - MediaWorker.AT_ONCE);
            goOn.release(12);
            media.jobs.take(12);
        }
        assertThat(most).hasValue(MediaWorker.AT_ONCE);
    }

    @Test
    void start_fetchThatFailsWildly_harmsNoOther() throws Exception {
        add(12);
        var calls = new AtomicInteger();
        try (var worker = worker((request, to) -> {
            if (calls.incrementAndGet() <= 6) {
                throw new StackOverflowError();
            }
            return MediaFixture.ABC;
        })) {
            worker.start();
            assertThat(media.jobs.take(12))
                    .filteredOn(Recorded.Stored.class::isInstance)
                    .hasSize(6);
            assertThat(worker.isAlive()).isTrue();
        }
    }

    @Test
    void close_whileFetching_interruptsAndLeavesNothing() throws Exception {
        add(1);
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var worker = worker((request, to) -> {
            MediaFixture.write(to);
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                ended.set(true);
            }
            return new Outcome.RetryLater(Optional.empty(), "net:io");
        });
        try (worker) {
            worker.start();
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(worker.isAlive()).isFalse();
        assertThat(ended).isTrue();
        assertThat(media.jobs.recorded()).isEmpty();
        assertThat(media.store.files()).isEmpty();
    }

    @Test
    void close_neverStarted_isHarmless() {
        worker(MediaFixture.writing(MediaFixture.ABC)).close();
    }

    private void add(int count) {
        for (int i = 1; i <= count; i++) {
            media.jobs.add(media.job(i, 1));
        }
    }

    private BackgroundTasks worker(MediaSource source) {
        var worker = new MediaWorker(media.jobs, media.fetching(source));
        return new BackgroundTasks(List.of(worker), Duration.ofSeconds(30));
    }
}
