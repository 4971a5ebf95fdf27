package cl.fizko.chat.domain.tax;

import java.time.LocalDate;

/** A national public holiday of Chile on the day on which it is kept, after any move that the law orders. */
public record Holiday(LocalDate date, Feast feast) {}
