package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterScheduleTest {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final int PATIENCE = 30;

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    /** While one node is at the job, another one that is just as impatient is not; when it is done, the job is run again. */
    @Test
    void aJob_isRunByOneNodeAtATime() throws Exception {
        var atWork = new AtomicInteger();
        var mostAtWork = new AtomicInteger();
        var runs = new Semaphore(0);
        Consumer<BooleanSupplier> work = stopping -> {
            mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            try {
                new CountDownLatch(1).await(120, TimeUnit.MILLISECONDS); // two polls of the other node
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atWork.decrementAndGet();
            runs.release();
        };
        try (var first = schedule(postgres.database(), work);
                var second = schedule(postgres.otherNode(), work)) {
            first.start();
            second.start();
            assertThat(runs.tryAcquire(5, PATIENCE, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(mostAtWork).hasValue(1);
        var rows = postgres.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from scheduled_tasks")
                        .mapTo(Long.class)
                        .one());
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void aJobThatFails_isRunAgain() throws Exception {
        var runs = new Semaphore(0);
        try (var schedule = schedule(postgres.database(), stopping -> {
            runs.release();
            throw new IllegalStateException("seen only by this test");
        })) {
            schedule.start();
            assertThat(runs.tryAcquire(3, PATIENCE, TimeUnit.SECONDS)).isTrue();
            var health = schedule.health().get(0);
            assertThat(health.name()).isEqualTo("a-job");
            assertThat(health.failures()).isGreaterThanOrEqualTo(2);
        }
    }

    /** Each node tells the same, whoever ran the job; one that never runs grows old all the same. */
    @Test
    void health_isOfAllNodes() throws Exception {
        var runs = new Semaphore(0);
        try (var idle = schedule(postgres.otherNode(), stopping -> {})) {
            assertThat(idle.health()).singleElement().satisfies(never -> {
                assertThat(never.sinceSuccess()).isPositive();
                assertThat(never.failures()).isZero();
            });
            try (var busy = schedule(postgres.database(), stopping -> runs.release())) {
                busy.start();
                assertThat(runs.tryAcquire(3, PATIENCE, TimeUnit.SECONDS)).isTrue();
            }
            postgres.jdbi().useHandle(handle -> handle.execute("""
                    update scheduled_tasks set last_success = last_success - interval '2 hours', consecutive_failures = 7"""));
            assertThat(idle.health()).singleElement().satisfies(told -> {
                assertThat(told.failures()).isEqualTo(7);
                assertThat(told.sinceSuccess()).isBetween(Duration.ofHours(2), Duration.ofHours(3));
            });
        }
    }

    @Test
    void close_tellsTheJobThatIsAtWorkAndWaitsForIt() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (var schedule = schedule(postgres.database(), stopping -> {
            begun.countDown();
            while (!stopping.getAsBoolean()) {
                Thread.onSpinWait();
            }
            ended.countDown();
        })) {
            schedule.start();
            assertThat(begun.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ended.getCount()).isZero();
    }

    private static ClusterSchedule schedule(PostgresDatabase database, Consumer<BooleanSupplier> work) {
        return database.schedule(List.of(new ClusterSchedule.Job("a-job", SOON, work)), SOON);
    }
}
