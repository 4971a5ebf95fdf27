package cl.fizko.chat.application.decision;

import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.dialogue.Dialogue;
import cl.fizko.chat.domain.dialogue.Heard;
import cl.fizko.chat.domain.dialogue.Talk;
import cl.fizko.chat.domain.port.DecisionRepository.DecisionRecord;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Asks the agents once more what they were asked; a silence that no agent had a say in stays unasked. */
public final class AskAgentsAgain implements Redecide {

    private final Dialogue dialogue;

    @Inject
    public AskAgentsAgain(AgentManager agents) {
        this.dialogue = new Dialogue(agents, Texts.chilean());
    }

    @Override
    public Optional<Decision> decide(DecisionRecord record, WhatsAppConfig config) {
        if (record.decision().response().isEmpty()) {
            return Optional.empty();
        }
        var now = record.decision().decidedAt();
        var incoming = record.incoming();
        var talk = new Talk(
                now,
                ConversationOwner.BOT,
                record.contact().name(),
                record.contact().optedOutAt().isPresent(),
                config.profile(),
                record.recent());
        var heard =
                new Heard(incoming.id(), incoming.externalId().orElseThrow(), incoming.content(), incoming.createdAt());
        return dialogue.decide(talk, List.of(heard)).stream().findFirst();
    }
}
