package cl.fizko.chat.adapter.http.conversation;

import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.ConversationStatus;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A conversation of a business number with a person. */
public record ConversationView(
        UUID id,
        long company,
        UUID whatsappConfig,

        @Described("Null for a person who is known by WhatsApp's user id alone.")
        Optional<String> phoneNumber,

        @Described("WhatsApp's id of the person for this business, where it told one.")
        Optional<String> userId,

        @Described("What the company calls the person, else what they call themselves.")
        Optional<String> contactName,

        ConversationStatus status,

        @Described("Who answers: changed by take-over and release.")
        ConversationOwner owner,

        int unreadCount,
        int messageCount,
        Instant lastActiveAt,

        @Described("Until when free-form messages may be sent; null if the person never wrote.")
        Optional<Instant> windowExpiresAt,

        @Described("Since when the person wants no messages of the company's own accord.")
        Optional<Instant> optedOutAt,

        ObjectNode metadata,
        List<String> tags,
        Instant createdAt) {

    public static ConversationView of(ConversationSummary summary) {
        var conversation = summary.conversation();
        var contact = conversation.contact();
        return new ConversationView(
                conversation.id().value(),
                conversation.companyId().value(),
                conversation.configId().value(),
                contact.address().phone().map(PhoneNumber::e164),
                contact.address().userId().map(BusinessScopedUserId::value),
                contact.name(),
                summary.status(),
                conversation.owner(),
                summary.unread(),
                summary.messages(),
                summary.lastActiveAt(),
                conversation.window().map(CustomerServiceWindow::endsAt),
                contact.optedOutAt(),
                Json.parseObject(summary.metadata().getBytes(StandardCharsets.UTF_8)),
                summary.tags(),
                summary.createdAt());
    }
}
