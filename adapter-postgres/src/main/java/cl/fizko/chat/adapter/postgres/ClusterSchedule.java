package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.application.worker.Fault;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that run on one node at a time, whatever the number of nodes: by db-scheduler, on the table {@code scheduled_tasks}. A job that
 * a node took with it when it died is begun by another one within five minutes; a job that fails is
 * logged and runs again at its time. Jobs bear being begun twice all the same: a node that was only asleep goes on.
 *
 * <p>Thread-safe. One thread works, so jobs of a node wait for each other.
 */
public final class ClusterSchedule implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ClusterSchedule.class);

    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final int MISSED_HEARTBEATS = 4;

    /** What is at work sees that it is to stop; what does not is interrupted after this. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * A job.
     *
     * @param name the same on every node and in every version
     * @param pause between the end of one run and the begin of the next, on whatever node
     * @param work is told whether it is to stop, at which it returns soon
     */
    public record Job(String name, Duration pause, Consumer<BooleanSupplier> work) {}

    ClusterSchedule(DataSource pool, List<Job> jobs, Duration pollEvery) {
        scheduler = Scheduler.create(pool)
                .startTasks(jobs.stream().map(this::task).toList())
                .threads(1)
                .pollingInterval(pollEvery)
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(STOPS_WITHIN)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .failureLogging(LogLevel.OFF, false) // the run itself logs what failed, without messages
                .build();
    }

    private RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.pause())).execute((instance, context) -> run(job));
    }

    private void run(Job job) {
        try {
            job.work().accept(stopping::get);
        } catch (RuntimeException e) {
            if (stopping.get()) {
                log.debug("{} was stopped at work: {}", job.name(), Fault.summary(e));
            } else {
                log.error("{} failed, trying again in {}", job.name(), job.pause(), Fault.withoutMessages(e));
            }
        }
    }

    public void start() {
        if (started.compareAndSet(false, true)) {
            scheduler.start();
        }
    }

    @Override
    public void close() {
        stopping.set(true);
        if (started.get()) {
            scheduler.stop();
        }
    }
}
