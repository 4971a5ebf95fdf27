package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.reminder.PreviewReminders;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.sending.SubmitMessage;
import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.Submissions;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;

/** What commands need that are about reminders. They send nothing, so nobody listens to the queue. */
final class ReminderCommandsModule extends AbstractModule {

    @Provides
    PreviewReminders preview(
            Reminders reminders,
            WhatsAppConfigRepository configs,
            MessageTemplateRepository templates,
            Submissions submissions,
            TimeOrderedIds ids,
            Clock clock) {
        var submit = new SubmitMessage(submissions, new WakeQueue(1), new Bell(), ids, clock);
        return new PreviewReminders(reminders, configs, new SendTemplate(submit, templates), clock);
    }
}
