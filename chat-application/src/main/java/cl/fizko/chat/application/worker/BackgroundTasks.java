package cl.fizko.chat.application.worker;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks that start and stop together: all are told to stop before any is waited for, and all are waited for under one deadline. */
public final class BackgroundTasks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BackgroundTasks.class);

    private final List<? extends BackgroundTask> tasks;
    private final Duration patience;

    /** @param patience how long a stop may take altogether; what is still at work then is left behind */
    public BackgroundTasks(List<? extends BackgroundTask> tasks, Duration patience) {
        this.tasks = List.copyOf(tasks);
        this.patience = patience;
    }

    public void start() {
        tasks.forEach(BackgroundTask::start);
    }

    /** Whether every task is at work. */
    public boolean isAlive() {
        return tasks.stream().allMatch(BackgroundTask::isAlive);
    }

    @Override
    public void close() {
        var end = System.nanoTime() + patience.toNanos();
        tasks.forEach(BackgroundTask::stop);
        try {
            for (var task : tasks) {
                task.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tasks.stream().filter(BackgroundTask::isAlive).forEach(task -> log.warn("{} is left behind at work", task));
    }
}
