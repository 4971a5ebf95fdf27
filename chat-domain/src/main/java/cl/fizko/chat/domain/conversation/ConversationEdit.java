package cl.fizko.chat.domain.conversation;

import java.util.List;
import java.util.Optional;

/**
 * What a company may change of a conversation.
 *
 * @param givenName what the company calls the contact; empty: as they call themselves
 * @param metadata a JSON object
 */
public record ConversationEdit(
        ConversationStatus status, Optional<String> givenName, String metadata, List<String> tags) {

    public ConversationEdit {
        tags = List.copyOf(tags);
    }

    @Override
    public String toString() {
        return "ConversationEdit[" + status + "]";
    }
}
