package cl.fizko.chat.adapter.http.health;

import java.util.Locale;

/** How one thing is doing that this process needs. */
public enum Readiness {
    UP,
    /** Something for a person to look at; this process serves all the same, and another one would do no better. */
    DEGRADED,
    /** This process cannot serve. */
    DOWN;

    /** As it is shown, e.g. {@code degraded}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
