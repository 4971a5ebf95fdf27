package cl.fizko.chat.application.decision;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.DecisionRepository.DecisionRecord;
import jakarta.inject.Inject;
import java.util.Optional;

/** Asks the agents once more what they were asked; a silence that no agent had a say in stays unasked. */
public final class AskAgentsAgain implements Redecide {

    private final AgentManager agents;

    @Inject
    public AskAgentsAgain(AgentManager agents) {
        this.agents = agents;
    }

    @Override
    public Optional<Decision> decide(DecisionRecord record, WhatsAppConfig config) {
        if (record.decision().response().isEmpty()) {
            return Optional.empty();
        }
        var now = record.decision().decidedAt();
        var context = new AgentContext(now, config.profile(), record.contact().name(), record.recent());
        var words = record.incoming().content().words().orElse("");
        return Optional.of(Decision.replied(now, agents.processMessage(words, context)));
    }
}
