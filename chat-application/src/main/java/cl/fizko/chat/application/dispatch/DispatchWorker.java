package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.application.worker.LogContext;
import cl.fizko.chat.application.worker.Periodically;
import cl.fizko.chat.application.worker.Pulse;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.application.worker.WorkerLoop;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.SendJournal;
import cl.fizko.chat.domain.port.StoreBusyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The third stage: claims messages that are due, one a conversation, sends many at once, and stores what came of each. At most
 * {@code slots} calls are in flight; while a provider is slow, its answers hold slots and nothing else.
 */
public final class DispatchWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DispatchWorker.class);

    private static final Duration SWEEP_EVERY = Duration.ofMillis(500);
    private static final Duration EXPIRE_EVERY = Duration.ofSeconds(10);
    private static final Duration RECORD_AGAIN_AFTER = Duration.ofMillis(500);
    private static final int BATCH = 256;

    private final Outbox outbox;
    private final SendMessage sending;
    private final SendJournal journal;
    private final WakeQueue awaitingDispatch;
    private final ExecutorService senders;
    private final Semaphore slots;
    private final int slotCount;
    private final WorkerLoop loop = new WorkerLoop("dispatch", this::round);
    private final Periodically sweep = new Periodically(SWEEP_EVERY);
    private final Periodically expiry = new Periodically(EXPIRE_EVERY);
    private final CountDownLatch abandoned = new CountDownLatch(1);

    /**
     * A worker that is not running yet.
     *
     * @param awaitingDispatch conversations that have something to send
     * @param senders runs the calls; must take {@code slots} at once. Closed with the worker
     * @param slots how many calls may be in flight; the journal must hold as many
     */
    public DispatchWorker(
            Outbox outbox,
            SendMessage sending,
            SendJournal journal,
            WakeQueue awaitingDispatch,
            ExecutorService senders,
            int slots) {
        this.outbox = outbox;
        this.sending = sending;
        this.journal = journal;
        this.awaitingDispatch = awaitingDispatch;
        this.senders = senders;
        this.slotCount = slots;
        this.slots = new Semaphore(slots);
    }

    /** Settles what an earlier run left behind, then starts. */
    public void start() {
        var recovery = outbox.recover(journal.nodeId(), journal.leftBehind());
        CrashPoint.RECOVERED.pass();
        if (recovery.requeued() + recovery.unknown() > 0) {
            log.info(
                    "after an unclean stop: {} messages back in the queue, {} unknown",
                    recovery.requeued(),
                    recovery.unknown());
        }
        loop.start();
    }

    /** Claims nothing more and waits for the calls in flight and for their outcomes to be stored. */
    @Override
    public void close() {
        loop.close();
        senders.shutdown();
        try {
            if (!senders.awaitTermination(20, TimeUnit.SECONDS)) {
                log.error(
                        "{} sends have no stored outcome; the next start settles them",
                        slotCount - slots.availablePermits());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned.countDown();
    }

    private void round() throws InterruptedException {
        if (expiry.isDue()) {
            var expired = outbox.expireClaims();
            if (expired > 0) {
                log.warn("{} messages were claimed by a node that is silent: their outcome is unknown", expired);
            }
        }
        if (!slots.tryAcquire(SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        slots.release();
        var room = Math.min(BATCH, slots.availablePermits());
        var told = awaitingDispatch.take(room, SWEEP_EVERY);
        if (!told.isEmpty()) {
            send(outbox.claim(told, room));
        }
        if (sweep.isDue()) {
            send(outbox.claimDue(Math.min(BATCH, slots.availablePermits())));
        }
    }

    private void send(List<ClaimedSend> claimed) {
        if (!claimed.isEmpty()) {
            CrashPoint.SEND_CLAIMED.pass();
        }
        for (var send : claimed) {
            slots.acquireUninterruptibly();
            try {
                senders.execute(() -> sendOne(send));
            } catch (RuntimeException | Error e) {
                // No thread for it, e.g. the machine has none left: done here, slowly, rather than not at all.
                log.error("message {} found no sender's thread", send.id(), Fault.withoutMessages(e));
                sendOne(send);
            }
        }
    }

    private void sendOne(ClaimedSend send) {
        LogContext.of(send.conversation(), send.id()).run(() -> sendNamed(send));
    }

    private void sendNamed(ClaimedSend send) {
        try {
            var report = sending.attempt(send);
            CrashPoint.OUTCOME_KNOWN.pass();
            record(report);
            CrashPoint.OUTCOME_COMMITTED.pass();
            journal.end(send.id());
            CrashPoint.JOURNAL_CLEARED.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Its claim runs out and the message becomes unknown: seen by a person, never sent twice. The journal's
            // mark stays.
            log.error(
                    "message {} of conversation {} has no outcome",
                    send.id(),
                    send.conversation(),
                    Fault.withoutMessages(e));
        } finally {
            slots.release();
        }
    }

    /** An outcome is worth waiting for: the store may be away for a while, the message is sent all the same. */
    private void record(Report first) throws InterruptedException {
        var report = first;
        while (true) {
            try {
                recordOnce(report);
                return;
            } catch (StoreBusyException e) {
                log.warn(
                        "outcome of message {} not stored yet: {}",
                        report.send().id(),
                        Fault.summary(e));
                if (abandoned.await(RECORD_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            } catch (RuntimeException e) {
                if (report instanceof Report.Unknown) {
                    throw e;
                }
                // This very report can never be stored, e.g. for an id that is taken: what it said is in the log, not
                // its words.
                log.error(
                        "outcome of message {} cannot be stored", report.send().id(), Fault.withoutMessages(e));
                report = new Report.Unknown(
                        report.send(),
                        "the outcome could not be stored: " + e.getClass().getSimpleName());
            }
        }
    }

    private void recordOnce(Report report) {
        if (outbox.record(report)) {
            awaitingDispatch.offer(List.of(report.send().conversation()));
        }
    }

    /** How its thread is doing. */
    public Pulse pulse() {
        return loop;
    }

    /** How many calls to providers are in flight. */
    public int inFlight() {
        return slotCount - slots.availablePermits();
    }

    /** Whether the worker is at work. */
    public boolean isAlive() {
        return loop.isAlive();
    }
}
