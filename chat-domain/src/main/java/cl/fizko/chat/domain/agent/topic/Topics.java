package cl.fizko.chat.domain.agent.topic;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Inquiry;
import java.util.List;
import java.util.Optional;

/**
 * The topics of an agent: the first that knows an answer gives it.
 *
 * <p>A short question that no topic knows ("y el de enero?") is read once more as the follow-up of the customer's last
 * question, provided that the same agent had answered it; a follow-up of a follow-up takes in all of them.
 */
public final class Topics {

    private static final int LONGEST_FOLLOW_UP = 9;

    private final AgentName owner;
    private final List<Topic> topics;
    private final Topic otherwise;

    /**
     * Topics in order of precedence.
     *
     * @param otherwise answers what no topic knows; never empty
     */
    public Topics(AgentName owner, List<Topic> topics, Topic otherwise) {
        this.owner = owner;
        this.topics = List.copyOf(topics);
        this.otherwise = otherwise;
    }

    /** The answer to an inquiry. */
    public Answer answer(Inquiry inquiry) {
        var question = Question.of(inquiry);
        return first(question)
                .or(() -> followedUp(inquiry, question).flatMap(this::first))
                .or(() -> otherwise.answer(question))
                .orElseThrow();
    }

    private Optional<Answer> first(Question question) {
        return topics.stream().flatMap(t -> t.answer(question).stream()).findFirst();
    }

    private Optional<Question> followedUp(Inquiry inquiry, Question question) {
        if (question.words().size() > LONGEST_FOLLOW_UP) {
            return Optional.empty();
        }
        var context = inquiry.context();
        return EarlierTalk.questions(context.recent(), owner, context.now()).stream()
                .map(earlier -> Question.of(new Inquiry(earlier, context)))
                .reduce((later, earlier) -> later.after(earlier))
                .map(question::after);
    }
}
