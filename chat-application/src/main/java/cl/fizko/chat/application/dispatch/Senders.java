package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.application.worker.LogContext;
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
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what was claimed, many at once, and stores what came of each. Thread-safe. */
final class Senders implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Senders.class);

    private static final Duration RECORD_AGAIN_AFTER = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Is told what came of a message, once it is stored. Must be quick and must not throw; thread-safe. */
    interface Ended {

        /**
         * A report was stored.
         *
         * @param replyWaits whether a reply now waits in its conversation
         */
        void stored(Report report, boolean replyWaits);

        /** The message's slot is free again, whatever came of it. */
        void slotIsFree();
    }

    private final Outbox outbox;
    private final SendMessage sending;
    private final SendJournal journal;
    private final ExecutorService threads;
    private final CountDownLatch abandoned = new CountDownLatch(1);

    Senders(Outbox outbox, SendMessage sending, SendJournal journal, ExecutorService threads) {
        this.outbox = outbox;
        this.sending = sending;
        this.journal = journal;
        this.threads = threads;
    }

    /** Sends messages that were claimed for slots that are free. */
    void send(List<ClaimedSend> claimed, SendSlots slots, Ended ended) {
        claimed.forEach(send -> slots.take(send.config()));
        start(claimed, slots, ended);
    }

    /** Sends messages that were claimed for slots that are taken. */
    void start(List<ClaimedSend> claimed, SendSlots slots, Ended ended) {
        if (!claimed.isEmpty()) {
            CrashPoint.SEND_CLAIMED.pass();
        }
        for (var send : claimed) {
            try {
                threads.execute(() -> sendOne(send, slots, ended));
            } catch (RuntimeException | Error e) {
                // No thread for it, e.g. the machine has none left: done here, slowly, rather than not at all.
                log.error("message {} found no sender's thread", send.id(), Fault.withoutMessages(e));
                sendOne(send, slots, ended);
            }
        }
    }

    private void sendOne(ClaimedSend send, SendSlots slots, Ended ended) {
        LogContext.of(send.conversation(), send.id()).run(() -> sendNamed(send, slots, ended));
    }

    private void sendNamed(ClaimedSend send, SendSlots slots, Ended ended) {
        try {
            var report = sending.attempt(send);
            CrashPoint.OUTCOME_KNOWN.pass();
            record(report, ended);
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
            slots.giveBack(send.config());
            ended.slotIsFree();
        }
    }

    /** An outcome is worth waiting for: the store may be away for a while, the message is sent all the same. */
    private void record(Report first, Ended ended) throws InterruptedException {
        var report = first;
        while (true) {
            try {
                ended.stored(report, outbox.record(report));
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

    /** Waits for the calls in flight and for their outcomes to be stored. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.error("some sends have no stored outcome; the next start settles them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned.countDown();
    }
}
