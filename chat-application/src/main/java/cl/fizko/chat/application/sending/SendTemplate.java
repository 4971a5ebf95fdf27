package cl.fizko.chat.application.sending;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.sending.FilledTemplate.Choice;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.port.Submissions.Ruling;
import cl.fizko.chat.domain.sending.Submission;
import cl.fizko.chat.domain.template.KnownTemplate;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.TemplateStatus;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Use case: sends a template, which may be sent at any time, once the provider has approved it. Thread-safe. */
public final class SendTemplate {

    /** No other name is anywhere, and not every text can be asked for. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");

    private final SubmitMessage submit;
    private final MessageTemplateRepository templates;

    @Inject
    public SendTemplate(SubmitMessage submit, MessageTemplateRepository templates) {
        this.submit = submit;
        this.templates = templates;
    }

    /**
     * Sends a template, or says why not.
     *
     * @throws InvalidFieldsException if the business number that is to send, or the template's language, is unknown or cannot be
     *     told
     */
    public Submitted send(Submission submission, FilledTemplate filled) {
        return submit.submit(submission, (conversation, config, now) -> content(config, filled));
    }

    /**
     * What a business number would send, or why it could not, whoever it is for. Sends nothing.
     *
     * @throws InvalidFieldsException if the template's language cannot be told
     */
    public Ruling<Submitted> content(WhatsAppConfig config, FilledTemplate filled) {
        return find(config, filled.template())
                .map(template -> decide(config, template, filled))
                .orElseGet(() -> SubmitMessage.refuse(new Submitted.UnknownTemplate()));
    }

    private Optional<KnownTemplate> find(WhatsAppConfig config, Choice choice) {
        if (choice instanceof Choice.ById byId) {
            return templates
                    .byId(Scope.of(config.companyId()), byId.id())
                    .map(StoredTemplate::template)
                    .flatMap(own -> only(named(config, own.name(), Optional.of(own.language()))));
        }
        var byName = (Choice.ByName) choice;
        return only(named(config, byName.name(), byName.language()));
    }

    private List<KnownTemplate> named(WhatsAppConfig config, String name, Optional<String> language) {
        if (!NAME.matcher(name).matches()) {
            return List.of();
        }
        return templates.named(config, name).stream()
                .filter(template -> language.isEmpty() || language.get().equals(template.language()))
                .filter(template -> template.own().isPresent() || !isDeleted(template))
                .toList();
    }

    private static boolean isDeleted(KnownTemplate template) {
        return template.atProvider()
                .filter(known -> known.status() == TemplateStatus.DELETED)
                .isPresent();
    }

    private static Optional<KnownTemplate> only(List<KnownTemplate> found) {
        if (found.size() > 1) {
            throw new InvalidFieldsException(
                    "language", "is required for a template that is there in several languages");
        }
        return found.stream().findFirst();
    }

    private Ruling<Submitted> decide(WhatsAppConfig config, KnownTemplate template, FilledTemplate filled) {
        if (template.own().filter(own -> !own.active()).isPresent()) {
            return SubmitMessage.refuse(new Submitted.TemplateInactive());
        }
        var known = template.atProvider();
        if (known.isPresent() && known.get().status() != TemplateStatus.APPROVED) {
            return SubmitMessage.refuse(new Submitted.TemplateNotApproved(
                    Optional.of(known.get().status()), known.get().rejectedReason()));
        }
        if (known.isEmpty() && templates.knowsAll(config)) {
            return SubmitMessage.refuse(new Submitted.TemplateNotApproved(Optional.empty(), Optional.empty()));
        }
        var fit = new TemplateFilling(template, filled);
        var refusal = fit.refusal();
        return refusal.isPresent() ? SubmitMessage.refuse(refusal.get()) : SubmitMessage.queue(fit.message());
    }
}
