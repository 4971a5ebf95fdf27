package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.history.BackfillMessages;
import cl.fizko.chat.application.history.ReconcileUnknownSends;
import cl.fizko.chat.application.template.SyncTemplates;
import cl.fizko.chat.application.worker.PeriodicJob;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The jobs that look after what messages alone do not settle. Every node runs them; the store sees to it that work is done once. */
final class Upkeep implements AutoCloseable {

    private final List<PeriodicJob> jobs;

    Upkeep(Pace pace, ReconcileUnknownSends reconcile, BackfillMessages backfill, SyncTemplates templates) {
        jobs = List.of(
                new PeriodicJob("reconcile", pace.reconcileEvery(), reconcile::run),
                new PeriodicJob("backfill", pace.backfillEvery(), atOnceThenEvery(pace.backfillEvery(), backfill::run)),
                new PeriodicJob(
                        "templates", pace.templatesEvery(), atOnceThenEvery(pace.templatesEvery(), templates::run)));
    }

    /** A node that starts looks at once, whenever another one last did; afterwards nodes take turns. */
    private static Runnable atOnceThenEvery(Duration every, Consumer<Duration> job) {
        var first = new AtomicBoolean(true);
        return () -> job.accept(
                first.getAndSet(false) ? Duration.ZERO : every.multipliedBy(9).dividedBy(10));
    }

    void start() {
        jobs.forEach(PeriodicJob::start);
    }

    /** Whether every job is still being done. */
    boolean isAlive() {
        return jobs.stream().allMatch(PeriodicJob::isAlive);
    }

    @Override
    public void close() {
        jobs.forEach(PeriodicJob::close);
    }
}
