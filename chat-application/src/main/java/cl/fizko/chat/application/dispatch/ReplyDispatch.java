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
    private static final int SWEPT_PART = 16;

    private final Outbox outbox;
    private final Senders senders;
    private final SendSlots slots;
    private final WakeQueue awaitingDispatch;
    private final Periodically sweep = new Periodically(SWEEP_EVERY);

    ReplyDispatch(Outbox outbox, Senders senders, SendSlots slots, WakeQueue awaitingDispatch) {
        this.outbox = outbox;
        this.senders = senders;
        this.slots = slots;
        this.awaitingDispatch = awaitingDispatch;
    }

    void round() throws InterruptedException {
        var told = awaitingDispatch.take(this::room, slots::roomFor, sweep.untilDue());
        if (!told.isEmpty()) {
            senders.send(outbox.claim(told, told.size()), slots, this);
        }
        if (sweep.isDue()) {
            sweep();
        }
    }

    private int room() {
        return Math.min(BATCH, slots.free());
    }

    /**
     * The fewer slots are free the less a line gets at once, but only one that has no room at all is left out: what was put off is
     * found in no other way. Where much was left behind the next look follows after what has come meanwhile.
     */
    private void sweep() {
        var room = room();
        if (room == 0) {
            return;
        }
        var perLine = Math.max(1, Math.min(SWEPT_PER_LINE, room / SWEPT_PART));
        var claimed = outbox.claimDue(new Share(Urgency.REPLY, perLine, slots.withoutRoomFor(1)), room);
        senders.send(claimed, slots, this);
        if (claimed.size() >= perLine) {
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
