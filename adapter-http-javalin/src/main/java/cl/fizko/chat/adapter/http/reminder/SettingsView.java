package cl.fizko.chat.adapter.http.reminder;

import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import java.time.LocalTime;

/** When a company reminds. */
record SettingsView(
        @Described("How many days before the due date.") int daysBefore,
        @Described("From when on, until 20:00.") LocalTime sendAt,
        String timezone) {

    static SettingsView of(ReminderSettings settings) {
        return new SettingsView(
                settings.daysBefore(), settings.sendAt(), settings.zone().getId());
    }
}
