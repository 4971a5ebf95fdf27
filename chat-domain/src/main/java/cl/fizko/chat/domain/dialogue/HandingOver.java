package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.specialised.office.PersonAvailability;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.language.ReadText;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** When a person takes over although no agent said so: on the word that our texts offer, and when we know nothing twice. */
final class HandingOver {

    private static final String ASKED = "the word that brings a person";
    private static final String TWICE = "two questions in a row that no agent owns: handed over";
    private static final String ACCEPTED = "a yes to a question that no agent asked: handed over";

    private static final Pattern SIGNS = Pattern.compile("[^a-z ]+");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern WORD = Pattern.compile(
            "(?:(?:si|ok|ya|dale|quiero|kiero|prefiero|hablar|ablar|responde|respondo|con|una|un|la|alguna|porfa|porfavor|por favor|x fa"
                    + "|gracias|hola|mejor) )*(?:persona|humano|ejecutiv[oa])(?: (?:porfa|porfavor|por favor|gracias|real|si))*");

    private final Texts texts;

    HandingOver(Texts texts) {
        this.texts = texts;
    }

    /** Whether a message is the word "persona", which our texts ask for, and nothing else. */
    static boolean isAskedBy(ReadText text) {
        var folded = text.folded().value();
        if (!folded.contains("persona") && !folded.contains("humano") && !folded.contains("ejecutiv")) {
            return false;
        }
        var plain =
                SPACES.matcher(SIGNS.matcher(folded).replaceAll(" ").strip()).replaceAll(" ");
        return WORD.matcher(plain).matches();
    }

    /** The reply to that word: of the agent that answers it, if there is one. */
    Ruled asked(Talk talk, Optional<Ruled> answer) {
        return answer.map(ruled -> ruled.doing(Act.HAND_OVER).and(ASKED))
                .orElseGet(() -> Ruled.alone(
                        AgentName.SUPPORT, withAvailability("support.person", talk), Set.of(Act.HAND_OVER), ASKED));
    }

    /** The second honest "I don't know" in a row is passed on instead. */
    Ruled whenUnknownTwice(Talk talk, Ruled answer) {
        boolean again = talk.lastOfOurs()
                .flatMap(last -> last.agentName())
                .filter(AgentName.UNRECOGNIZED_QUESTION::equals)
                .isPresent();
        boolean alone = answer.response().acts().isEmpty();
        return again && alone && answer.isBy(AgentName.UNRECOGNIZED_QUESTION)
                ? answer.saying(withAvailability("handover.unknown", talk))
                        .doing(Act.HAND_OVER)
                        .and(TWICE)
                : answer;
    }

    /** The reply to a yes that somebody else than an agent had asked for. */
    Ruled accepted(Talk talk) {
        return Ruled.alone(AgentName.SUPPORT, withAvailability("handover.yes", talk), Set.of(Act.HAND_OVER), ACCEPTED);
    }

    private String withAvailability(String key, Talk talk) {
        return PersonAvailability.say(new Draft(texts).say(key), talk.company(), talk.now())
                .done()
                .content();
    }
}
