package cl.fizko.chat.application.template;

import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.port.UnitOfWork;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.StoredTemplate;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Use case: adds templates to a company and edits them. What providers think of them they tell themselves. Thread-safe. */
public final class EditTemplates {

    private final MessageTemplateRepository templates;
    private final UnitOfWork unitOfWork;
    private final TimeOrderedIds ids;

    @Inject
    public EditTemplates(MessageTemplateRepository templates, UnitOfWork unitOfWork, TimeOrderedIds ids) {
        this.templates = templates;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
    }

    /**
     * Adds a template.
     *
     * @throws InvalidFieldsException naming what is wrong
     * @throws cl.fizko.chat.domain.port.AlreadyExistsException if the company has one of this name in this language
     */
    public Versioned<StoredTemplate> create(CompanyId company, TemplateFields fields) {
        var template = template(new MessageTemplateId(ids.next()), company, fields);
        return unitOfWork.inTransaction(() -> {
            templates.add(template);
            return versioned(templates.byId(Scope.of(company), template.id()).orElseThrow());
        });
    }

    /**
     * Edits a template.
     *
     * @param ifVersion the version that the caller knows; empty: whatever it is
     * @throws InvalidFieldsException naming what is wrong
     * @throws cl.fizko.chat.domain.port.AlreadyExistsException if the company has another one of this name in this language
     */
    public Edited<StoredTemplate> edit(
            Scope scope, MessageTemplateId id, Optional<Long> ifVersion, UnaryOperator<TemplateFields> change) {
        return unitOfWork.inTransaction(() -> {
            var found = templates.lock(scope, id);
            if (found.isEmpty()) {
                return new Edited.Missing<>();
            }
            var current = found.get();
            if (ifVersion.filter(known -> known != current.version()).isPresent()) {
                return new Edited.Stale<>(current.version());
            }
            return new Edited.Done<>(versioned(edited(scope, current, change)));
        });
    }

    private StoredTemplate edited(Scope scope, StoredTemplate current, UnaryOperator<TemplateFields> change) {
        var before = current.template();
        var fields = TemplateFields.of(before);
        var wanted = change.apply(fields);
        if (wanted.equals(fields)) {
            return current;
        }
        templates.save(template(before.id(), before.companyId(), wanted));
        return templates.byId(scope, before.id()).orElseThrow();
    }

    private static MessageTemplate template(MessageTemplateId id, CompanyId company, TemplateFields fields) {
        var problems = MessageTemplate.problems(fields.name(), fields.language(), fields.content());
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
        return new MessageTemplate(
                id, company, fields.name(), fields.language(), fields.category(), fields.content(), fields.active());
    }

    private static Versioned<StoredTemplate> versioned(StoredTemplate stored) {
        return new Versioned<>(stored, stored.version());
    }
}
