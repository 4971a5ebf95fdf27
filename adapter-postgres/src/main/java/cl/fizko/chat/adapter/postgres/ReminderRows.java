package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.ContactId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.reminder.F29Reminder;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who was reminded of what: the table {@code reminders}, written in the transactions that queue the messages. */
final class ReminderRows {

    /** Of a row {@code r}: its message surely never left, for the day was over before it could. */
    static final String NEVER_LEFT = neverLeft("r");

    /** Before any conversation, as an opt-out locks them; whoever opts out meanwhile waits. */
    private static final String LOCK = """
            select phone, business_scoped_user_id from contacts
             where id = :contact and company_id = :company
               for no key update""";

    private static final String FIND = """
            select r.message_id from reminders r
             where r.contact_id = :contact and r.company_id = :company and r.period = :period and not\s""" + NEVER_LEFT;

    private static final String ADD = """
            insert into reminders as r (contact_id, company_id, period, due_on, message_id)
            values (:contact, :company, :period, :dueOn, :message)
            on conflict (contact_id, company_id, period) do update
               set message_id = excluded.message_id, due_on = excluded.due_on, created_at = now()
             where\s""" + NEVER_LEFT;

    /** What never left must not keep the note of what did from being handed over, or the person is reminded again. */
    private static final String GIVE_WAY = """
            delete from reminders k
             using reminders g
             where k.contact_id = :kept and g.contact_id = :gone
               and g.company_id = k.company_id and g.period = k.period
               and\s""" + neverLeft("k") + " and not " + neverLeft("g");

    private static final String HAND_OVER = """
            update reminders r set contact_id = :kept
             where r.contact_id = :gone
               and not exists (select from reminders k
                                where k.contact_id = :kept and k.company_id = r.company_id and k.period = r.period)""";

    private static final String HAND_OVER_ENROLMENT = """
            update reminder_enrolments set contact_id = :kept
             where contact_id = :gone and not exists (select from reminder_enrolments where contact_id = :kept)""";

    private ReminderRows() {}

    private static String neverLeft(String row) {
        return """
            exists (select from whatsapp_messages m
                     where m.id = %s.message_id and m.status = 'failed' and m.error_code = 'civil_hours'
                       and m.doubtful_attempts = 0)""".formatted(row);
    }

    /** A company's contact, locked until the transaction ends; empty when it has no such one. */
    static Optional<ContactAddress> lock(Handle handle, CompanyId company, ContactId contact) {
        return handle.createQuery(LOCK)
                .bind("contact", contact.value())
                .bind("company", company.value())
                .map((row, context) -> LeasedConversation.address(row))
                .findOne();
    }

    /** The message that reminded a contact, who is locked. */
    static Optional<MessageId> find(Handle handle, CompanyId company, UUID contact, YearMonth period) {
        return handle.createQuery(FIND)
                .bind("contact", contact)
                .bind("company", company.value())
                .bind("period", firstDay(period))
                .mapTo(UUID.class)
                .findOne()
                .map(MessageId::new);
    }

    /**
     * Notes that a message reminds a contact.
     *
     * @throws LostRaceException if another transaction has just reminded them
     */
    static void add(Handle handle, CompanyId company, UUID contact, F29Reminder reminder, MessageId message) {
        var added = handle.createUpdate(ADD)
                .bind("contact", contact)
                .bind("company", company.value())
                .bind("period", firstDay(reminder.period()))
                .bind("dueOn", reminder.dueOn())
                .bind("message", message.value())
                .execute();
        if (added == 0) {
            throw new LostRaceException("another transaction has reminded the contact at the same time");
        }
    }

    /** What one contact was reminded of, and whether they are to be, becomes another one's. */
    static void merge(Handle handle, UUID gone, UUID kept) {
        for (var step : new String[] {GIVE_WAY, HAND_OVER, HAND_OVER_ENROLMENT}) {
            handle.createUpdate(step).bind("gone", gone).bind("kept", kept).execute();
        }
    }

    static LocalDate firstDay(YearMonth period) {
        return period.atDay(1);
    }
}
