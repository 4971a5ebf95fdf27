package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as it stands when a message is decided.
 *
 * @param now when it is decided
 * @param contactName the customer's name as WhatsApp shows it, if known
 * @param optedOut whether the customer wants no messages of our own accord
 * @param recent the last messages of both directions, oldest first
 */
public record Talk(
        Instant now,
        ConversationOwner owner,
        Optional<String> contactName,
        boolean optedOut,
        CompanyProfile company,
        List<PastMessage> recent) {

    public Talk {
        recent = List.copyOf(recent);
    }

    /** What an agent may know of it. */
    AgentContext context() {
        return new AgentContext(now, company, contactName, recent);
    }

    /** Our last message, whoever wrote it. */
    Optional<PastMessage> lastOfOurs() {
        return last(recent.size(), false);
    }

    /** What the customer had written before our last message. */
    Optional<PastMessage> answeredByOurs() {
        for (int i = recent.size() - 1; i >= 0; i--) {
            if (!recent.get(i).fromCustomer()) {
                return last(i, true);
            }
        }
        return Optional.empty();
    }

    private Optional<PastMessage> last(int before, boolean fromCustomer) {
        for (int i = before - 1; i >= 0; i--) {
            if (recent.get(i).fromCustomer() == fromCustomer) {
                return Optional.of(recent.get(i));
            }
        }
        return Optional.empty();
    }

    /** How it stands after these messages got these decisions, one each. */
    public Talk after(List<Heard> messages, List<Decision> decisions) {
        var said = new ArrayList<>(recent);
        for (var message : messages) {
            said.add(new PastMessage(true, message.content().words(), Optional.empty(), message.at()));
        }
        var holder = owner;
        var out = optedOut;
        for (var decision : decisions) {
            decision.response().map(response -> ours(response)).ifPresent(said::add);
            holder = decision.acts().contains(Act.HAND_OVER) ? ConversationOwner.HUMAN : holder;
            out = (out || decision.acts().contains(Act.OPT_OUT))
                    && !decision.acts().contains(Act.OPT_IN);
        }
        return new Talk(now, holder, contactName, out, company, said);
    }

    private PastMessage ours(AgentResponse response) {
        return new PastMessage(false, Optional.of(response.content()), Optional.of(response.agentName()), now);
    }

    /** Without the customer's name and words. */
    @Override
    public String toString() {
        return "Talk[owner=" + owner + ", recent=" + recent.size() + "]";
    }
}
