package cl.fizko.chat.domain.agent.topic;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.language.Keywords;
import java.util.Optional;

/** A topic with one answer: some words, one sentence, and what the question mentions for the person who takes over. */
public final class SentenceTopic implements Topic {

    private final Texts texts;
    private final String key;
    private final Keywords words;

    /**
     * A topic.
     *
     * @param key of the sentence, which has no placeholders
     * @param words any of which tells the topic, see {@link Keywords#of}
     */
    public SentenceTopic(Texts texts, String key, String... words) {
        this.texts = texts;
        this.key = key;
        this.words = Keywords.of(words);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        return question.has(words) ? new Draft(texts).say(key).noting(question).answer() : Optional.empty();
    }
}
