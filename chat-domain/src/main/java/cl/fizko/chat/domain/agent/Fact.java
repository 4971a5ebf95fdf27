package cl.fizko.chat.domain.agent;

import java.time.LocalDate;

/**
 * A statement about the outside world that an answer uses.
 *
 * @param statement the fact in one line, e.g. {@code F29 of 2026-11 (20 rule) is due 2026-12-21}
 * @param source where it comes from, e.g. {@code SII FAQ 001.130.1060}
 * @param asOf the day on which the source was last known to hold
 */
public record Fact(String statement, String source, LocalDate asOf) {}
