package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.Outbox.Share;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends what companies write of their own accord, beside the replies and never in their way: with slots of its own, few at a time, one
 * of each line in turn, and at most so many a second, fewer when the store is busy. What waits stays in the store, where it is looked for, so that 20,000
 * messages of one company are nothing that anybody else would have to step over.
 *
 * <p>A line that is blocked, or whose limits leave no room, is left alone until the messages that found out are due again: the others
 * are neither claimed in vain nor take places in the line's limits before a reply.
 */
final class BulkDispatch implements Senders.Ended {

    private static final Duration SWEEP_EVERY = Duration.ofMillis(500);

    /** While calls are in flight, slots become free that nobody rings for. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    static final int BATCH = 16;

    private static final int PAUSES_PER_CLAIM = 9;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final Senders senders;
    private final SendSlots slots;
    private final Bell awaitingBulk;
    private final WakeQueue awaitingDispatch;
    private final Duration pausePerMessage;
    private final LongSupplier nanos;
    private final Map<WhatsAppConfigId, Long> restUntil = new ConcurrentHashMap<>();

    /**
     * For one loop.
     *
     * @param awaitingBulk rung when there may be something to send
     * @param awaitingDispatch told of replies that waited behind what was sent
     * @param perSecond how many messages are claimed in a second at most
     * @param nanos a monotonic clock
     */
    BulkDispatch(
            Outbox outbox,
            Senders senders,
            SendSlots slots,
            Bell awaitingBulk,
            WakeQueue awaitingDispatch,
            int perSecond,
            LongSupplier nanos) {
        this.awaitingDispatch = awaitingDispatch;
        this.outbox = outbox;
        this.senders = senders;
        this.slots = slots;
        this.awaitingBulk = awaitingBulk;
        this.pausePerMessage = Duration.ofSeconds(1).dividedBy(perSecond);
        this.nanos = nanos;
    }

    void round() throws InterruptedException {
        var from = nanos.getAsLong();
        var sent = sendSome();
        if (sent > 0) {
            var took = Duration.ofNanos(nanos.getAsLong() - from);
            TimeUnit.NANOSECONDS.sleep(pause(sent, took).toNanos());
        } else {
            awaitingBulk.await(slots.taken() > 0 ? LOOK_EVERY : SWEEP_EVERY);
        }
    }

    /**
     * How long to rest after so many were claimed in that time. A busy machine or database claims slowly: then what nobody waits for
     * leaves more slowly too, down to a batch a second.
     */
    Duration pause(int sent, Duration took) {
        var rate = pausePerMessage.multipliedBy(sent);
        var rest = took.multipliedBy(PAUSES_PER_CLAIM);
        var longer = rest.compareTo(rate) > 0 ? rest : rate;
        return longer.compareTo(LONGEST_PAUSE) > 0 && rate.compareTo(LONGEST_PAUSE) < 0 ? LONGEST_PAUSE : longer;
    }

    /** Returns how many are on their way. */
    int sendSome() {
        var room = Math.min(BATCH, slots.free());
        if (room == 0) {
            return 0;
        }
        var claimed = outbox.claimDue(new Share(Urgency.BULK, BATCH, leftAlone()), room);
        senders.send(claimed, slots, this);
        return claimed.size();
    }

    private Set<WhatsAppConfigId> leftAlone() {
        var now = nanos.getAsLong();
        restUntil.values().removeIf(until -> until - now <= 0);
        var lines = new HashSet<>(slots.withoutRoomFor(BATCH));
        lines.addAll(restUntil.keySet());
        return lines;
    }

    @Override
    public void stored(Report report, boolean replyWaits) {
        if (replyWaits) {
            awaitingDispatch.offer(
                    List.of(report.send().conversation()),
                    conversation -> report.send().config());
        }
        if (report instanceof Report.Held held && !concernsOnePerson(held)) {
            var until = nanos.getAsLong() + held.delay().toNanos();
            restUntil.merge(held.send().config(), until, (one, other) -> one - other < 0 ? other : one);
        }
    }

    private static boolean concernsOnePerson(Report.Held held) {
        return held.why().code().equals(SendOutcome.Held.PAIR_LIMIT);
    }

    @Override
    public void slotIsFree() {}
}
