package cl.fizko.chat.domain.agent;

import java.util.List;
import java.util.Set;

/**
 * What an agent replies, with the facts that the text rests on.
 *
 * @param content what the customer reads
 * @param facts every figure, date or rule that the content states, with its source; empty for small talk
 * @param acts what is to be done besides, e.g. handing over to a person
 */
public record Answer(String content, List<Fact> facts, Set<Act> acts) {

    public Answer {
        if (content.isBlank()) {
            throw new IllegalArgumentException("an answer must say something");
        }
        facts = List.copyOf(facts);
        acts = Set.copyOf(acts);
    }

    /** An answer that is words and nothing else. */
    public Answer(String content, List<Fact> facts) {
        this(content, facts, Set.of());
    }

    /** An answer that states no fact of the outside world. */
    public static Answer of(String content) {
        return new Answer(content, List.of());
    }

    /** Without the words, which may repeat the customer's. */
    @Override
    public String toString() {
        return "Answer[" + content.length() + " characters, facts=" + facts.size() + "]";
    }
}
