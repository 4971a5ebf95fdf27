package cl.fizko.chat.domain.reminder;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.Contact;
import java.time.Instant;
import java.util.Optional;

/**
 * A person whom a company reminds. It lives no longer than the contact.
 *
 * @param by the business number that is to remind; empty: that of the latest conversation with the person, else the company's only
 *     active one
 */
public record Enrolment(
        EnrolmentId id, CompanyId company, Contact contact, Optional<WhatsAppConfigId> by, Instant createdAt) {}
