package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.postgres.ClusterSchedule;
import cl.fizko.chat.adapter.postgres.PostgresDatabase;
import cl.fizko.chat.application.dispatch.SendRule;
import cl.fizko.chat.application.reminder.ReminderRule;
import cl.fizko.chat.application.reminder.SendReminders;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The jobs that run once whatever the number of nodes. */
final class ReminderModule extends AbstractModule {

    private static final Duration POLL_EVERY = Duration.ofSeconds(10);

    private final Pace pace;

    ReminderModule(Pace pace) {
        this.pace = pace;
    }

    @Override
    protected void configure() {
        bind(SendReminders.class);
        bind(ReminderRule.class);
        bind(SendRule.class).to(ReminderRule.class);
    }

    @Provides
    @Singleton
    ClusterSchedule schedule(PostgresDatabase database, SendReminders reminders) {
        var every = pace.remindersEvery();
        return database.schedule(
                List.of(new ClusterSchedule.Job("f29-reminders", every, reminders::run)),
                every.compareTo(POLL_EVERY) < 0 ? every : POLL_EVERY);
    }
}
