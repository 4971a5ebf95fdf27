package cl.fizko.chat.domain.agent.topic;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.language.ReadText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a short question may be about: the question before it and the agent that answered it. Small talk in between does not
 * end a subject; a person's words, or a question that nobody could answer, do.
 */
public final class EarlierTalk {

    /** How long a subject stays open. */
    static final Duration OPEN_FOR = Duration.ofHours(6);

    private static final int LONGEST_CHAIN = 4;
    private static final Set<AgentName> SMALL_TALK = Set.of(AgentName.GREETING, AgentName.FALLBACK);

    private record Asked(int place, ReadText text) {}

    private EarlierTalk() {}

    /** The agent whose subject is open. */
    public static Optional<AgentName> subject(List<PastMessage> recent, Instant now) {
        int reply = lastReply(recent, now);
        return reply < 0
                ? Optional.empty()
                : recent.get(reply).agentName().filter(name -> !name.equals(AgentName.UNRECOGNIZED_QUESTION));
    }

    /**
     * The customer's questions on the open subject, newest first, as far back as each leans on the one before it.
     *
     * @return empty when another agent's subject is open, or none
     */
    static List<ReadText> questions(List<PastMessage> recent, AgentName owner, Instant now) {
        var chain = new ArrayList<ReadText>();
        if (SMALL_TALK.contains(owner)) {
            return chain;
        }
        var open = recent.stream()
                .filter(message -> !message.at().isBefore(now.minus(OPEN_FOR)))
                .toList();
        while (chain.size() < LONGEST_CHAIN) {
            int reply = lastReply(open, now);
            boolean others = reply >= 0 && !open.get(reply).agentName().equals(Optional.of(owner));
            int before = reply >= 0 ? reply : open.size();
            var question = others ? Optional.<Asked>empty() : lastQuestion(open.subList(0, before));
            if (question.isEmpty()) {
                break;
            }
            chain.add(question.get().text());
            if (Ellipsis.of(question.get().text()) == Ellipsis.NONE) {
                break;
            }
            open = open.subList(0, question.get().place());
        }
        return chain;
    }

    private static int lastReply(List<PastMessage> recent, Instant now) {
        for (int i = recent.size() - 1; i >= 0; i--) {
            var message = recent.get(i);
            if (message.at().isBefore(now.minus(OPEN_FOR))) {
                return -1;
            }
            if (!message.fromCustomer()
                    && message.agentName().filter(SMALL_TALK::contains).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Asked> lastQuestion(List<PastMessage> recent) {
        for (int i = recent.size() - 1; i >= 0; i--) {
            var message = recent.get(i);
            if (message.fromCustomer() && message.text().isPresent()) {
                var text = ReadText.of(message.text().get());
                if (Ellipsis.isMoreThanFiller(text)) {
                    return Optional.of(new Asked(i, text));
                }
            }
        }
        return Optional.empty();
    }
}
