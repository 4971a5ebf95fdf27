package cl.fizko.chat.application.reminder;

import cl.fizko.chat.application.dispatch.SendHours;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.reminder.ReminderCalendar;
import cl.fizko.chat.domain.reminder.ReminderWords;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Keeps a reminder that could not leave at once from leaving at night, or when it is too late. It fails instead of waiting, for what
 * waits holds up the answers behind it in its conversation; the next day another one is made. Thread-safe.
 */
public final class ReminderHours implements SendHours {

    /** The failure's code, by which the store knows that the message never left. */
    static final String CODE = "civil_hours";

    private final Reminders reminders;
    private final Clock clock;

    @Inject
    public ReminderHours(Reminders reminders, Clock clock) {
        this.reminders = reminders;
        this.clock = clock;
    }

    @Override
    public Optional<Failure> obstacle(MessageId message, TemplateMessage template) {
        return template.name().equals(ReminderWords.TEMPLATE)
                ? reminders.sentBy(message).filter(this::isLate).map(sent -> failure())
                : Optional.empty();
    }

    private boolean isLate(Reminders.Sent sent) {
        var settings = reminders.settings(sent.company()).settings();
        return !ReminderCalendar.mayLeave(sent.reminder(), settings, clock.instant());
    }

    private static Failure failure() {
        return new Failure(FailureReason.OTHER, CODE, "the day's hours for reminders were over before it could leave");
    }
}
