package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.template.KnownTemplate;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.TemplateFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The templates of companies in a list; pages are found by name and language alone. Providers have told nothing of them. */
public class InMemoryMessageTemplates implements MessageTemplateRepository {

    private final List<StoredTemplate> rows = new ArrayList<>();

    @Override
    public void add(MessageTemplate template) {
        if (rows.stream().map(StoredTemplate::template).anyMatch(other -> isSame(other, template))) {
            throw new AlreadyExistsException(
                    "name", "the company has a template of this name in this language already");
        }
        rows.add(new StoredTemplate(template, 1, Instant.EPOCH, Instant.EPOCH, List.of()));
    }

    private static boolean isSame(MessageTemplate one, MessageTemplate other) {
        return one.companyId().equals(other.companyId())
                && one.name().equals(other.name())
                && one.language().equals(other.language());
    }

    @Override
    public Optional<StoredTemplate> byId(Scope scope, MessageTemplateId id) {
        return rows.stream()
                .filter(row -> row.template().id().equals(id)
                        && scope.company()
                                .map(company -> company.equals(row.template().companyId()))
                                .orElse(true))
                .findFirst();
    }

    @Override
    public Optional<StoredTemplate> lock(Scope scope, MessageTemplateId id) {
        return byId(scope, id);
    }

    @Override
    public void save(MessageTemplate template) {
        rows.replaceAll(row -> row.template().id().equals(template.id())
                ? new StoredTemplate(template, row.version() + 1, Instant.EPOCH, Instant.EPOCH, List.of())
                : row);
    }

    @Override
    public Page<StoredTemplate> page(CompanyId company, TemplateFilter filter, PageRequest page) {
        var found = rows.stream()
                .filter(row -> row.template().companyId().equals(company)
                        && filter.name().map(row.template().name()::equals).orElse(true)
                        && filter.language()
                                .map(row.template().language()::equals)
                                .orElse(true))
                .toList();
        return new Page<>(found, new Count(found.size(), true), Optional.empty(), Optional.empty());
    }

    @Override
    public List<KnownTemplate> named(WhatsAppConfig config, String name) {
        throw new UnsupportedOperationException("no numbers here");
    }

    @Override
    public List<KnownTemplate> offered(WhatsAppConfig config, int limit) {
        throw new UnsupportedOperationException("no numbers here");
    }

    @Override
    public boolean knowsAll(WhatsAppConfig config) {
        throw new UnsupportedOperationException("no numbers here");
    }
}
