package cl.fizko.chat.application.sending;

import cl.fizko.chat.domain.port.Submissions;
import jakarta.inject.Inject;
import java.time.Duration;

/** Use case: forgets what clients named their requests by a week ago. Thread-safe. */
public final class ForgetRequestKeys {

    /** So long a request can be repeated under its key. */
    public static final Duration KEPT_FOR = Duration.ofDays(7);

    private static final int BATCH = 1_000;

    private final Submissions submissions;

    @Inject
    public ForgetRequestKeys(Submissions submissions) {
        this.submissions = submissions;
    }

    /** Forgets all that are old enough, a batch a transaction, unless interrupted. */
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            if (submissions.forgetKeys(KEPT_FOR, BATCH) < BATCH) {
                return;
            }
        }
    }
}
