package cl.fizko.chat.application.template;

import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.template.TemplateSetUp.Installed;
import cl.fizko.chat.application.template.TemplateSetUp.Store;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.port.TemplateCatalog.Proposal;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.TemplateFilter;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Use case: gives a company the templates that one begins with, and submits them to the providers of its numbers. Repeated, or
 * run twice at once, it changes nothing more. Thread-safe.
 */
public final class SetUpTemplates {

    private final CompanyRepository companies;
    private final MessageTemplateRepository templates;
    private final EditTemplates edit;
    private final SubmitTemplates submit;

    @Inject
    public SetUpTemplates(
            CompanyRepository companies,
            MessageTemplateRepository templates,
            EditTemplates edit,
            SubmitTemplates submit) {
        this.companies = companies;
        this.templates = templates;
        this.edit = edit;
        this.submit = submit;
    }

    /**
     * What is wanted.
     *
     * @param force those that the company has edited become again what they were
     * @param dryRun nothing is stored or submitted
     */
    public record Command(CompanyId company, boolean force, boolean dryRun) {}

    /**
     * Installs them.
     *
     * @throws IllegalArgumentException if there is no such company
     */
    public TemplateSetUp run(Command command, SubmitTemplates.Listener listener) {
        if (companies.byId(command.company()).isEmpty()) {
            throw new IllegalArgumentException("company_id: there is no company " + command.company());
        }
        var installed = new ArrayList<Installed>();
        var proposals = new ArrayList<Proposal>();
        for (var initial : InitialTemplates.all()) {
            var store = install(command, initial);
            installed.add(new Installed(initial.name(), store));
            if (store == Store.EDITED) {
                own(command.company(), initial).ifPresent(proposals::add);
            } else {
                proposals.add(initial);
            }
        }
        return new TemplateSetUp(installed, submit.submit(command.company(), proposals, command.dryRun(), listener));
    }

    private Store install(Command command, Proposal initial) {
        var found = find(command.company(), initial);
        if (found.isEmpty()) {
            return command.dryRun() ? Store.CREATED : create(command, initial);
        }
        var stored = found.get().template();
        if (TemplateFields.of(stored).equals(fields(initial))) {
            return Store.UNCHANGED;
        }
        if (command.force() && !command.dryRun()) {
            var edited = edit.edit(Scope.of(command.company()), stored.id(), Optional.empty(), was -> fields(initial));
            if (!(edited instanceof Edited.Done)) {
                throw new IllegalStateException("the template " + initial.name() + " is gone while it is restored");
            }
        }
        return command.force() ? Store.RESTORED : Store.EDITED;
    }

    private Store create(Command command, Proposal initial) {
        try {
            edit.create(command.company(), fields(initial));
            return Store.CREATED;
        } catch (AlreadyExistsException e) {
            // Another run was faster. What it, or somebody since, made of it is there now.
            return install(command, initial);
        }
    }

    /** What the company has made of it, with our examples for the gaps that are still there; empty when it switched it off. */
    private Optional<Proposal> own(CompanyId company, Proposal initial) {
        return find(company, initial)
                .map(StoredTemplate::template)
                .filter(MessageTemplate::active)
                .map(own -> {
                    var examples = new LinkedHashMap<>(initial.examples());
                    examples.keySet().retainAll(own.variables());
                    return new Proposal(
                            own.name(),
                            own.language(),
                            own.category(),
                            own.content(),
                            examples,
                            initial.footer(),
                            initial.quickReplies());
                });
    }

    private Optional<StoredTemplate> find(CompanyId company, Proposal initial) {
        var filter = new TemplateFilter(
                Optional.of(initial.name()),
                Optional.of(initial.language()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return templates.page(company, filter, PageRequest.first(1)).rows().stream()
                .findFirst();
    }

    private static TemplateFields fields(Proposal initial) {
        return new TemplateFields(initial.name(), initial.language(), initial.category(), initial.body(), true);
    }
}
