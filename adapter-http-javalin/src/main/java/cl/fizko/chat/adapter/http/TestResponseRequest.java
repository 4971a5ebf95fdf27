package cl.fizko.chat.adapter.http;

import cl.fizko.chat.domain.agent.AgentContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of {@code test-response}.
 *
 * @param message 1 to 4096 characters, as WhatsApp allows
 * @param now the moment to answer at; empty for the present
 */
record TestResponseRequest(String message, Optional<Instant> now) {

    private static final String MESSAGE = "message";
    private static final String NOW = "now";
    private static final Set<String> KNOWN = Set.of(MESSAGE, NOW);

    private static final int LONGEST_MESSAGE = 4096;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    /** From a query string. Throws a 422 problem that names every wrong field. */
    static TestResponseRequest ofQuery(Map<String, List<String>> query) {
        var errors = new FieldErrors();
        var fields = new HashMap<String, String>();
        query.forEach((name, values) -> {
            if (values.size() == 1) {
                fields.put(name, values.get(0));
            } else {
                errors.add(name, "is given more than once");
            }
        });
        return read(query.keySet(), fields, errors);
    }

    /** From a body. Throws a 422 problem that names every wrong field. */
    static TestResponseRequest ofJson(ObjectNode body) {
        var errors = new FieldErrors();
        var fields = new HashMap<String, String>();
        var names = new LinkedHashSet<String>();
        body.properties().forEach(field -> {
            var name = field.getKey();
            var value = field.getValue();
            if (value.isNull() && KNOWN.contains(name)) {
                return; // the same as not given
            }
            names.add(name);
            if (value.isTextual()) {
                fields.put(name, value.textValue());
            } else if (KNOWN.contains(name)) {
                errors.add(name, "must be text");
            }
        });
        return read(names, fields, errors);
    }

    private static TestResponseRequest read(Set<String> given, Map<String, String> texts, FieldErrors errors) {
        given.stream().filter(name -> !KNOWN.contains(name)).forEach(name -> errors.add(name, "is not known here"));
        if (!given.contains(MESSAGE)) {
            errors.add(MESSAGE, "is required");
        }
        var message = texts.get(MESSAGE);
        if (message != null) {
            checkMessage(message, errors);
        }
        var now = texts.get(NOW);
        var instant = now == null ? Optional.<Instant>empty() : instant(now, errors);
        errors.throwIfAny();
        return new TestResponseRequest(Objects.requireNonNull(message), instant);
    }

    private static void checkMessage(String message, FieldErrors errors) {
        if (message.isBlank()) {
            errors.add(MESSAGE, "must not be blank");
        }
        if (message.codePointCount(0, message.length()) > LONGEST_MESSAGE) {
            errors.add(MESSAGE, "must not be longer than " + LONGEST_MESSAGE + " characters");
        }
        if (message.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            errors.add(MESSAGE, "must be valid Unicode");
        }
    }

    private static Optional<Instant> instant(String text, FieldErrors errors) {
        try {
            var time = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            var year = time.get(ChronoField.YEAR);
            if (year >= FIRST_YEAR && year <= LAST_YEAR) {
                return Optional.of(
                        time instanceof LocalDateTime local
                                ? local.atZone(AgentContext.TAX_ZONE).toInstant()
                                : Instant.from(time));
            }
            errors.add(NOW, "must be between the years " + FIRST_YEAR + " and " + LAST_YEAR);
        } catch (DateTimeException e) {
            errors.add(NOW, "must be ISO-8601, e.g. 2026-11-22T12:00 for America/Santiago or 2026-11-22T12:00-03:00");
        }
        return Optional.empty();
    }
}
