package cl.fizko.chat.application.reminder;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.Reminders.Enrolled;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import jakarta.inject.Inject;
import java.util.Optional;

/** Use case: begins and ends reminding a person. Thread-safe. */
public final class EditEnrolments {

    private final Reminders reminders;
    private final WhatsAppConfigRepository configs;
    private final TimeOrderedIds ids;

    @Inject
    public EditEnrolments(Reminders reminders, WhatsAppConfigRepository configs, TimeOrderedIds ids) {
        this.reminders = reminders;
        this.configs = configs;
        this.ids = ids;
    }

    /**
     * Enrols a person, or leaves them enrolled.
     *
     * @param by the business number that is to remind; empty: what the person's conversations tell, or what was said before
     * @throws InvalidFieldsException if the company has no such business number
     */
    public Enrolled enrol(CompanyId company, PhoneNumber phone, Optional<WhatsAppConfigId> by) {
        if (by.isPresent()
                && configs.byId(by.get())
                        .filter(config -> config.companyId().equals(company))
                        .isEmpty()) {
            throw new InvalidFieldsException("whatsapp_config", "is not known");
        }
        return reminders.enrol(new EnrolmentId(ids.next()), company, phone, by);
    }

    /** False when there is no such enrolment within the scope. */
    public boolean remove(Scope scope, EnrolmentId id) {
        return reminders.remove(scope, id);
    }

    /** Ends the enrolment of the person who has that number; false when they are not enrolled. */
    public boolean remove(CompanyId company, PhoneNumber phone) {
        return reminders
                .find(company, phone)
                .map(enrolment -> reminders.remove(Scope.of(company), enrolment.id()))
                .orElse(false);
    }
}
