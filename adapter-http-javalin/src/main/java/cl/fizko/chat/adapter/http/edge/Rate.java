package cl.fizko.chat.adapter.http.edge;

import java.time.Duration;

/**
 * How many requests somebody may make.
 *
 * @param requests in the long run, each period; 0 for no limit
 * @param burst at once, after a while without any
 */
public record Rate(int requests, Duration period, int burst) {

    public static final Rate UNLIMITED = perSecond(0, 0);

    public Rate {
        if (requests < 0 || (requests > 0 && burst < 1)) {
            throw new IllegalArgumentException("not a rate");
        }
    }

    public static Rate perSecond(int requests, int burst) {
        return new Rate(requests, Duration.ofSeconds(1), burst);
    }

    public boolean isUnlimited() {
        return requests == 0;
    }
}
