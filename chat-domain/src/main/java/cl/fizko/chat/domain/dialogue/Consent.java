package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.specialised.safety.ConsentWish;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.language.ReadText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The wish not to be written to, and its withdrawal. Obeyed before anything else is considered, and confirmed once. */
final class Consent {

    static final String OUT_RULE = "wants no messages: opted out";
    private static final String IN_RULE = "wants messages again: opted in";

    private final Texts texts;

    Consent(Texts texts) {
        this.texts = texts;
    }

    /** What the last wish among the messages changes; empty when there is none, or it changes nothing. */
    static Optional<Act> change(Talk talk, List<ReadText> messages) {
        return lastWish(messages)
                .map(wish -> wish == ConsentWish.OUT ? Act.OPT_OUT : Act.OPT_IN)
                .filter(act -> talk.optedOut() == (act == Act.OPT_IN));
    }

    /** Whether the messages ask for what was done already. */
    static boolean isRepeated(Talk talk, List<ReadText> messages) {
        return talk.optedOut()
                && lastWish(messages).filter(wish -> wish == ConsentWish.OUT).isPresent();
    }

    private static Optional<ConsentWish> lastWish(List<ReadText> messages) {
        return messages.stream()
                .flatMap(message -> ConsentWish.in(message).stream())
                .reduce((earlier, later) -> later);
    }

    /** The confirmation. */
    Ruled confirm(Act act) {
        return act == Act.OPT_OUT
                ? Ruled.alone(AgentName.SUPPORT, texts.say("privacy.optout"), Set.of(act), OUT_RULE)
                : Ruled.alone(AgentName.SUPPORT, texts.say("privacy.optin"), Set.of(act), IN_RULE);
    }
}
