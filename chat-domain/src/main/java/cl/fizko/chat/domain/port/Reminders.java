package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.reminder.Candidate;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import cl.fizko.chat.domain.reminder.F29Reminder;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Outbound port: whom companies remind, and when. What lies outside a scope is as if it were not there. That somebody was reminded is
 * stored by {@link Submissions}, in the commit of the message.
 *
 * <p>Thread-safe.
 */
public interface Reminders {

    /**
     * Enrols a person, who becomes a contact if the company knew nobody of that number. Who is enrolled already stays so, by the number
     * that is named now.
     *
     * @param id of the enrolment, if it is new
     * @param by see {@link Enrolment}; one of the company's
     */
    Enrolled enrol(EnrolmentId id, CompanyId company, PhoneNumber phone, Optional<WhatsAppConfigId> by);

    /** What came of it. */
    record Enrolled(Enrolment enrolment, boolean isNew) {}

    Optional<Enrolment> find(Scope scope, EnrolmentId id);

    /** The enrolment of the person who has that number now. */
    Optional<Enrolment> find(CompanyId company, PhoneNumber phone);

    /** A company's enrolments, newest first. */
    Page<Enrolment> page(CompanyId company, Optional<PhoneNumber> phone, PageRequest request);

    /** Ends an enrolment; what the person was reminded of stays known. False when there was none within the scope. */
    boolean remove(Scope scope, EnrolmentId id);

    /** The companies that have enrolled anybody, by id. */
    List<CompanyId> companies();

    /**
     * Enrolled people of a company who are to be looked at, longest due first.
     *
     * @param dueAt of {@link Candidate#lookAfter}; those that are looked at later are left out
     * @param after where to read on; empty: from the beginning
     */
    List<Candidate> candidates(CompanyId company, Instant dueAt, Optional<Candidate> after, int limit);

    /** Says when to look at enrolled people again; who is not enrolled any more is left out. */
    void lookAgain(Map<EnrolmentId, Instant> at);

    /** When a company reminds; {@link ReminderSettings#STANDARD} in version 0 until it is set. */
    Stored settings(CompanyId company);

    /** The same, locked until the unit of work ends that the caller is in. */
    Stored holdSettings(CompanyId company);

    /** Sets when a company reminds, and raises the version; everybody is looked at again. */
    Stored setSettings(CompanyId company, ReminderSettings settings);

    /** Settings, and how often they were set. */
    record Stored(ReminderSettings settings, long version) {}

    /** What a message reminds of; empty for any other message. */
    Optional<Sent> sentBy(MessageId message);

    /** A reminder that is a message. */
    record Sent(CompanyId company, F29Reminder reminder) {}
}
