package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.Contact;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.ContactId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.Conversation;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A conversation as its lease found it. */
record LeasedConversation(
        Conversation conversation, long epoch, int attempt, long handledThrough, Instant pendingSince) {

    static LeasedConversation read(ResultSet row) throws SQLException {
        return new LeasedConversation(
                conversation(row),
                row.getLong("epoch"),
                row.getInt("turn_attempts"),
                row.getLong("handled_through"),
                JdbiSetup.instant(row, "pending_since"));
    }

    /** From {@code id}, {@code company_id}, {@code config_id}, {@code owner}, {@code last_inbound_at} and those of the contact. */
    static Conversation conversation(ResultSet row) throws SQLException {
        return new Conversation(
                new ConversationId(JdbiSetup.uuid(row, "id")),
                new CompanyId(row.getLong("company_id")),
                new WhatsAppConfigId(JdbiSetup.uuid(row, "config_id")),
                contact(row),
                ConversationOwner.of(row.getString("owner")),
                JdbiSetup.optionalInstant(row, "last_inbound_at").map(CustomerServiceWindow::new));
    }

    /** From {@code contact_id}, {@code name}, {@code opted_out_at} and the columns of the address. */
    static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                new ContactId(JdbiSetup.uuid(row, "contact_id")),
                address(row),
                Optional.ofNullable(row.getString("name")),
                JdbiSetup.optionalInstant(row, "opted_out_at"));
    }

    /** From the columns {@code phone} and {@code business_scoped_user_id}. */
    static ContactAddress address(ResultSet row) throws SQLException {
        return new ContactAddress(
                Optional.ofNullable(row.getString("phone")).map(PhoneNumber::new),
                Optional.ofNullable(row.getString("business_scoped_user_id")).map(BusinessScopedUserId::new));
    }
}
