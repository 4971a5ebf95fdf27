package cl.fizko.chat.application.conversation;

import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.conversation.ConversationEdit;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.port.ConversationDirectory;
import cl.fizko.chat.domain.port.ConversationDirectory.Held;
import cl.fizko.chat.domain.port.UnitOfWork;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** Use case: changes what a company keeps of a conversation. Who answers it is changed by taking it over and releasing it. */
public final class EditConversation {

    private final ConversationDirectory conversations;
    private final UnitOfWork unitOfWork;

    @Inject
    public EditConversation(ConversationDirectory conversations, UnitOfWork unitOfWork) {
        this.conversations = conversations;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Edits a conversation.
     *
     * @param ifVersion the version that the caller knows; empty: whatever it is
     * @param change what it is to be, from what it is; may throw {@code InvalidFieldsException}
     */
    public Edited<ConversationSummary> edit(
            Scope scope, ConversationId id, Optional<Long> ifVersion, Function<Held, ConversationEdit> change) {
        return unitOfWork.inTransaction(() -> {
            var found = conversations.hold(scope, id);
            if (found.isEmpty()) {
                return new Edited.Missing<>();
            }
            var current = found.get().summary();
            if (ifVersion.filter(known -> known != current.version()).isPresent()) {
                return new Edited.Stale<>(current.version());
            }
            var wanted = change.apply(found.get());
            var now = wanted.equals(found.get().edit()) ? current : conversations.change(id, wanted);
            return new Edited.Done<>(new Versioned<>(now, now.version()));
        });
    }
}
