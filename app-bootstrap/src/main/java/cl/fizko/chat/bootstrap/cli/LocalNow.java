package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.domain.agent.AgentContext;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time, like {@code --now}: ISO-8601, in Chilean time unless it has an offset. */
final class LocalNow implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String value) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    value, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof LocalDateTime local
                    ? local.atZone(AgentContext.TAX_ZONE).toInstant()
                    : Instant.from(parsed);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("a date and time is like 2026-11-22T12:00, not '" + value + "'");
        }
    }
}
