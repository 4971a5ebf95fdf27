package cl.fizko.chat.domain.conversation;

import java.time.Instant;
import java.util.List;

/**
 * A conversation as it is listed. Its contact's name is the one that the company gave, where it gave one.
 *
 * @param unread messages of the customer's since somebody looked
 * @param messages of both directions
 * @param metadata a JSON object of the company's own
 * @param version how often somebody has edited it
 */
public record ConversationSummary(
        Conversation conversation,
        ConversationStatus status,
        int unread,
        int messages,
        Instant createdAt,
        Instant lastActiveAt,
        String metadata,
        List<String> tags,
        long version) {

    public ConversationSummary {
        tags = List.copyOf(tags);
    }

    public ConversationId id() {
        return conversation.id();
    }

    @Override
    public String toString() {
        return "ConversationSummary[" + conversation.id() + "]";
    }
}
