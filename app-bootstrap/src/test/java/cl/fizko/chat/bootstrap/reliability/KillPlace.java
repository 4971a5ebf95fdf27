package cl.fizko.chat.bootstrap.reliability;

import cl.fizko.chat.bootstrap.reliability.NodeProcess.Fuse;
import cl.fizko.chat.domain.port.CrashPoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A place where nodes are killed: a {@link CrashPoint}, or while the provider has a request that it has not answered.
 *
 * @param point empty for the provider's
 */
record KillPlace(Optional<CrashPoint> point) {

    static final KillPlace AT_PROVIDER = new KillPlace(Optional.empty());

    /** Passed once a delivery or a send; the others once a group of them. */
    private static final Set<CrashPoint> PASSED_OFTEN = EnumSet.of(
            CrashPoint.WEBHOOK_READ,
            CrashPoint.SIGNATURE_CHECKED,
            CrashPoint.DELIVERY_DECODED,
            CrashPoint.DELIVERY_STORED,
            CrashPoint.TURN_AWAITED,
            CrashPoint.WEBHOOK_ANSWERED,
            CrashPoint.SEND_LEAVING,
            CrashPoint.SEND_JOURNALED,
            CrashPoint.ANSWER_RECEIVED,
            CrashPoint.OUTCOME_KNOWN,
            CrashPoint.OUTCOME_COMMITTED,
            CrashPoint.JOURNAL_CLEARED);

    private static final Set<CrashPoint> AFTER_A_CRASH = EnumSet.of(CrashPoint.RECOVERY_WRITTEN, CrashPoint.RECOVERED);

    /** What leaves something behind in the outbox. */
    private static final List<CrashPoint> LEAVING_SENDS =
            List.of(CrashPoint.SEND_CLAIMED, CrashPoint.SEND_JOURNALED, CrashPoint.OUTCOME_KNOWN);

    static KillPlace of(CrashPoint point) {
        return new KillPlace(Optional.of(point));
    }

    /** Every place, in the order in which a message gets there. */
    static List<KillPlace> all() {
        var all = new ArrayList<>(
                Stream.of(CrashPoint.values()).map(KillPlace::of).toList());
        all.add(all.indexOf(of(CrashPoint.ANSWER_RECEIVED)), AT_PROVIDER);
        return all;
    }

    String name() {
        return point.map(CrashPoint::name).orElse("REQUEST_ARRIVED");
    }

    String sentence() {
        if (point.isEmpty()) {
            return "the provider has the request and has not answered; half of the times it never takes it";
        }
        return switch (point.get()) {
            case WEBHOOK_READ -> "the body was read";
            case SIGNATURE_CHECKED -> "the delivery is authentic";
            case DELIVERY_DECODED -> "what follows from it is known";
            case INBOX_WRITTEN -> "a group of deliveries is written, not committed";
            case INBOX_COMMITTED -> "a group of deliveries is committed, nobody was told";
            case DELIVERY_STORED -> "it is known to be durable, no agent was woken";
            case TURN_AWAITED -> "agents were woken, 200 was not said";
            case WEBHOOK_ANSWERED -> "200 was written";
            case TURN_CLAIMED -> "conversations are leased";
            case TURN_DECIDED -> "agents have decided";
            case TURN_WRITTEN -> "turns are written, not committed";
            case TURN_COMMITTED -> "turns are committed, senders were not woken";
            case SEND_CLAIM_WRITTEN -> "claims are written, not committed";
            case SEND_CLAIMED -> "claims are committed, no sender has them";
            case SEND_LEAVING -> "the connection stands, the journal does not know";
            case SEND_JOURNALED -> "the journal has the mark, no byte has left";
            case ANSWER_RECEIVED -> "the provider's answer has come";
            case OUTCOME_KNOWN -> "it was understood";
            case OUTCOME_WRITTEN -> "outcomes are written, not committed";
            case OUTCOME_COMMITTED -> "outcomes are committed, marked in the journal still";
            case JOURNAL_CLEARED -> "the mark was taken out";
            case STATUS_WRITTEN -> "moves of statuses are written, not committed";
            case STATUS_COMMITTED -> "moves of statuses are committed, nobody was told";
            case RECOVERY_WRITTEN -> "after another kill: what that left is settled, not committed";
            case RECOVERED -> "after another kill: what that left is settled";
        };
    }

    /** Where a node before the place's own is killed, so that there is something to recover. */
    Optional<Fuse> before(Random random) {
        return point.filter(AFTER_A_CRASH::contains)
                .map(here -> new Fuse(LEAVING_SENDS.get(random.nextInt(LEAVING_SENDS.size())), 1 + random.nextInt(4)));
    }

    /** Empty where no node can kill itself. */
    Optional<Fuse> fuse(Random random) {
        return point.map(here -> new Fuse(here, 1 + random.nextInt(passings(here))));
    }

    private static int passings(CrashPoint here) {
        if (AFTER_A_CRASH.contains(here)) {
            return 1;
        }
        return PASSED_OFTEN.contains(here) ? 12 : 4;
    }

    /** A second kill, wherever it may be. */
    static Fuse anywhere(Random random) {
        var points = List.of(CrashPoint.values());
        return new Fuse(points.get(random.nextInt(points.size())), 1 + random.nextInt(3));
    }

    @Override
    public String toString() {
        return name();
    }
}
