package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.application.worker.Fault;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
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

    private static final String RUNS = """
            select task_name, extract(epoch from clock_timestamp() - last_success) as ago, coalesce(consecutive_failures, 0) as failures
              from scheduled_tasks where task_name = any(:names)""";

    private final Scheduler scheduler;
    private final Jdbi jdbi;
    private final List<String> names;
    private final long madeAt = System.nanoTime();
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

    /**
     * How a job fares on all nodes together.
     *
     * @param sinceSuccess since a run last ended without a failure, by the clock of the node that ran it; before there was any, since
     *     this schedule was made
     * @param failures how many runs have failed since
     */
    public record Health(String name, Duration sinceSuccess, int failures) {}

    ClusterSchedule(Jdbi jdbi, DataSource pool, List<Job> jobs, Duration pollEvery) {
        this.jdbi = jdbi;
        this.names = jobs.stream().map(Job::name).toList();
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
                throw e; // is counted, and told to nobody else
            }
        }
    }

    /** The names of the jobs. */
    public List<String> names() {
        return names;
    }

    /**
     * How each job fares, in the order of {@link #names}. One statement by a key.
     *
     * @throws RuntimeException if the database cannot be asked now
     */
    public List<Health> health() {
        var known = jdbi.withHandle(handle -> handle.createQuery(RUNS)
                .bindArray("names", String.class, names)
                .map((row, context) -> new Health(row.getString(1), age(row.getBigDecimal(2)), row.getInt(3)))
                .collect(Collectors.toMap(Health::name, Function.identity())));
        return names.stream()
                .map(name -> known.getOrDefault(name, new Health(name, age(null), 0)))
                .toList();
    }

    /** Clocks differ a little, so what has just been may seem to come. */
    private Duration age(@Nullable BigDecimal seconds) {
        if (seconds == null) {
            return Duration.ofNanos(System.nanoTime() - madeAt);
        }
        var millis = Math.max(0, seconds.movePointRight(3).longValue());
        return Duration.ofMillis(millis);
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
