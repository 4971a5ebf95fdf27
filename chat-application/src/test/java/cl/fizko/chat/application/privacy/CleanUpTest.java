package cl.fizko.chat.application.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.fake.HandClock;
import cl.fizko.chat.application.fake.InMemoryMediaStore;
import cl.fizko.chat.application.privacy.LoadedStore.Held;
import cl.fizko.chat.domain.port.MediaRemovals;
import cl.fizko.chat.domain.port.MediaStore;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.privacy.RecordKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Batches fit what the store can take, whatever that is, and leave it to the others for half of the time. */
class CleanUpTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final RetentionPeriods EVENTS = RetentionPeriods.of(90, 0, 0, 0, 0);

    private final HandClock clock = new HandClock(NOW);

    @Test
    void everythingThatIsOld_goes_andNothingElseIsAskedFor() {
        var store = new LoadedStore(clock, 2_000).rowsTake(Duration.ofMillis(1));
        var seen = new Watcher();
        assertThat(cleanUp(store).delete(EVENTS, seen).of(RecordKind.WEBHOOK_EVENTS))
                .isEqualTo(2_000);
        assertThat(store.left()).isZero();
        assertThat(store.before).isEqualTo(NOW.minus(Duration.ofDays(90)));
        assertThat(seen.expected).isEqualTo(2_200);
        assertThat(seen.done).isEqualTo(2_000);
    }

    @Test
    void aSlowStore_getsSmallBatches_andAQuickOneLarge() {
        var slow = new LoadedStore(clock, 2_000).rowsTake(Duration.ofMillis(1));
        cleanUp(slow).delete(EVENTS, Progress.UNWATCHED);
        assertThat(slow.held).extracting(Held::time).allMatch(time -> time.compareTo(Duration.ofMillis(63)) < 0);

        var quick = new LoadedStore(clock, 50_000).rowsTake(Duration.ofNanos(10_000));
        cleanUp(quick).delete(EVENTS, Progress.UNWATCHED);
        assertThat(quick.held).extracting(Held::rows).contains(2_000).noneMatch(rows -> rows > 2_000);
    }

    @Test
    void loadThatComes_halvesTheBatches_andLoadThatGoes_letsThemGrowAgain() {
        var store = new LoadedStore(clock, 100_000).rowsTake(Duration.ofNanos(100_000));
        var watched = new Watcher();
        watched.when(30_000, () -> store.rowsTake(Duration.ofMillis(5)));
        watched.when(31_000, () -> store.rowsTake(Duration.ofNanos(100_000)));

        cleanUp(store).delete(EVENTS, watched);

        assertThat(store.held).extracting(Held::time).allMatch(time -> time.compareTo(LoadedStore.ENDED_AFTER) <= 0);
        var loaded = store.held.stream()
                .filter(batch -> batch.rows() > 0 && batch.time().equals(Duration.ofMillis(5L * batch.rows())))
                .toList();
        assertThat(loaded).isNotEmpty().allMatch(batch -> batch.rows() <= 18);
        assertThat(store.held.stream().filter(batch -> batch.rows() == 0)).hasSizeBetween(1, 8);
        assertThat(store.held.get(store.held.size() - 3).rows()).isGreaterThan(200);
    }

    @Test
    void locksAreHeld_forHalfOfTheTimeAtMost() {
        var store = new LoadedStore(clock, 20_000).rowsTake(Duration.ofNanos(200_000));
        cleanUp(store).delete(EVENTS, Progress.UNWATCHED);
        var holding = store.held.stream().mapToLong(millis(Held::time)).sum();
        assertThat(holding)
                .isPositive()
                .isLessThanOrEqualTo(Duration.between(NOW, clock.instant()).toMillis() / 2);
    }

    @Test
    void whatIsAlwaysRefused_isGivenUp() {
        var store = new LoadedStore(clock, 100).rowsTake(Duration.ofSeconds(1));
        assertThatThrownBy(() -> cleanUp(store).delete(EVENTS, Progress.UNWATCHED))
                .isInstanceOf(StoreBusyException.class);
        assertThat(store.left()).isEqualTo(100);
    }

    @Test
    void anotherNodeThatHasJustDoneIt_leavesNothingToDo() {
        var store = new LoadedStore(clock, 100).claimedByAnother();
        cleanUp(store).runEvery(Duration.ofHours(6), EVENTS);
        assertThat(store.held).isEmpty();
    }

    @Test
    void whatIsKeptForEver_isNotAskedFor() {
        var store = new LoadedStore(clock, 100);
        cleanUp(store).delete(RetentionPeriods.of(0, 0, 0, 0, 0), Progress.UNWATCHED);
        assertThat(store.held).isEmpty();
    }

    private CleanUp cleanUp(LoadedStore store) {
        return new CleanUp(
                store, new RemoveMediaFiles(new NothingToRemove(), new InMemoryMediaStore()), clock, clock::pass);
    }

    private static ToLongFunction<Held> millis(Function<Held, Duration> time) {
        return held -> time.apply(held).toMillis();
    }

    /** Counts, and does something once so much is done. */
    private static final class Watcher implements Progress {
        private long expected;
        private long done;
        private final TreeMap<Long, Runnable> then = new TreeMap<>();

        void when(long reached, Runnable action) {
            then.put(reached, action);
        }

        @Override
        public void expect(long records) {
            expected += records;
        }

        @Override
        public void done(long records) {
            done += records;
            while (!then.isEmpty() && then.firstKey() <= done) {
                then.pollFirstEntry().getValue().run();
            }
        }
    }

    private static final class NothingToRemove implements MediaRemovals {
        @Override
        public Optional<MediaStore.Key> each(Optional<MediaStore.Key> last, int most, Consumer<MediaStore.Key> remove) {
            return Optional.empty();
        }

        @Override
        public int forget(Duration after) {
            return 0;
        }
    }
}
