package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationEdit;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: the conversations as people look at them and change them. What lies outside the scope is as if it were not there.
 * Thread-safe.
 */
public interface ConversationDirectory {

    /** Those with the latest messages first. */
    Page<ConversationSummary> page(CompanyId company, ConversationFilter filter, PageRequest request);

    Optional<ConversationSummary> find(Scope scope, ConversationId id);

    /** Those of a company's conversations that have these ids, in no order. */
    List<ConversationSummary> among(CompanyId company, Collection<ConversationId> ids);

    /**
     * A conversation, locked until the end of the unit of work, in which this must be called, and what may be changed of it.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    Optional<Held> hold(Scope scope, ConversationId id);

    /**
     * Changes a conversation that is held, and counts the edit.
     *
     * @return as it is now
     */
    ConversationSummary change(ConversationId id, ConversationEdit edit);

    /**
     * The conversation of a number with a person, made if there is none yet; not to be called in a unit of work.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    Opened open(WhatsAppConfig config, PhoneNumber phone);

    /**
     * A locked conversation.
     *
     * @param edit what may be changed, as it is
     */
    record Held(ConversationSummary summary, ConversationEdit edit) {}

    /**
     * A conversation that is there.
     *
     * @param created whether it was not before
     */
    record Opened(ConversationSummary summary, boolean created) {}
}
