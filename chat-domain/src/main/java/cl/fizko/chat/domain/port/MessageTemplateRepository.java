package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.template.KnownTemplate;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.TemplateFilter;
import java.util.List;
import java.util.Optional;

/** Outbound port: the templates that companies have written. Thread-safe; what lies outside a scope is absent. */
public interface MessageTemplateRepository {

    /**
     * Adds a template.
     *
     * @throws AlreadyExistsException naming {@code name} when the company has one of this name in this language
     */
    void add(MessageTemplate template);

    Optional<StoredTemplate> byId(Scope scope, MessageTemplateId id);

    /** The same, locked until the unit of work ends that the caller is in. */
    Optional<StoredTemplate> lock(Scope scope, MessageTemplateId id);

    /**
     * Stores an edit of a template that the caller has locked, and raises its version.
     *
     * @throws AlreadyExistsException as {@link #add} does
     */
    void save(MessageTemplate template);

    /** Some of a company's templates. */
    Page<StoredTemplate> page(CompanyId company, TemplateFilter filter, PageRequest page);

    /**
     * The templates of this name that a number's company has or that are known at its provider, in every language; one statement.
     * Of a business account that belongs to another company nothing is known.
     */
    List<KnownTemplate> named(WhatsAppConfig config, String name);

    /** At most {@code limit} templates that could be sent by a number as far as its provider has told, by name, then language. */
    List<KnownTemplate> offered(WhatsAppConfig config, int limit);

    /** Whether the list of the number's business account was ever stored for its company, so that what it lacks does not exist. */
    boolean knowsAll(WhatsAppConfig config);
}
