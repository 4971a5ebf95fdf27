package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.RemindersContract;
import cl.fizko.chat.domain.port.Submissions;
import cl.fizko.chat.domain.reminder.Enrolment;
import java.time.Instant;

class InMemoryRemindersTest extends RemindersContract {

    private final WhatsAppConfig line = Samples.config("line-1");
    private final WhatsAppConfig strangersLine = ofCompany2(Samples.config("line-2"));
    private final InMemoryReminders store = new InMemoryReminders(line, strangersLine);

    @Override
    protected Reminders reminders() {
        return store;
    }

    @Override
    protected Submissions submissions() {
        return store;
    }

    @Override
    protected WhatsAppConfig line() {
        return line;
    }

    @Override
    protected WhatsAppConfig strangersLine() {
        return strangersLine;
    }

    @Override
    protected void optOut(Enrolment enrolment) {
        store.optOut(enrolment.contact().id(), Instant.EPOCH);
    }

    @Override
    protected void failForTheHour(MessageId message, boolean mayHaveLeft) {
        if (!mayHaveLeft) {
            store.failForTheHour(message);
        }
    }

    private static WhatsAppConfig ofCompany2(WhatsAppConfig config) {
        return new WhatsAppConfig(
                config.id(),
                new CompanyId(2),
                config.provider(),
                config.lineId(),
                config.businessAccountId(),
                config.phoneNumber(),
                config.active(),
                config.autoResponses(),
                config.burstWindow(),
                config.profile(),
                config.apiToken(),
                config.webhookSecrets());
    }
}
