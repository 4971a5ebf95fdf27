package cl.fizko.chat.domain.conversation;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import java.util.Optional;

/**
 * Which of a company's conversations are wanted: those that fulfil all that is present.
 *
 * @param contact who it is with
 */
public record ConversationFilter(
        Optional<ConversationStatus> status,
        Optional<ConversationOwner> owner,
        Optional<WhatsAppConfigId> config,
        Optional<PhoneNumber> phone,
        Optional<String> tag,
        Optional<ContactSearch> contact) {

    private static final ConversationFilter NONE = new ConversationFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Every conversation. */
    public static ConversationFilter none() {
        return NONE;
    }
}
