package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.history.BackfillMessages;
import cl.fizko.chat.application.history.ReconcileUnknownSends;
import cl.fizko.chat.application.media.MediaWorker;
import cl.fizko.chat.application.message.SearchMessages;
import cl.fizko.chat.application.sending.ForgetRequestKeys;
import cl.fizko.chat.application.template.SyncTemplates;
import cl.fizko.chat.application.worker.BackgroundTask;
import cl.fizko.chat.application.worker.BackgroundTasks;
import cl.fizko.chat.application.worker.PeriodicJob;
import cl.fizko.chat.application.worker.Pulse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What is done beside the stages: the jobs that look after what messages alone do not settle, and the fetching of files. Every node
 * does it; the store sees to it that work is done once.
 */
final class Upkeep implements AutoCloseable {

    /** Less than the sends in flight may take, so it is they that a stop waits for. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    /** An account whose list could not be had is asked for again so soon. */
    private static final Duration TEMPLATES_AGAIN = Duration.ofMinutes(5);

    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    /** Once all is searchable a look is one small query. */
    private static final Duration CATCH_UP_EVERY = Duration.ofMinutes(10);

    private final List<PeriodicJob> jobs;
    private final BackgroundTasks tasks;

    Upkeep(
            Pace pace,
            ReconcileUnknownSends reconcile,
            BackfillMessages backfill,
            SyncTemplates templates,
            ForgetRequestKeys requestKeys,
            SearchMessages search,
            MediaWorker media,
            PeriodicJob privacy) {
        var templatesPause =
                pace.templatesEvery().compareTo(TEMPLATES_AGAIN) < 0 ? pace.templatesEvery() : TEMPLATES_AGAIN;
        jobs = List.of(
                new PeriodicJob("reconcile", pace.reconcileEvery(), reconcile::run),
                new PeriodicJob("backfill", pace.backfillEvery(), atOnceThenEvery(pace.backfillEvery(), backfill::run)),
                new PeriodicJob("templates", templatesPause, atOnceThenEvery(pace.templatesEvery(), templates::run)),
                new PeriodicJob("request-keys", FORGET_EVERY, requestKeys::run),
                new PeriodicJob("search", CATCH_UP_EVERY, search::catchUp),
                privacy);
        var all = new ArrayList<BackgroundTask>(jobs);
        all.add(media);
        tasks = new BackgroundTasks(all, STOPS_WITHIN);
    }

    /** A node that starts looks at once, whenever another one last did; afterwards nodes take turns. */
    private static Runnable atOnceThenEvery(Duration every, Consumer<Duration> job) {
        var first = new AtomicBoolean(true);
        return () -> job.accept(
                first.getAndSet(false) ? Duration.ZERO : every.multipliedBy(9).dividedBy(10));
    }

    void start() {
        tasks.start();
    }

    /** How the jobs are doing. */
    List<Pulse> pulses() {
        return List.copyOf(jobs);
    }

    /** Whether all of it is still being done. */
    boolean isAlive() {
        return tasks.isAlive();
    }

    @Override
    public void close() {
        tasks.close();
    }
}
