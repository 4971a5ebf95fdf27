package cl.fizko.chat.application.worker;

import java.time.Duration;

/** How a thread that repeats its work is doing, for those who run the installation. Thread-safe. */
public interface Pulse {

    /** The thread's name, e.g. {@code dispatch}. */
    String name();

    /** Whether the thread is there. */
    boolean isAlive();

    /** Since a round last began or ended; since this was made when none has begun. */
    Duration sinceLastMove();

    /** How many rounds have ended with an exception. */
    long failures();
}
