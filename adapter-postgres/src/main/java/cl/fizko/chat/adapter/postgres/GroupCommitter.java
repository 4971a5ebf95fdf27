package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.GroupRest;
import cl.fizko.chat.domain.port.StoreBusyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Lets concurrent callers share a transaction: each submits a command and blocks; a writer takes all that has gathered, runs
 * it as one transaction and answers everybody. A command that finds an idle writer is stored at once; a group forms while the one
 * before it commits, and for as long as its writer rests after that, 20 ms at most ({@link GroupRest}).
 *
 * <p>A group that fails is run again one command at a time, so that a command that cannot be stored, or waits for a lock, harms
 * only itself. When the database cannot be reached the whole group fails at once; when {@value #MOST_LOCKED} commands of a group
 * have waited for locks in vain, so do those that are left, for they have waited long enough to be tried again by their callers. With one writer, commands are stored in the order
 * of their submission.
 *
 * @param <C> what is submitted
 * @param <R> what comes back
 */
final class GroupCommitter<C, R> implements AutoCloseable {

    /** How often an idle writer looks whether it is to stop. */
    private static final long IDLE_MILLIS = 100;

    /** Waits for locks, besides that of the whole group, that a group makes everybody behind it wait for. */
    static final int MOST_LOCKED = 3;

    private final String name;
    private final Limits limits;
    private final Function<List<C>, List<R>> transaction;
    private final GroupRest rest;
    private final BlockingQueue<Waiting<C, R>> queue;
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param transaction stores a group in one commit and returns one result a command, in order
     */
    GroupCommitter(String name, Limits limits, Function<List<C>, List<R>> transaction) {
        this(name, limits, new GroupRest(limits.group()), transaction);
    }

    /** The same with another rest between groups. */
    GroupCommitter(String name, Limits limits, GroupRest rest, Function<List<C>, List<R>> transaction) {
        this.name = name;
        this.limits = limits;
        this.rest = rest;
        this.transaction = transaction;
        this.queue = new ArrayBlockingQueue<>(limits.waiting());
    }

    /**
     * Bounds of a committer.
     *
     * @param writers threads, each with a connection of its own
     * @param waiting commands that may wait; one more is refused
     * @param group commands that share a transaction at most
     */
    record Limits(int writers, int waiting, int group) {
        static final Limits DEFAULT = new Limits(1, 4096, 256);
    }

    GroupCommitter<C, R> start() {
        for (var i = 0; i < limits.writers(); i++) {
            var writer = new Thread(this::write, name + "-" + i);
            writer.setDaemon(true);
            writers.add(writer);
            writer.start();
        }
        return this;
    }

    /**
     * Blocks until the command is stored.
     *
     * @throws StoreBusyException if too many wait already, this is closed, or the database cannot take the command now
     * @throws RuntimeException whatever else the transaction threw for this command: it will never be stored
     */
    R submit(C command) {
        var waiting = new Waiting<C, R>(command);
        if (closed) {
            throw closedException();
        }
        if (!queue.offer(waiting)) {
            throw new StoreBusyException(name + ": " + limits.waiting() + " commands are waiting already");
        }
        // When the last writer left between the check and the offer, nobody else would ever answer.
        if (closed && queue.remove(waiting)) {
            throw closedException();
        }
        return waiting.await();
    }

    /** How many commands wait for a writer. */
    int waiting() {
        return queue.size();
    }

    /** Stores what was submitted, then stops; what is submitted later is refused. */
    @Override
    public void close() {
        closed = true;
        var interrupted = false;
        for (var writer : writers) {
            while (writer.isAlive()) {
                try {
                    writer.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private StoreBusyException closedException() {
        return new StoreBusyException(name + ": closing down");
    }

    private void write() {
        var group = new ArrayList<Waiting<C, R>>(limits.group());
        while (true) {
            try {
                var first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closed && queue.isEmpty()) {
                        return;
                    }
                    continue;
                }
                group.add(first);
                queue.drainTo(group, limits.group() - 1);
                var began = System.nanoTime();
                store(group);
                var size = group.size();
                group.clear();
                if (!closed) {
                    rest.after(size, queue.size(), began);
                }
            } catch (InterruptedException e) {
                // Nobody interrupts a writer on purpose; what waits is stored all the same.
            }
        }
    }

    private void store(List<Waiting<C, R>> group) {
        try {
            commit(group);
        } catch (RuntimeException | Error e) {
            if (group.size() == 1 || FailureKind.of(e) == FailureKind.UNREACHABLE) {
                group.forEach(waiting -> waiting.fail(e));
            } else {
                storeOneByOne(group);
            }
        }
    }

    private void storeOneByOne(List<Waiting<C, R>> group) {
        var locked = 0;
        for (var i = 0; i < group.size(); i++) {
            try {
                commit(List.of(group.get(i)));
            } catch (RuntimeException | Error e) {
                group.get(i).fail(e);
                var kind = FailureKind.of(e);
                locked += kind == FailureKind.LOCKED ? 1 : 0;
                if (kind == FailureKind.UNREACHABLE || locked == MOST_LOCKED) {
                    group.subList(i + 1, group.size()).forEach(waiting -> waiting.fail(e));
                    return;
                }
            }
        }
    }

    private void commit(List<Waiting<C, R>> group) {
        var commands = group.stream().map(waiting -> waiting.command).toList();
        var results = FailureKind.retrying(() -> transaction.apply(commands));
        for (var i = 0; i < results.size(); i++) {
            group.get(i).complete(results.get(i));
        }
    }

    private static final class Waiting<C, R> {
        private final C command;
        private final CompletableFuture<R> outcome = new CompletableFuture<>();

        Waiting(C command) {
            this.command = command;
        }

        void complete(R result) {
            outcome.complete(result);
        }

        void fail(Throwable cause) {
            outcome.completeExceptionally(cause);
        }

        R await() {
            try {
                return outcome.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                if (e.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
