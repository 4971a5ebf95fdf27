package cl.fizko.chat.application.template;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.TemplateCatalog;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateShape;
import cl.fizko.chat.domain.template.TemplateShape.VariableFormat;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A provider's templates: what it takes in is pending, a name twice is refused, and so is what a test wants it to refuse. */
final class JudgingCatalog implements TemplateCatalog {

    private final List<ProviderTemplate> templates = new ArrayList<>();
    private final Set<String> deadKeys = new HashSet<>();
    private final Set<String> refuses = new HashSet<>();
    private final Set<String> losesAnswersTo = new HashSet<>();
    private final List<String> submitted = new ArrayList<>();
    private Runnable afterTheNextList = () -> {};

    JudgingCatalog refuses(String name) {
        refuses.add(name);
        return this;
    }

    JudgingCatalog losesTheAnswerTo(String name) {
        losesAnswersTo.add(name);
        return this;
    }

    JudgingCatalog refusesKeys(String... keys) {
        deadKeys.clear();
        deadKeys.addAll(List.of(keys));
        return this;
    }

    /** Something happens between the list that it gives next and what is made of it. */
    JudgingCatalog afterTheNextList(Runnable event) {
        afterTheNextList = event;
        return this;
    }

    /** It has this one already. */
    JudgingCatalog knows(String name, TemplateStatus status, Optional<String> reason, String... gaps) {
        templates.add(template(name, InitialTemplates.LANGUAGE, status, reason, List.of(gaps)));
        return this;
    }

    /** The names that were submitted, in that order. */
    List<String> submitted() {
        return submitted;
    }

    List<ProviderTemplate> templates() {
        return templates;
    }

    @Override
    public Answer<List<ProviderTemplate>> list(Account account) {
        if (deadKeys.contains(account.token().orElseThrow().reveal())) {
            return new Answer.Failed<>(new Failure(FailureReason.CONFIG, "http:401", "the key is not accepted"));
        }
        var listed = List.copyOf(templates);
        var event = afterTheNextList;
        afterTheNextList = () -> {};
        event.run();
        return new Answer.Done<>(listed);
    }

    @Override
    public Answer<Created> create(Account account, Proposal proposal) {
        submitted.add(proposal.name());
        var isThere = templates.stream().anyMatch(template -> template.name().equals(proposal.name()));
        if (isThere || refuses.contains(proposal.name())) {
            return new Answer.Failed<>(
                    new Failure(FailureReason.TEMPLATE, "meta:100/2388293", "too many gaps for the text"));
        }
        templates.add(template(
                proposal.name(),
                proposal.language(),
                TemplateStatus.PENDING,
                Optional.empty(),
                MessageTemplate.variablesOf(proposal.body())));
        return losesAnswersTo.contains(proposal.name())
                ? new Answer.Failed<>(new Failure(FailureReason.UNKNOWN_OUTCOME, "net:reset", "the answer was lost"))
                : new Answer.Done<>(new Created("id", TemplateStatus.PENDING, proposal.category()));
    }

    private static ProviderTemplate template(
            String name, String language, TemplateStatus status, Optional<String> reason, List<String> gaps) {
        return new ProviderTemplate(
                "id of " + name,
                name,
                language,
                status,
                TemplateCategory.UTILITY,
                new TemplateShape(VariableFormat.NAMED, Optional.empty(), gaps, List.of()),
                reason);
    }

    @Override
    public Answer<Boolean> delete(Account account, String name, String externalId) {
        throw new UnsupportedOperationException("nothing is ever deleted");
    }
}
