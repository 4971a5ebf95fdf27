package cl.fizko.chat.application.message;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageFilter;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.MessageDirectory;
import jakarta.inject.Inject;
import java.util.Optional;

/** Use case: looks at messages. Thread-safe. */
public final class BrowseMessages {

    private final MessageDirectory messages;

    @Inject
    public BrowseMessages(MessageDirectory messages) {
        this.messages = messages;
    }

    /** A company's, newest first. */
    public Page<Message> list(CompanyId company, MessageFilter filter, PageRequest page) {
        return messages.page(company, filter, page);
    }

    /** A conversation's in its order, latest first; empty when there is none within the scope. */
    public Optional<Page<Message>> of(Scope scope, ConversationId conversation, PageRequest page) {
        return messages.page(scope, conversation, page);
    }

    /** Empty when there is none within the scope. */
    public Optional<Message> get(Scope scope, MessageId id) {
        return messages.find(scope, id);
    }
}
