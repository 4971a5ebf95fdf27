package cl.fizko.chat.domain.agent;

import java.util.List;

/**
 * What an agent replies, with the facts that the text rests on.
 *
 * @param content what the customer reads
 * @param facts every figure, date or rule that the content states, with its source; empty for small talk
 */
public record Answer(String content, List<Fact> facts) {

    public Answer {
        if (content.isBlank()) {
            throw new IllegalArgumentException("an answer must say something");
        }
        facts = List.copyOf(facts);
    }

    /** An answer that states no fact of the outside world. */
    public static Answer of(String content) {
        return new Answer(content, List.of());
    }
}
