package cl.fizko.chat.domain.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a message got the reply it got, or none. The same message in the same context gives the same decision as long as the
 * version is the same and no language model was asked.
 *
 * @param response the agent's reply with the whole ranking; empty when no agent was asked
 * @param silence why there is no reply, e.g. {@code a human owns the conversation}; empty when there is one
 * @param acts what is done besides, whether or not there is a reply
 * @param rules what rules of conversation changed, in order, e.g. {@code closed now: the hours were added}
 * @param version of the agents' rules, texts and weights
 * @param languageModel which model was asked what, and what became of its answer; empty when none was
 */
public record Decision(
        Instant decidedAt,
        Optional<AgentResponse> response,
        Optional<String> silence,
        Set<Act> acts,
        List<String> rules,
        String version,
        Optional<String> languageModel) {

    public Decision {
        acts = Set.copyOf(acts);
        rules = List.copyOf(rules);
    }

    /** An agent answered, and nothing else had a say. */
    public static Decision replied(Instant decidedAt, AgentResponse response) {
        return new Decision(
                decidedAt, Optional.of(response), Optional.empty(), response.acts(), List.of(), "", Optional.empty());
    }

    /** Nobody answers. */
    public static Decision silent(Instant decidedAt, String why) {
        return new Decision(decidedAt, Optional.empty(), Optional.of(why), Set.of(), List.of(), "", Optional.empty());
    }
}
