package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;

/**
 * The claim that this node made last of each message, as long as anybody works on it. Since a held message gets its attempt
 * back, the number of the attempt does not tell its claims apart: a report of the first one that is stored again, for its
 * answer was lost, must not queue the message while the second one is being sent. Thread-safe.
 */
final class LatestClaims {

    private final Cache<MessageId, ClaimedSend> claims =
            Caffeine.newBuilder().weakValues().build();

    /** Notes these claims, before they are committed; returns them. */
    List<ClaimedSend> of(List<ClaimedSend> claimed) {
        claimed.forEach(send -> claims.put(send.id(), send));
        return claimed;
    }

    /** False when this node has claimed the message once more since. */
    @SuppressWarnings("ReferenceEquality") // two claims of a held message are equal
    boolean isLatest(ClaimedSend send) {
        var latest = claims.getIfPresent(send.id());
        return latest == null || latest == send;
    }
}
