package cl.fizko.chat.domain.message;

import cl.fizko.chat.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.Optional;

/**
 * Among which of a company's messages words are looked for.
 *
 * @param since inclusive
 * @param until exclusive
 */
public record SearchFilter(
        Optional<ConversationId> conversation,
        Optional<Direction> direction,
        Optional<Instant> since,
        Optional<Instant> until) {

    private static final SearchFilter NONE =
            new SearchFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** All of them. */
    public static SearchFilter none() {
        return NONE;
    }
}
