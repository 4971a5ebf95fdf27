package cl.fizko.chat.domain.port;

import java.util.concurrent.locks.LockSupport;

/**
 * The steps between the bytes of a delivery and the stored status of its answer, each a place where a test ends the process.
 * A process that runs with {@code -Dchat.crash=NAME}, or {@code NAME:n}, kills itself at the first, or n-th, passing; it needs
 * {@code --add-opens=java.base/java.lang=ALL-UNNAMED} for that. With {@code NAME:n:hold} the thread stays there until the property is
 * changed, and the process lives. In a process that was started without the property a passing is an
 * empty method to the compiler. Thread-safe.
 */
public enum CrashPoint {
    /** The body was read, nothing else. */
    WEBHOOK_READ,
    /** The delivery is authentic. */
    SIGNATURE_CHECKED,
    /** What follows from the delivery is known; it goes to the store. */
    DELIVERY_DECODED,
    /** A group of deliveries is written, not committed. */
    INBOX_WRITTEN,
    /** A group of deliveries is committed, and nobody was told. */
    INBOX_COMMITTED,
    /** The delivery is known to be durable; no agent was woken. */
    DELIVERY_STORED,
    /** Agents were woken; 200 was not said. */
    TURN_AWAITED,
    /** 200 was written. */
    WEBHOOK_ANSWERED,
    /** Conversations are leased. */
    TURN_CLAIMED,
    /** The agents have decided; nothing is stored. */
    TURN_DECIDED,
    /** Turns are written, not committed. */
    TURN_WRITTEN,
    /** Turns are committed; the senders were not woken. */
    TURN_COMMITTED,
    /** Claims of messages are written, not committed. */
    SEND_CLAIM_WRITTEN,
    /** Messages are claimed; no sender has them. */
    SEND_CLAIMED,
    /** The connection stands; the journal does not know yet. */
    SEND_LEAVING,
    /** The journal has the mark; no byte has left. */
    SEND_JOURNALED,
    /** The provider's answer has come. */
    ANSWER_RECEIVED,
    /** What the answer means is known; it goes to the store. */
    OUTCOME_KNOWN,
    /** Outcomes are written, not committed. */
    OUTCOME_WRITTEN,
    /** Outcomes are committed; their marks stand in the journal. */
    OUTCOME_COMMITTED,
    /** A mark was taken out of the journal. */
    JOURNAL_CLEARED,
    /** Moves of statuses are written, not committed. */
    STATUS_WRITTEN,
    /** Moves of statuses are committed, and nobody was told. */
    STATUS_COMMITTED,
    /** After a crash: what was left behind is settled, not committed. */
    RECOVERY_WRITTEN,
    /** After a crash: what was left behind is settled; the journal has the old marks. */
    RECOVERED;

    /** The system property that names the point. */
    public static final String PROPERTY = "chat.crash";

    private static final boolean ARMED = System.getProperty(PROPERTY) != null;

    /** To be called by whoever gets there; ends the process if a test wants it to end here. */
    public void pass() {
        if (ARMED) {
            Fuse.burn(this);
        }
    }

    /** Whether a test wants the process to end here: for what costs something to find out before {@link #pass}. */
    public boolean isArmed() {
        return ARMED && Fuse.isSetTo(this);
    }

    /** Exists only in processes that are to be killed. The property is looked at anew each time, so it may be changed. */
    private static final class Fuse {
        private static final String HOLD = ":hold";
        private static final long HOLD_LOOKS_EVERY = 5_000_000;

        private static String setting = "";
        private static int left;

        static boolean isSetTo(CrashPoint here) {
            return System.getProperty(PROPERTY, "").split(":", 2)[0].equals(here.name());
        }

        static void burn(CrashPoint here) {
            var now = System.getProperty(PROPERTY, "");
            if (!isSetTo(here) || !isTheOne(now)) {
                return;
            }
            if (!now.endsWith(HOLD)) {
                kill();
            }
            while (now.equals(System.getProperty(PROPERTY))) {
                LockSupport.parkNanos(HOLD_LOOKS_EVERY);
            }
        }

        private static synchronized boolean isTheOne(String now) {
            if (!now.equals(setting)) {
                setting = now;
                var words = now.split(":", -1);
                left = words.length > 1 ? Integer.parseInt(words[1]) : 1;
            }
            left--;
            return left == 0;
        }

        /**
         * SIGKILL, from within and at once: the kernel ends the process before this thread takes another step. {@link Runtime#halt}
         * would still run what native libraries registered for the exit; a signal from outside comes whenever it comes; and of
         * all that Java offers for its own process nothing sends this signal but what {@link ProcessHandle} is made of.
         */
        private static void kill() {
            try {
                var destroy = Class.forName("java.lang.ProcessHandleImpl")
                        .getDeclaredMethod("destroy0", long.class, long.class, boolean.class);
                destroy.setAccessible(true);
                destroy.invoke(null, ProcessHandle.current().pid(), 0L, true);
            } catch (ReflectiveOperationException | RuntimeException e) {
                throw new IllegalStateException(
                        "to kill itself it needs --add-opens=java.base/java.lang=ALL-UNNAMED", e);
            }
        }
    }
}
