package cl.fizko.chat.application.reminder;

import cl.fizko.chat.application.sending.FilledTemplate;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.reminder.F29Reminder;

/** What is to be done about one enrolled person. */
sealed interface Verdict {

    /** To be reminded by that number, with these words. */
    record Remind(WhatsAppConfig line, F29Reminder reminder, FilledTemplate words) implements Verdict {}

    /** Not to be reminded. */
    record Omit(Omission why) implements Verdict {}
}
