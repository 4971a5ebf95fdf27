package cl.fizko.chat.adapter.http.health;

import java.util.function.BooleanSupplier;

/**
 * One thing that must work before this process can serve, e.g. {@code database}.
 *
 * @param name shown to anybody
 * @param isReady asked on every request to {@code /health/ready}: quick and thread-safe. An exception counts as no
 */
public record ReadinessCheck(String name, BooleanSupplier isReady) {}
