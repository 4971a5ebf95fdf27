package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.application.worker.Periodically;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.Outbox.Share;
import java.time.Duration;
import java.util.List;

/**
 * Sends what somebody waits for: the conversations that it is told of, one of each line in turn, and twice a second what a crash or
 * another node left behind, or what was put off. While the slots that a line may have are taken, its conversations wait and the
 * others go on.
 */
final class ReplyDispatch implements Senders.Ended {

    private static final Duration SWEEP_EVERY = Duration.ofMillis(500);
    private static final int BATCH = 256;
    private static final int SWEPT_PER_LINE = 64;

    private final Outbox outbox;
    private final Senders senders;
    private final SendSlots slots;
    private final WakeQueue awaitingDispatch;
    private final Periodically sweep = new Periodically(SWEEP_EVERY);
    private final int sweptPerLine;

    ReplyDispatch(Outbox outbox, Senders senders, SendSlots slots, WakeQueue awaitingDispatch) {
        this.outbox = outbox;
        this.senders = senders;
        this.slots = slots;
        this.awaitingDispatch = awaitingDispatch;
        this.sweptPerLine = Math.max(1, Math.min(SWEPT_PER_LINE, slots.count() / 16));
    }

    void round() throws InterruptedException {
        var room = Math.min(BATCH, slots.free());
        var told = awaitingDispatch.take(room, slots::roomFor, sweep.untilDue());
        if (!told.isEmpty()) {
            senders.send(outbox.claim(told, room), slots, this);
        }
        if (sweep.isDue()) {
            sweep(told.isEmpty());
        }
    }

    /** Where much was left behind and nothing else is to be done, the next look follows at once. */
    private void sweep(boolean idle) {
        var room = Math.min(BATCH, slots.free());
        if (room == 0) {
            return;
        }
        var share = new Share(Urgency.REPLY, sweptPerLine, slots.withoutRoomFor(sweptPerLine));
        var claimed = outbox.claimDue(share, room);
        senders.send(claimed, slots, this);
        if (idle && claimed.size() >= Math.min(room, sweptPerLine)) {
            sweep.hasten();
        }
    }

    @Override
    public void stored(Report report, boolean replyWaits) {
        if (replyWaits) {
            var send = report.send();
            awaitingDispatch.offer(List.of(send.conversation()), conversation -> send.config());
        }
    }

    @Override
    public void slotIsFree() {
        awaitingDispatch.recheck();
    }
}
