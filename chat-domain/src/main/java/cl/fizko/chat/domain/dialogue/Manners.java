package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.specialised.office.Courtesy;
import cl.fizko.chat.domain.agent.topic.Question;
import java.time.Duration;
import java.util.Optional;

/**
 * Thanks and goodbyes are returned once, a greeting once an hour: when our last message returned one already, and nothing
 * was said since, another one gets silence.
 */
final class Manners {

    private static final Duration GREETED_AGAIN_AFTER = Duration.ofHours(1);

    private Manners() {}

    /** Why a courteous message gets no reply; empty if it gets one. */
    static Optional<String> silence(Talk talk, Question courteous) {
        var ours = talk.lastOfOurs().filter(last -> last.agentName().equals(Optional.of(AgentName.GREETING)));
        var returned = talk.answeredByOurs().flatMap(past -> past.text());
        if (ours.isEmpty() || returned.isEmpty()) {
            return Optional.empty();
        }
        var before = Courtesy.of(Question.of(new Inquiry(returned.get(), talk.context())));
        var now = Courtesy.of(courteous);
        if (before.isClosing() && now.isClosing()) {
            return Optional.of("thanks and goodbyes are returned once");
        }
        boolean lately = ours.get().at().isAfter(talk.now().minus(GREETED_AGAIN_AFTER));
        return lately && before == Courtesy.GREETING && now == Courtesy.GREETING
                ? Optional.of("the greeting was returned within the hour")
                : Optional.empty();
    }
}
