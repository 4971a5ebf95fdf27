package cl.fizko.chat.application.turn;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.ConversationOwner;
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
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what each message of a turn gets: an agent's reply, or silence and why. Does no I/O. Thread-safe.
 */
public final class AnswerTurn {

    private static final Logger log = LoggerFactory.getLogger(AnswerTurn.class);

    private final AgentManager agents;
    private final TimeOrderedIds ids;
    private final Clock clock;

    public AnswerTurn(AgentManager agents, TimeOrderedIds ids, Clock clock) {
        this.agents = agents;
        this.ids = ids;
        this.clock = clock;
    }

    /** Looks at every message of the turn, in order. */
    public FinishedTurn answer(ClaimedTurn turn, WhatsAppConfig config) {
        var handled = new ArrayList<HandledMessage>(turn.messages().size());
        var earlier = new ArrayList<PastMessage>();
        for (var message : turn.messages()) {
            var decision = decide(turn, config, message, earlier);
            handled.add(new HandledMessage(message.id(), decision, replies(decision, message.externalId())));
            earlier.add(new PastMessage(true, message.content().words(), Optional.empty(), message.receivedAt()));
        }
        var last = turn.messages().get(turn.messages().size() - 1);
        return new FinishedTurn(turn.conversation().id(), turn.epoch(), last.sequence(), handled);
    }

    private Decision decide(
            ClaimedTurn turn, WhatsAppConfig config, AwaitingMessage message, List<PastMessage> earlier) {
        var now = clock.instant();
        if (turn.conversation().owner() == ConversationOwner.HUMAN) {
            return Decision.silent(now, "a human owns the conversation");
        }
        if (message.content() instanceof MessageContent.Reaction) {
            return Decision.silent(now, "a reaction asks nothing");
        }
        if (message.content() instanceof MessageContent.Removal) {
            return Decision.silent(now, "the customer took a message back");
        }
        if (message.content() instanceof MessageContent.SystemNotice) {
            return Decision.silent(now, "WhatsApp itself wrote it");
        }
        var context = new AgentContext(
                now, config.profile(), turn.conversation().contact().name(), earlier);
        var words = message.content().words().orElse("");
        try {
            return Decision.replied(now, agents.processMessage(words, context));
        } catch (RuntimeException | StackOverflowError e) {
            // One message that an agent cannot take must not hold up the conversation behind it.
            log.error(
                    "no agent could answer message {} of conversation {}",
                    message.id(),
                    turn.conversation().id(),
                    Fault.withoutMessages(e));
            return Decision.silent(now, "an agent failed: " + e.getClass().getSimpleName());
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
