package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.template.TemplateStatus;
import cl.fizko.chat.domain.webhook.InboundEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Meta's news of a template (Meta, "Webhooks, message_template_status_update"). */
final class TemplateReader {

    private static final int MAX_NAME = 512;
    private static final int MAX_LANGUAGE = 16;
    private static final int MAX_REASON = 200;

    private TemplateReader() {}

    /** @param clock the time of a judgement that does not tell its own */
    static InboundEvent read(Field entry, Field value, Clock clock) {
        var event = value.at("event").requiredText().toUpperCase(Locale.ROOT);
        if (event.equals("FLAGGED")) {
            return new InboundEvent.Ignored("a warning that a template may be paused: it can still be sent");
        }
        var at = Timestamps.read(entry.at("time"))
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return new InboundEvent.TemplateJudged(
                Places.bounded(entry.at("id"), entry.at("id").text(), Places.MAX_ACCOUNT_ID),
                Places.bounded(
                        value.at("message_template_name"),
                        value.at("message_template_name").text(),
                        MAX_NAME),
                language(value.at("message_template_language")),
                status(event),
                reason(value),
                at);
    }

    /** A message names its language with {@code _}, this event with {@code -}. */
    private static String language(Field field) {
        return Places.bounded(field, field.text(), MAX_LANGUAGE).replace('-', '_');
    }

    private static TemplateStatus status(String event) {
        return switch (event) {
            case "APPROVED", "REINSTATED" -> TemplateStatus.APPROVED;
            case "PENDING" -> TemplateStatus.PENDING;
            case "REJECTED" -> TemplateStatus.REJECTED;
            case "PAUSED" -> TemplateStatus.PAUSED;
            case "IN_APPEAL" -> TemplateStatus.IN_APPEAL;
            case "DISABLED" -> TemplateStatus.DISABLED;
            case "ARCHIVED" -> TemplateStatus.ARCHIVED;
            case "PENDING_DELETION" -> TemplateStatus.PENDING_DELETION;
            case "DELETED" -> TemplateStatus.DELETED;
            case "LIMIT_EXCEEDED" -> TemplateStatus.LIMIT_EXCEEDED;
            case "LOCKED" -> TemplateStatus.LOCKED;
            default -> TemplateStatus.OTHER;
        };
    }

    /** Meta writes {@code NONE} for no reason; a pause tells its own beside it. */
    private static Optional<String> reason(Field value) {
        return value.at("reason")
                .optionalText()
                .filter(text -> !text.equalsIgnoreCase("NONE"))
                .or(() -> value.at("other_info").at("title").optionalText())
                .map(text -> Storable.cut(text, MAX_REASON));
    }
}
