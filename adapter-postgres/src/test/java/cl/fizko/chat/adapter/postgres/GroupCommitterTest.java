package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.adapter.postgres.GroupCommitter.Limits;
import cl.fizko.chat.domain.port.GroupRest;
import cl.fizko.chat.domain.port.StoreBusyException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitterTest {

    private static final int FIRST = 0;
    private static final int POISON = 13;

    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstAtWork = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void submit_whileAGroupCommits_formsTheNextOne_inOrder() throws Exception {
        try (var committer = committer(new Limits(1, 100, 4))) {
            var results = holdTheFirstAndSubmit(committer, 1, 2, 3, 4, 5, 6);
            goOn.countDown();

            for (var i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(2 * (i + 1));
            }
        }
        assertThat(groups).containsExactly(List.of(FIRST), List.of(1, 2, 3, 4), List.of(5, 6));
    }

    @Test
    void submit_whileTheWriterRests_formsTheNextGroup() throws Exception {
        var resting = new CountDownLatch(1);
        var rested = new CountDownLatch(1);
        var rest = new GroupRest(4, nanos -> {
            resting.countDown();
            await(rested);
        });
        try (var committer =
                new GroupCommitter<Integer, Integer>("test", new Limits(1, 100, 4), rest, this::doubled).start()) {
            holdTheFirstAndSubmit(committer, 1, 2);
            goOn.countDown();
            resting.await();
            var during = submit(committer, 3, 4);
            rested.countDown();

            assertThat(during.get(0).get()).isEqualTo(6);
            assertThat(during.get(1).get()).isEqualTo(8);
        }
        assertThat(groups)
                .as("no rest after the first, which was alone")
                .containsExactly(List.of(FIRST), List.of(1, 2), List.of(3, 4));
    }

    @Test
    void close_duringARest_storesWhatWaits() throws Exception {
        var resting = new CountDownLatch(1);
        var rested = new CountDownLatch(1);
        var rest = new GroupRest(100, nanos -> {
            resting.countDown();
            await(rested);
        });
        var committer = new GroupCommitter<Integer, Integer>("test", Limits.DEFAULT, rest, this::doubled).start();
        holdTheFirstAndSubmit(committer, 1, 2);
        goOn.countDown();
        resting.await();
        var during = submit(committer, 3);
        var closing = CompletableFuture.runAsync(committer::close, callers);
        rested.countDown();
        closing.get();

        assertThat(during.get(0).get()).isEqualTo(6);
    }

    @Test
    void submit_tooManyWaiting_isRefusedAtOnce() throws Exception {
        try (var committer = committer(new Limits(1, 2, 4))) {
            holdTheFirstAndSubmit(committer, 1, 2);

            assertThatThrownBy(() -> committer.submit(3)).isInstanceOf(StoreBusyException.class);
            goOn.countDown();
        }
        assertThat(groups).containsExactly(List.of(FIRST), List.of(1, 2));
    }

    @Test
    void submit_poison_harmsOnlyItself() throws Exception {
        try (var committer = committer(Limits.DEFAULT)) {
            var results = holdTheFirstAndSubmit(committer, 1, POISON, 2);
            goOn.countDown();

            assertThat(results.get(0).get()).isEqualTo(2);
            assertThatThrownBy(() -> results.get(1).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("poison");
            assertThat(results.get(2).get()).isEqualTo(4);
        }
        assertThat(groups)
                .containsExactly(List.of(FIRST), List.of(1, POISON, 2), List.of(1), List.of(POISON), List.of(2));
    }

    @Test
    void submit_deadlock_isTriedAgainTogether() throws Exception {
        failures.set(2);
        try (var committer = failing(new SQLException("deadlock", "40P01"))) {
            var results = holdTheFirstAndSubmit(committer, 1, 2);
            goOn.countDown();

            assertThat(results.get(1).get()).isEqualTo(4);
        }
        assertThat(groups).containsExactly(List.of(FIRST), List.of(1, 2), List.of(1, 2), List.of(1, 2));
    }

    @Test
    void submit_databaseAway_failsAllAtOnce() throws Exception {
        failures.set(100);
        try (var committer = failing(new SQLException("connection lost", "08006"))) {
            var results = holdTheFirstAndSubmit(committer, 1, 2);
            goOn.countDown();

            for (var result : results) {
                assertThatThrownBy(result::get)
                        .hasCauseInstanceOf(StoreBusyException.class)
                        .hasRootCauseMessage("connection lost");
            }
        }
        assertThat(groups).containsExactly(List.of(FIRST), List.of(1, 2));
    }

    @Test
    void submit_oneIsLocked_theOthersAreStored() throws Exception {
        try (var committer = locking(2)) {
            var results = holdTheFirstAndSubmit(committer, 1, 2, 3);
            goOn.countDown();

            assertThat(results.get(0).get()).isEqualTo(2);
            assertThatThrownBy(() -> results.get(1).get()).hasCauseInstanceOf(StoreBusyException.class);
            assertThat(results.get(2).get()).isEqualTo(6);
        }
        assertThat(groups).containsExactly(List.of(FIRST), List.of(1, 2, 3), List.of(1), List.of(2), List.of(3));
    }

    @Test
    void submit_manyAreLocked_theRestIsToldToComeBack() throws Exception {
        try (var committer = locking(1, 2, 3)) {
            var results = holdTheFirstAndSubmit(committer, 1, 2, 3, 4);
            goOn.countDown();

            for (var result : results) {
                assertThatThrownBy(result::get).hasCauseInstanceOf(StoreBusyException.class);
            }
        }
        assertThat(groups).containsExactly(List.of(FIRST), List.of(1, 2, 3, 4), List.of(1), List.of(2), List.of(3));
    }

    @Test
    void close_storesWhatWaits_andRefusesTheRest() throws Exception {
        var committer = committer(Limits.DEFAULT);
        var results = holdTheFirstAndSubmit(committer, 1, 2);
        var closing = CompletableFuture.runAsync(committer::close, callers);
        goOn.countDown();
        closing.get();

        assertThat(results.get(0).get()).isEqualTo(2);
        assertThat(results.get(1).get()).isEqualTo(4);
        assertThatThrownBy(() -> committer.submit(3)).isInstanceOf(StoreBusyException.class);
    }

    private GroupCommitter<Integer, Integer> committer(Limits limits) {
        return new GroupCommitter<Integer, Integer>("test", limits, this::doubled).start();
    }

    private GroupCommitter<Integer, Integer> failing(SQLException failure) {
        return new GroupCommitter<Integer, Integer>("test", Limits.DEFAULT, commands -> {
                    var results = doubled(commands);
                    if (!commands.contains(FIRST) && failures.getAndDecrement() > 0) {
                        throw new IllegalStateException(failure);
                    }
                    return results;
                })
                .start();
    }

    private GroupCommitter<Integer, Integer> locking(Integer... stuck) {
        return new GroupCommitter<Integer, Integer>("test", Limits.DEFAULT, commands -> {
                    var results = doubled(commands);
                    if (commands.stream().anyMatch(List.of(stuck)::contains)) {
                        throw new IllegalStateException(new SQLException("lock timeout", "55P03"));
                    }
                    return results;
                })
                .start();
    }

    private List<Integer> doubled(List<Integer> commands) {
        groups.add(commands);
        if (commands.contains(FIRST)) {
            firstAtWork.countDown();
            await(goOn);
        }
        if (commands.contains(POISON)) {
            throw new IllegalArgumentException("poison");
        }
        return commands.stream().map(command -> 2 * command).toList();
    }

    /** While the first group is held, the others gather in this order. */
    private List<CompletableFuture<Integer>> holdTheFirstAndSubmit(
            GroupCommitter<Integer, Integer> committer, Integer... commands) throws InterruptedException {
        callers.execute(() -> committer.submit(FIRST));
        firstAtWork.await();
        return submit(committer, commands);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** They gather in this order while the writer is busy. */
    private List<CompletableFuture<Integer>> submit(GroupCommitter<Integer, Integer> committer, Integer... commands) {
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        for (var command : commands) {
            results.add(CompletableFuture.supplyAsync(() -> committer.submit(command), callers));
            while (committer.waiting() < results.size()) {
                Thread.onSpinWait();
            }
        }
        return results;
    }
}
