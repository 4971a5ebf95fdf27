package cl.fizko.chat.adapter.http.reminder;

import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.reminder.Enrolment;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A person whom a company reminds. */
record EnrolmentView(
        UUID id,
        long company,

        @Described("Null when the person is known to WhatsApp by a user id alone.")
        Optional<String> phoneNumber,

        Optional<String> contactName,

        @Described("The business number that reminds; null: what the person's conversations tell.")
        Optional<UUID> whatsappConfig,

        @Described("The person wants no messages of the company's own accord, and gets no reminders.")
        boolean optedOut,

        Instant createdAt) {

    static EnrolmentView of(Enrolment enrolment) {
        var contact = enrolment.contact();
        return new EnrolmentView(
                enrolment.id().value(),
                enrolment.company().value(),
                contact.address().phone().map(PhoneNumber::e164),
                contact.name(),
                enrolment.by().map(WhatsAppConfigId::value),
                contact.optedOutAt().isPresent(),
                enrolment.createdAt());
    }
}
