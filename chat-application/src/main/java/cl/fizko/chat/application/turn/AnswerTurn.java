package cl.fizko.chat.application.turn;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.dialogue.Dialogue;
import cl.fizko.chat.domain.dialogue.Heard;
import cl.fizko.chat.domain.dialogue.Talk;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.ContentLimits;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.LongText;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.TurnRepository.AwaitingMessage;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import cl.fizko.chat.domain.port.TurnRepository.Reply;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each message of a turn to {@link Dialogue} and makes replies of its decisions. Messages of a burst are one inquiry with
 * one reply when the number has a burst window; else each is its own. Does no I/O. Thread-safe.
 */
public final class AnswerTurn {

    private static final Logger log = LoggerFactory.getLogger(AnswerTurn.class);

    /** Why a message has no reply whose turn failed again and again. */
    public static final String GIVEN_UP = "given up: every attempt to answer failed";

    /** How the reason begins when an agent threw. */
    public static final String AGENT_FAILED = "an agent failed: ";

    private final Dialogue dialogue;
    private final TimeOrderedIds ids;
    private final Clock clock;

    public AnswerTurn(AgentManager agents, TimeOrderedIds ids, Clock clock) {
        this.dialogue = new Dialogue(agents, Texts.chilean());
        this.ids = ids;
        this.clock = clock;
    }

    /** Looks at every message of the turn, in order. */
    public FinishedTurn answer(ClaimedTurn turn, WhatsAppConfig config) {
        var handled = new ArrayList<HandledMessage>(turn.messages().size());
        var talk = talk(turn, config);
        for (var together : inquiries(turn, config)) {
            var heard = together.stream().map(AnswerTurn::heard).toList();
            var decisions = decide(turn, talk, heard);
            for (int i = 0; i < together.size(); i++) {
                var message = together.get(i);
                var decision = decisions.get(i);
                handled.add(new HandledMessage(message.id(), decision, replies(decision, message.externalId())));
            }
            talk = talk.after(heard, decisions);
        }
        return finished(turn, handled);
    }

    /** What is stored of a turn that was begun too often: silence, and why; whoever answers people sees the conversation. */
    FinishedTurn giveUp(ClaimedTurn turn) {
        var now = clock.instant();
        var silent = new Decision(
                now,
                Optional.empty(),
                Optional.of(GIVEN_UP),
                turn.conversation().owner() == ConversationOwner.HUMAN ? Set.of() : Set.of(Act.HAND_OVER),
                List.of(),
                "",
                Optional.empty());
        var handled = turn.messages().stream()
                .map(message -> new HandledMessage(message.id(), silent, List.of()))
                .toList();
        return finished(turn, handled);
    }

    private static FinishedTurn finished(ClaimedTurn turn, List<HandledMessage> handled) {
        var last = turn.messages().get(turn.messages().size() - 1);
        return new FinishedTurn(turn.conversation().id(), turn.epoch(), last.sequence(), handled);
    }

    private Talk talk(ClaimedTurn turn, WhatsAppConfig config) {
        var contact = turn.conversation().contact();
        return new Talk(
                clock.instant(),
                turn.conversation().owner(),
                contact.name(),
                contact.optedOutAt().isPresent(),
                config.profile(),
                turn.recent());
    }

    private static List<List<AwaitingMessage>> inquiries(ClaimedTurn turn, WhatsAppConfig config) {
        return config.burstWindow().isZero()
                ? turn.messages().stream().map(List::of).toList()
                : List.of(turn.messages());
    }

    private static Heard heard(AwaitingMessage message) {
        return new Heard(message.id(), message.externalId(), message.content(), message.receivedAt());
    }

    private List<Decision> decide(ClaimedTurn turn, Talk talk, List<Heard> heard) {
        try {
            return dialogue.decide(talk, heard);
        } catch (RuntimeException | Error e) {
            // One message that an agent cannot take must not hold up the conversation behind it.
            log.error(
                    "no agent could answer message {} of conversation {}",
                    heard.get(heard.size() - 1).id(),
                    turn.conversation().id(),
                    Fault.withoutMessages(e));
            var silent = Decision.silent(talk.now(), AGENT_FAILED + e.getClass().getSimpleName());
            return Collections.nCopies(heard.size(), silent);
        }
    }

    /**
     * A reply quotes the message that it answers: the customer sees which one it belongs to, and a send whose answer was lost can
     * be found again in the provider's history.
     */
    private List<Reply> replies(Decision decision, ExternalId answered) {
        return decision.response()
                .map(response -> LongText.split(response.content(), ContentLimits.TEXT).stream()
                        .map(part -> new Reply(
                                new MessageId(ids.next()), new MessageContent.Text(part), Optional.of(answered)))
                        .toList())
                .orElse(List.of());
    }
}
