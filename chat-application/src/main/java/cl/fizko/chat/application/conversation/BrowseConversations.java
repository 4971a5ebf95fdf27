package cl.fizko.chat.application.conversation;

import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.ConversationDirectory;
import jakarta.inject.Inject;
import java.util.Optional;

/** Use case: looks at conversations. Thread-safe. */
public final class BrowseConversations {

    private final ConversationDirectory conversations;

    @Inject
    public BrowseConversations(ConversationDirectory conversations) {
        this.conversations = conversations;
    }

    /** A company's, those with the latest messages first. */
    public Page<ConversationSummary> list(CompanyId company, ConversationFilter filter, PageRequest page) {
        return conversations.page(company, filter, page);
    }

    /** Empty when there is none within the scope. */
    public Optional<Versioned<ConversationSummary>> get(Scope scope, ConversationId id) {
        return conversations.find(scope, id).map(found -> new Versioned<>(found, found.version()));
    }
}
