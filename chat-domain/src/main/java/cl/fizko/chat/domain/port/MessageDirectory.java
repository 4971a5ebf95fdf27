package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageFilter;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: the messages as people look at them. What lies outside the scope is as if it were not there. Thread-safe.
 */
public interface MessageDirectory {

    /** A company's messages, newest first. */
    Page<Message> page(CompanyId company, MessageFilter filter, PageRequest request);

    /** A conversation's messages in its order, latest first; empty when there is no such conversation within the scope. */
    Optional<Page<Message>> page(Scope scope, ConversationId conversation, PageRequest request);

    Optional<Message> find(Scope scope, MessageId id);

    /** Those of a company's messages that have these ids, in no order. */
    List<Message> among(CompanyId company, Collection<MessageId> ids);
}
