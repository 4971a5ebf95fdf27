package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.template.KnownTemplate;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.TemplateFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Texts of companies in a list; no provider has told anything of them. Answers by name only. */
public final class OwnTemplates implements MessageTemplateRepository {

    private final List<MessageTemplate> all = new ArrayList<>();

    @Override
    public void add(MessageTemplate template) {
        all.add(template);
    }

    @Override
    public List<KnownTemplate> named(WhatsAppConfig config, String name) {
        return all.stream()
                .filter(template ->
                        template.name().equals(name) && template.companyId().equals(config.companyId()))
                .map(template -> new KnownTemplate(Optional.of(template), Optional.empty()))
                .toList();
    }

    @Override
    public boolean knowsAll(WhatsAppConfig config) {
        return false;
    }

    @Override
    public Optional<StoredTemplate> byId(Scope scope, MessageTemplateId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredTemplate> lock(Scope scope, MessageTemplateId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save(MessageTemplate template) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<StoredTemplate> page(CompanyId company, TemplateFilter filter, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<KnownTemplate> offered(WhatsAppConfig config, int limit) {
        throw new UnsupportedOperationException();
    }
}
