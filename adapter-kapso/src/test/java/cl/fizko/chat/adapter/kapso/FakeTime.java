package cl.fizko.chat.adapter.kapso;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes when told to, or by sleeping. Belongs to one thread. */
final class FakeTime implements MonotonicTime {

    private long nanos;
    private final List<Duration> sleeps = new ArrayList<>();
    private boolean interrupts;
    private boolean manySleep;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        if (interrupts) {
            throw new InterruptedException();
        }
        sleeps.add(time);
        if (!manySleep) {
            pass(time);
        }
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Whoever sleeps from now on is woken at once. */
    void interruptSleepers() {
        interrupts = true;
    }

    /** Sleeping stops nobody else from now on: it is only noted. */
    void letManySleep() {
        manySleep = true;
    }

    /** Since the start. */
    Duration passed() {
        return Duration.ofNanos(nanos);
    }

    List<Duration> sleeps() {
        return sleeps;
    }
}
