package cl.fizko.chat.bootstrap.reliability;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When nothing is under way any more: everything is answered 200, no conversation waits, no message is on its way. */
final class Settling {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_MILLIS = 25;

    private static final String UNSETTLED = """
            select (select count(*) from whatsapp_conversations where pending_since is not null)
                 + (select count(*) from whatsapp_messages where status in ('queued', 'sending', 'unknown'))""";

    private Settling() {}

    static boolean isSettled(Cluster.Database database, KapsoCourier courier) throws SQLException {
        return courier.isDone() && database.number(UNSETTLED) == 0 && courier.isDone();
    }

    /** Nothing wrong, or one thing lost: that it never settles. */
    static Finding await(Cluster.Database database, KapsoCourier courier) throws SQLException, InterruptedException {
        return await(database, courier, PATIENCE);
    }

    static Finding await(Cluster.Database database, KapsoCourier courier, Duration patience)
            throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!isSettled(database, courier)) {
            if (System.nanoTime() > deadline) {
                return Finding.unfinished("not settled within " + patience);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        return Finding.NOTHING;
    }
}
