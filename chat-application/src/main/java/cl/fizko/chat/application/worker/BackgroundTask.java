package cl.fizko.chat.application.worker;

import java.time.Duration;

/** Work beside the stages. A stop cuts it short: what it has not done is done after the next start. */
public interface BackgroundTask {

    void start();

    /** Whether it is at work. */
    boolean isAlive();

    /** Begins nothing more and interrupts what is at work; does not wait. */
    void stop();

    /** Waits until it has ended, for so long at most. */
    void awaitEnd(Duration patience) throws InterruptedException;
}
