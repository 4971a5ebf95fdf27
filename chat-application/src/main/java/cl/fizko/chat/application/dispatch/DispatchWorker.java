package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.Periodically;
import cl.fizko.chat.application.worker.Pulse;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.application.worker.WorkerLoop;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.SendJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The third stage: claims messages that are due, one a conversation, sends many at once, and stores what came of each. At most
 * {@code slots} calls are in flight; while a provider is slow, its answers hold slots and nothing else. Replies have a loop and
 * seven eighths of the slots, half of them for those that leave with their turn's commit and half for those that are looked for; what
 * companies write of their own accord has another loop and the rest.
 */
public final class DispatchWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DispatchWorker.class);

    private static final Duration EXPIRE_EVERY = Duration.ofSeconds(10);
    private static final int BULK_PART = 8;

    private final Outbox outbox;
    private final SendJournal journal;
    private final Senders senders;
    private final SendSlots forReplies;
    private final SendSlots forBulk;
    private final SendSlots forDirect;
    private final DirectReplies direct;
    private final ReplyDispatch replies;
    private final WorkerLoop replyLoop = new WorkerLoop("dispatch", this::replyRound);
    private final WorkerLoop bulkLoop;
    private final Periodically expiry = new Periodically(EXPIRE_EVERY);

    /**
     * A worker that is not running yet.
     *
     * @param awaitingDispatch conversations in which a reply waits
     * @param awaitingBulk rung when something else waits
     * @param senders runs the calls; must take {@code slots} at once. Closed with the worker
     * @param slots how many calls may be in flight, 2 or more; the journal must hold as many
     * @param bulkPerSecond how many messages that are no replies may be sent in a second
     */
    public DispatchWorker(
            Outbox outbox,
            SendMessage sending,
            SendJournal journal,
            WakeQueue awaitingDispatch,
            Bell awaitingBulk,
            ExecutorService senders,
            int slots,
            int bulkPerSecond) {
        this.outbox = outbox;
        this.journal = journal;
        this.senders = new Senders(outbox, sending, journal, senders);
        this.forBulk = new SendSlots(Math.max(1, slots / BULK_PART));
        this.forDirect = new SendSlots((slots - forBulk.count()) / 2);
        this.forReplies = new SendSlots(slots - forBulk.count() - forDirect.count());
        this.replies = new ReplyDispatch(outbox, this.senders, forReplies, awaitingDispatch);
        this.direct = new DirectReplies(forDirect, claimed -> this.senders.start(claimed, forDirect, replies));
        var bulk = new BulkDispatch(
                outbox, this.senders, forBulk, awaitingBulk, awaitingDispatch, bulkPerSecond, System::nanoTime);
        this.bulkLoop = new WorkerLoop("dispatch-bulk", bulk::round);
    }

    /** For whoever stores replies: they leave without being looked for. To be used between {@link #start} and {@link #close}. */
    public DirectReplies direct() {
        return direct;
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
        replyLoop.start();
        bulkLoop.start();
    }

    /** Claims nothing more and waits for the calls in flight and for their outcomes to be stored. */
    @Override
    public void close() {
        direct.close();
        bulkLoop.stop();
        replyLoop.close();
        bulkLoop.close();
        senders.close();
    }

    private void replyRound() throws InterruptedException {
        if (expiry.isDue()) {
            var expired = outbox.expireClaims();
            if (expired > 0) {
                log.warn("{} messages were claimed by a node that is silent: their outcome is unknown", expired);
            }
        }
        replies.round();
    }

    /** How its threads are doing. */
    public List<Pulse> pulses() {
        return List.of(replyLoop, bulkLoop);
    }

    /** How many calls to providers are in flight or have a slot that waits for a claim. */
    public int inFlight() {
        return forReplies.taken() + forDirect.taken() + forBulk.taken();
    }

    /** Whether the worker is at work. */
    public boolean isAlive() {
        return replyLoop.isAlive() && bulkLoop.isAlive();
    }
}
