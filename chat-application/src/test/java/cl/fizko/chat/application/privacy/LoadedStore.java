package cl.fizko.chat.application.privacy;

import cl.fizko.chat.application.fake.HandClock;
import cl.fizko.chat.domain.port.Retention;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A store of old deliveries that takes as long for each as it is told, by a clock that only it and those who rest move on. A batch
 * that would take too long is ended, as PostgreSQL does, and deletes nothing.
 */
final class LoadedStore implements Retention {

    static final Duration ENDED_AFTER = Duration.ofMillis(90);

    private final HandClock clock;
    private long left;
    private boolean claimed;
    private Duration perRow = Duration.ZERO;
    final List<Held> held = new ArrayList<>();
    Instant before = Instant.EPOCH;

    LoadedStore(HandClock clock, long left) {
        this.clock = clock;
        this.left = left;
    }

    /** A batch, and how long it held its locks; no rows when it was ended. */
    record Held(Instant at, int rows, Duration time) {}

    LoadedStore rowsTake(Duration time) {
        perRow = time;
        return this;
    }

    LoadedStore claimedByAnother() {
        claimed = true;
        return this;
    }

    long left() {
        return left;
    }

    @Override
    public boolean claimRun(Duration every) {
        return !claimed;
    }

    @Override
    public long estimate(Slice slice) {
        return left + left / 10;
    }

    @Override
    public Batch count(Slice slice, int most) {
        return new Batch(Optional.empty(), left, Tally.of(RecordKind.WEBHOOK_EVENTS, left), Duration.ZERO);
    }

    @Override
    public Batch delete(Slice slice, int most) {
        before = slice.before();
        var rows = (int) Math.min(most, left);
        var time = perRow.multipliedBy(rows);
        if (time.compareTo(ENDED_AFTER) > 0) {
            hold(0, ENDED_AFTER);
            throw new StoreBusyException("it took too long");
        }
        hold(rows, time);
        left -= rows;
        return new Batch(
                rows == 0 ? Optional.empty() : Optional.of(new UUID(0, 1)),
                rows,
                Tally.of(RecordKind.WEBHOOK_EVENTS, rows),
                time);
    }

    private void hold(int rows, Duration time) {
        held.add(new Held(clock.instant(), rows, time));
        clock.pass(time);
    }
}
