package cl.fizko.chat.application.template;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.template.TemplateSetUp.Judged;
import cl.fizko.chat.application.template.TemplateSetUp.Step;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.port.TemplateCatalog;
import cl.fizko.chat.domain.port.TemplateCatalog.Answer;
import cl.fizko.chat.domain.port.TemplateCatalog.Created;
import cl.fizko.chat.domain.port.TemplateCatalog.Proposal;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.SubmissionRules;
import cl.fizko.chat.domain.template.TemplateStatus;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Submits texts to the providers of a company's numbers, where they are judged, unless they know them already. A text is never
 * submitted in place of another: providers take no edits through us, so what differs there is for a person to see to.
 *
 * <p>Thread-safe. What another run submits at the same time counts as known.
 */
public final class SubmitTemplates {

    /** Told how it goes. */
    public interface Listener {

        /** So many texts are to be looked at, each of them once for each account. */
        void begins(int texts);

        /** One is done. */
        void looked();
    }

    private final WhatsAppConfigRepository configs;
    private final Providers providers;
    private final SyncTemplates sync;

    @Inject
    public SubmitTemplates(WhatsAppConfigRepository configs, Providers providers, SyncTemplates sync) {
        this.configs = configs;
        this.providers = providers;
        this.sync = sync;
    }

    /**
     * Submits to every business account of the company; blocks for as long as the providers take.
     *
     * @param dryRun only asks what the providers know
     * @return an entry an account; empty when no number of the company has both an account and a provider that can be asked
     */
    public List<TemplateSetUp.Account> submit(
            CompanyId company, List<Proposal> proposals, boolean dryRun, Listener listener) {
        var accounts = new LinkedHashMap<Known, List<WhatsAppConfig>>();
        for (var config : configs.all()) {
            if (config.companyId().equals(company)
                    && providers.templatesOf(config).isPresent()) {
                config.businessAccountId()
                        .map(account -> new Known(config.provider(), account))
                        .ifPresent(account -> accounts.computeIfAbsent(account, key -> new ArrayList<>())
                                .add(config));
            }
        }
        listener.begins(accounts.size() * proposals.size());
        var done = new ArrayList<TemplateSetUp.Account>();
        accounts.forEach((account, numbers) -> done.add(submit(account, numbers, proposals, dryRun, listener)));
        return done;
    }

    /** Each number of an account has a key of its own, and one may be dead: the first whose key reads the list serves. */
    private TemplateSetUp.Account submit(
            Known account, List<WhatsAppConfig> numbers, List<Proposal> proposals, boolean dryRun, Listener listener) {
        Failure failure = null;
        for (var number : numbers) {
            var catalog = providers.templatesOf(number).orElseThrow();
            var desk = new Desk(number, catalog, new TemplateCatalog.Account(account.id(), number.apiToken()));
            var answer = catalog.list(desk.account());
            if (answer instanceof Answer.Done<List<ProviderTemplate>> listed) {
                var judged = submit(desk, listed.value(), proposals, dryRun, listener);
                return new TemplateSetUp.Account(account.provider(), account.id(), Optional.empty(), judged);
            }
            failure = ((Answer.Failed<List<ProviderTemplate>>) answer).failure();
        }
        return new TemplateSetUp.Account(account.provider(), account.id(), Optional.ofNullable(failure), List.of());
    }

    private List<Judged> submit(
            Desk desk, List<ProviderTemplate> known, List<Proposal> proposals, boolean dryRun, Listener listener) {
        var judged = new ArrayList<Judged>();
        for (var proposal : proposals) {
            judged.add(find(known, proposal)
                    .map(template -> known(proposal, template))
                    .orElseGet(() -> dryRun ? wouldSubmit(proposal) : submit(desk, proposal)));
            listener.looked();
        }
        // What was submitted is pending, and must not pass for approved until the next hour's look.
        return dryRun || judged.stream().allMatch(one -> one.step() == Step.KNOWN)
                ? judged
                : afterwards(desk, proposals, judged);
    }

    private static Judged wouldSubmit(Proposal proposal) {
        return problem(proposal)
                .map(problem -> refused(proposal, problem))
                .orElseGet(() -> new Judged(proposal.name(), Step.SUBMITTED, Optional.empty(), Optional.empty()));
    }

    private static Judged submit(Desk desk, Proposal proposal) {
        var problem = problem(proposal);
        if (problem.isPresent()) {
            return refused(proposal, problem.get());
        }
        var answer = desk.catalog().create(desk.account(), proposal);
        if (answer instanceof Answer.Done<Created> done) {
            return judged(proposal, Step.SUBMITTED, done.value().status(), Optional.empty());
        }
        var failure = ((Answer.Failed<Created>) answer).failure();
        return refused(proposal, failure.code() + ", " + failure.detail());
    }

    private static Optional<String> problem(Proposal proposal) {
        var problems =
                SubmissionRules.problems(proposal.name(), proposal.language(), proposal.body(), proposal.examples());
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(problems.stream().map(FieldProblem::toString).collect(Collectors.joining("; ")));
    }

    /** The provider's list has the last word: it stores what is pending, and knows what a lost answer or another run did. */
    private List<Judged> afterwards(Desk desk, List<Proposal> proposals, List<Judged> judged) {
        var listed = sync.sync(desk.number()).templates();
        var settled = new ArrayList<Judged>();
        for (int i = 0; i < judged.size(); i++) {
            var one = judged.get(i);
            var proposal = proposals.get(i);
            settled.add(find(listed, proposal)
                    .map(template -> one.step() == Step.SUBMITTED
                            ? judged(proposal, Step.SUBMITTED, template.status(), template.rejectedReason())
                            : known(proposal, template))
                    .orElse(one));
        }
        return settled;
    }

    private static Judged known(Proposal proposal, ProviderTemplate template) {
        var gaps = Set.copyOf(template.shape().bodyVariables());
        if (!gaps.equals(Set.copyOf(MessageTemplate.variablesOf(proposal.body())))) {
            return new Judged(
                    proposal.name(),
                    Step.KNOWN,
                    Optional.of(template.status()),
                    Optional.of("the provider's text has other gaps: change it there, or give yours another name"));
        }
        return judged(proposal, Step.KNOWN, template.status(), template.rejectedReason());
    }

    private static Judged judged(Proposal proposal, Step step, TemplateStatus status, Optional<String> reason) {
        return new Judged(
                proposal.name(),
                step,
                Optional.of(status),
                status == TemplateStatus.REJECTED
                        ? reason.or(() -> Optional.of("rejected without a reason"))
                        : Optional.empty());
    }

    private static Judged refused(Proposal proposal, String reason) {
        return new Judged(proposal.name(), Step.REFUSED, Optional.empty(), Optional.of(reason));
    }

    private static Optional<ProviderTemplate> find(List<ProviderTemplate> templates, Proposal proposal) {
        return templates.stream()
                .filter(template -> template.name().equals(proposal.name())
                        && template.language().equals(proposal.language()))
                .findFirst();
    }

    private record Known(ProviderId provider, String id) {}

    /** Where one account's templates are handed in. */
    private record Desk(WhatsAppConfig number, TemplateCatalog catalog, TemplateCatalog.Account account) {}
}
