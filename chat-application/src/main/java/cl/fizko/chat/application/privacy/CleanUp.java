package cl.fizko.chat.application.privacy;

import cl.fizko.chat.domain.port.Retention;
import cl.fizko.chat.domain.port.Retention.Slice;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.privacy.Tally;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Use case: deletes what is older than it is to be kept, in small batches beside live traffic. Thread-safe. */
public final class CleanUp {

    private static final Logger log = LoggerFactory.getLogger(CleanUp.class);

    private static final int COUNTED_AT_ONCE = 5_000;

    /** In a row, before what is in the way counts as there to stay. */
    private static final int MOST_REFUSALS = 20;

    private static final Duration REST_AFTER_REFUSAL = Duration.ofMillis(200);

    private final Retention retention;
    private final RemoveMediaFiles files;
    private final Clock clock;
    private final Consumer<Duration> rest;

    @Inject
    public CleanUp(Retention retention, RemoveMediaFiles files, Clock clock) {
        this(retention, files, clock, time -> LockSupport.parkNanos(time.toNanos()));
    }

    /** Rests as it is told. */
    CleanUp(Retention retention, RemoveMediaFiles files, Clock clock, Consumer<Duration> rest) {
        this.retention = retention;
        this.files = files;
        this.clock = clock;
        this.rest = rest;
    }

    /** Does it unless a node has begun to within that time. */
    public void runEvery(Duration every, RetentionPeriods periods) {
        if (retention.claimRun(every)) {
            var deleted = delete(periods, Progress.UNWATCHED);
            if (deleted.total() > 0) {
                log.info("deleted what was older than it is to be kept: {}", deleted.counts());
            }
        }
    }

    /**
     * Deletes, until all is done or the thread is interrupted.
     *
     * @param progress is told what the batches look at
     * @throws StoreBusyException if the store cannot do it now; what was deleted until then stays deleted
     */
    public Tally delete(RetentionPeriods periods, Progress progress) {
        var deleted = Tally.NONE;
        for (var slice : expected(periods, progress)) {
            deleted = deleted.plus(delete(slice, progress));
        }
        files.run();
        return deleted;
    }

    /** What {@link #delete} would delete now. A record that goes with its message and is due itself counts once, with its own kind. */
    public Tally count(RetentionPeriods periods, Progress progress) {
        var counted = Tally.NONE;
        for (var whole : expected(periods, progress)) {
            for (var slice = whole; ; ) {
                var batch = retention.count(slice, COUNTED_AT_ONCE);
                counted = counted.plus(batch.tally());
                progress.done(batch.looked());
                if (batch.last().isEmpty() || Thread.currentThread().isInterrupted()) {
                    break;
                }
                slice = slice.after(batch.last().get());
            }
        }
        return counted;
    }

    /** What is to be gone through, and about how much that is. */
    private List<Slice> expected(RetentionPeriods periods, Progress progress) {
        var now = clock.instant();
        var slices = periods.days().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(period ->
                        new Slice(period.getKey(), now.minus(Duration.ofDays(period.getValue())), Optional.empty()))
                .toList();
        progress.expect(slices.stream().mapToLong(retention::estimate).sum());
        return slices;
    }

    private Tally delete(Slice start, Progress progress) {
        var deleted = Tally.NONE;
        var size = new BatchSize();
        var refusals = 0;
        var slice = start;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var batch = retention.delete(slice, size.rows());
                refusals = 0;
                deleted = deleted.plus(batch.tally());
                progress.done(batch.looked());
                if (batch.last().isEmpty()) {
                    break;
                }
                slice = slice.after(batch.last().get());
                size.took(batch.took());
                rest.accept(batch.took()); // half of the time is left to the others
            } catch (StoreBusyException e) {
                if (++refusals == MOST_REFUSALS) {
                    throw e;
                }
                size.tooMany();
                rest.accept(REST_AFTER_REFUSAL);
            }
        }
        return deleted;
    }
}
