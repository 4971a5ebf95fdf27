package cl.fizko.chat.application.template;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.template.MessageTemplate.Preview;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.TemplateFilter;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** Use case: looks at the templates of a company. Thread-safe. */
public final class BrowseTemplates {

    private final MessageTemplateRepository templates;

    @Inject
    public BrowseTemplates(MessageTemplateRepository templates) {
        this.templates = templates;
    }

    /** Newest first, each with what its providers think of it. */
    public Page<StoredTemplate> list(CompanyId company, TemplateFilter filter, PageRequest page) {
        return templates.page(company, filter, page);
    }

    /** Empty when there is none within the scope. */
    public Optional<StoredTemplate> get(Scope scope, MessageTemplateId id) {
        return templates.byId(scope, id);
    }

    /** The text with these values; empty when there is no such template within the scope. */
    public Optional<Preview> preview(Scope scope, MessageTemplateId id, Map<String, String> variables) {
        return get(scope, id).map(stored -> stored.template().preview(variables));
    }
}
