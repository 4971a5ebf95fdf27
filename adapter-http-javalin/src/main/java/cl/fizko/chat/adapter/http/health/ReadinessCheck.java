package cl.fizko.chat.adapter.http.health;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One thing that must work before this process can serve, e.g. {@code database}, or that a person should know of.
 *
 * @param name shown to anybody
 * @param state asked on every request to {@code /health/ready}: quick and thread-safe. An exception counts as down
 */
public record ReadinessCheck(String name, Supplier<Readiness> state) {

    /** One without which this process cannot serve. */
    public static ReadinessCheck needed(String name, BooleanSupplier works) {
        return new ReadinessCheck(name, () -> works.getAsBoolean() ? Readiness.UP : Readiness.DOWN);
    }

    /** One that is only shown. */
    public static ReadinessCheck shown(String name, BooleanSupplier works) {
        return new ReadinessCheck(name, () -> {
            try {
                return works.getAsBoolean() ? Readiness.UP : Readiness.DEGRADED;
            } catch (RuntimeException e) {
                return Readiness.DEGRADED; // what cannot be asked is not what this process serves with
            }
        });
    }
}
