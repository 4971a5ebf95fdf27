package cl.fizko.chat.adapter.http.agent;

import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.domain.agent.AgentContext;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** A moment that people type: ISO-8601, local to the tax zone unless it has an offset, between the years 2000 and 2100. */
final class LocalMoment {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private LocalMoment() {}

    static Field<Instant> field(String name) {
        return Field.parsed(
                name,
                Json.object().put("type", "string"),
                "must be ISO-8601 between the years 2000 and 2100, e.g. 2026-11-22T12:00 for America/Santiago or"
                        + " 2026-11-22T12:00-03:00",
                LocalMoment::read);
    }

    private static @Nullable Instant read(String text) {
        var time = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        var year = time.get(ChronoField.YEAR);
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return null;
        }
        return time instanceof LocalDateTime local
                ? local.atZone(AgentContext.TAX_ZONE).toInstant()
                : Instant.from(time);
    }
}
