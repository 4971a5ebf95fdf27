package cl.fizko.chat.application.reminder;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import jakarta.inject.Inject;
import java.util.Optional;

/** Use case: looks at whom a company reminds. Thread-safe. */
public final class BrowseEnrolments {

    private final Reminders reminders;

    @Inject
    public BrowseEnrolments(Reminders reminders) {
        this.reminders = reminders;
    }

    /** Newest first; of one person only, if a number is given. */
    public Page<Enrolment> list(CompanyId company, Optional<PhoneNumber> phone, PageRequest page) {
        return reminders.page(company, phone, page);
    }

    /** Empty when there is none within the scope. */
    public Optional<Enrolment> get(Scope scope, EnrolmentId id) {
        return reminders.find(scope, id);
    }
}
