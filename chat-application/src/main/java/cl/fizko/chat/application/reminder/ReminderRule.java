package cl.fizko.chat.application.reminder;

import cl.fizko.chat.application.dispatch.SendRule;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.reminder.ReminderCalendar;
import cl.fizko.chat.domain.reminder.ReminderWords;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Keeps a reminder that could not leave at once from leaving at night, or when it is too late, or to who has opted out meanwhile. It
 * fails instead of waiting, for what waits holds up the answers behind it in its conversation; if it was only late, another one is made
 * the next day. Thread-safe.
 */
public final class ReminderRule implements SendRule {

    /** The failure's code, by which the store knows that the message never left. */
    static final String CODE = "civil_hours";

    private final Reminders reminders;
    private final Clock clock;

    @Inject
    public ReminderRule(Reminders reminders, Clock clock) {
        this.reminders = reminders;
        this.clock = clock;
    }

    @Override
    public Optional<Failure> obstacle(ClaimedSend send, TemplateMessage template) {
        return template.name().equals(ReminderWords.TEMPLATE)
                ? reminders.sentBy(send.id()).flatMap(sent -> obstacle(send, sent))
                : Optional.empty();
    }

    private Optional<Failure> obstacle(ClaimedSend send, Reminders.Sent sent) {
        // A reminder is never an answer, so it does not matter that the customer has written since.
        if (send.optOut().isPresent()) {
            return Optional.of(new Failure(FailureReason.RECIPIENT, "opted_out", "who opted out is not reminded"));
        }
        return isLate(sent)
                ? Optional.of(new Failure(
                        FailureReason.OTHER, CODE, "the day's hours for reminders were over before it could leave"))
                : Optional.empty();
    }

    private boolean isLate(Reminders.Sent sent) {
        var settings = reminders.settings(sent.company()).settings();
        return !ReminderCalendar.mayLeave(sent.reminder(), settings, clock.instant());
    }
}
