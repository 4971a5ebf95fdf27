package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.history.BackfillMessages;
import cl.fizko.chat.application.history.ReconcileUnknownSends.Patience;
import java.time.Duration;

/**
 * How often the jobs run that look after what messages alone do not settle.
 *
 * @param patience when a send of unknown outcome is looked for and given up
 * @param reconcileEvery the pause between two looks for such sends
 * @param backfillEvery how often each number's history is looked at, whatever the number of nodes
 * @param backfillBehind what is younger is left to the webhooks
 * @param templatesEvery how often each account's templates are listed, whatever the number of nodes
 * @param remindersEvery how often it is looked who is to be reminded, whatever the number of nodes
 */
public record Pace(
        Patience patience,
        Duration reconcileEvery,
        Duration backfillEvery,
        Duration backfillBehind,
        Duration templatesEvery,
        Duration remindersEvery) {

    public static final Pace STANDARD = new Pace(
            Patience.STANDARD,
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            BackfillMessages.BEHIND,
            Duration.ofHours(1),
            Duration.ofMinutes(1));
}
