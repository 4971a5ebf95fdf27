package cl.fizko.chat.domain.agent;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a message got the reply it got, or none.
 *
 * @param response the agent's reply with the whole ranking; empty when no agent was asked
 * @param silence why there is no reply, e.g. {@code a human owns the conversation}; empty when there is one
 */
public record Decision(Instant decidedAt, Optional<AgentResponse> response, Optional<String> silence) {

    /** An agent answered. */
    public static Decision replied(Instant decidedAt, AgentResponse response) {
        return new Decision(decidedAt, Optional.of(response), Optional.empty());
    }

    /** Nobody answers. */
    public static Decision silent(Instant decidedAt, String why) {
        return new Decision(decidedAt, Optional.empty(), Optional.of(why));
    }
}
