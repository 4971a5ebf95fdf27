package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.ProviderTemplateRepository;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns templates away that the provider is known to refuse: one call less, and a reason that says what to change. What is not
 * known is let through: the provider decides. Thread-safe.
 */
final class TemplateGate {

    private final ProviderTemplateRepository templates;

    TemplateGate(ProviderTemplateRepository templates) {
        this.templates = templates;
    }

    /** Why the template cannot be sent, if that is known. */
    Optional<Failure> obstacle(WhatsAppConfig config, TemplateMessage message) {
        return config.businessAccountId().flatMap(account -> obstacle(config, account, message));
    }

    private Optional<Failure> obstacle(WhatsAppConfig config, String account, TemplateMessage message) {
        var found = templates.find(config.provider(), account, message.name(), message.language());
        if (found.isEmpty()) {
            return templates.isSynced(config.provider(), account)
                    ? refused("template_unknown", "the account has no template of this name in this language")
                    : Optional.empty();
        }
        var template = found.get();
        if (template.status() != TemplateStatus.APPROVED) {
            return refused(
                    "template_not_approved",
                    "its status is " + template.status().wireName());
        }
        // Known from a judgement alone, it has told nothing of its gaps.
        var problems = template.externalId().isEmpty()
                ? List.<FieldProblem>of()
                : template.shape().problems(message);
        return problems.isEmpty()
                ? Optional.empty()
                : refused(
                        "template_values",
                        problems.stream().map(FieldProblem::toString).collect(Collectors.joining("; ")));
    }

    private static Optional<Failure> refused(String code, String detail) {
        return Optional.of(new Failure(FailureReason.TEMPLATE, code, detail));
    }
}
