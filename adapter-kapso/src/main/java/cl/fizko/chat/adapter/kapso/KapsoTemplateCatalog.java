package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.port.TemplateCatalog;
import cl.fizko.chat.domain.template.ProviderTemplate;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * Templates through Kapso's Meta proxy, {@code {base}/{business_account_id}/message_templates} (Kapso, "Templates reference").
 * Thread-safe; each page of a list blocks for at most {@link KapsoClient#CALL_TIMEOUT}.
 */
final class KapsoTemplateCatalog implements TemplateCatalog {

    private static final int PAGE = 100;

    /** A verified business has 6,000 templates at most (Meta, "Message templates"): 60 pages. */
    private static final int MAX_PAGES = 100;

    /** A template has some thousand characters, so a page of them has less than this. */
    private static final long MAX_ANSWER = 4_000_000;

    private static final Failure NO_ACCOUNT = new Failure(
            FailureReason.CONFIG, "kapso:account", "the account's id is no business_account_id (Meta's WABA id)");

    private final Exchange exchange;
    private final HttpUrl baseUrl;

    KapsoTemplateCatalog(Exchange exchange, HttpUrl baseUrl) {
        this.exchange = exchange;
        this.baseUrl = baseUrl;
    }

    @Override
    public Answer<List<ProviderTemplate>> list(Account account) {
        if (!Dialect.isPathSegment(account.id())) {
            return new Answer.Failed<>(NO_ACCOUNT);
        }
        var templates = new ArrayList<ProviderTemplate>();
        var after = Optional.<String>empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            var url = templates(account).addQueryParameter("limit", Integer.toString(PAGE));
            after.ifPresent(cursor -> url.addQueryParameter("after", cursor));
            var result = call(new Draft.Ready("GET", url.build(), Optional.empty()), account);
            var failure = KapsoErrors.failure(KapsoErrors.Api.META_PROXY, result);
            if (failure.isPresent()) {
                return new Answer.Failed<>(repeatable(failure.get()));
            }
            var body = ((Exchange.Result.Answered) result).body();
            if (!body.path("data").isArray()) {
                return new Answer.Failed<>(
                        nonsense(FailureReason.RETRIES_EXHAUSTED, "the answer is no list of templates"));
            }
            read(body.path("data"), templates);
            after = next(body.path("paging"));
            if (after.isEmpty()) {
                return new Answer.Done<>(List.copyOf(templates));
            }
        }
        return new Answer.Failed<>(nonsense(FailureReason.OTHER, "the list has no end after " + MAX_PAGES + " pages"));
    }

    private static void read(JsonNode data, List<ProviderTemplate> templates) {
        for (var template : data) {
            try {
                templates.add(ListedTemplateReader.read(Field.root(template)));
            } catch (NotUnderstood e) {
                // Without id, name and language nobody could send it; the others are of use all the same.
            }
        }
    }

    /** The last page has cursors too, but no {@code next}, whose address is Meta's own and is not called. */
    private static Optional<String> next(JsonNode paging) {
        return paging.hasNonNull("next")
                ? Optional.of(paging.path("cursors").path("after").asText("")).filter(cursor -> !cursor.isEmpty())
                : Optional.empty();
    }

    @Override
    public Answer<Created> create(Account account, Proposal proposal) {
        if (!Dialect.isPathSegment(account.id())) {
            return new Answer.Failed<>(NO_ACCOUNT);
        }
        var problems = TemplateProposal.problems(proposal);
        if (!problems.isEmpty()) {
            return new Answer.Failed<>(refused(problems));
        }
        var json = TemplateProposal.json(proposal);
        var unstorable = Storable.problem(json);
        if (unstorable.isPresent()) {
            return new Answer.Failed<>(
                    new Failure(FailureReason.TEMPLATE, "kapso:text", "the template " + unstorable.get()));
        }
        var result = call(Draft.Ready.post(templates(account).build(), json), account);
        return TemplateRefusals.failure(result)
                .or(() -> KapsoErrors.failure(KapsoErrors.Api.META_PROXY, result))
                .<Answer<Created>>map(Answer.Failed::new)
                .orElseGet(() -> created(((Exchange.Result.Answered) result).body()));
    }

    private static Failure refused(List<FieldProblem> problems) {
        var detail = problems.stream().map(FieldProblem::toString).collect(Collectors.joining("; "));
        return new Failure(FailureReason.TEMPLATE, "limit:" + problems.get(0).field(), detail);
    }

    private static Answer<Created> created(JsonNode answer) {
        var body = Field.root(answer);
        try {
            return new Answer.Done<>(new Created(
                    body.at("id").requiredText(),
                    ListedTemplateReader.status(body.at("status")),
                    ListedTemplateReader.category(body.at("category"))));
        } catch (NotUnderstood e) {
            return new Answer.Failed<>(
                    nonsense(FailureReason.UNKNOWN_OUTCOME, "the answer has no id; the list will show the template"));
        }
    }

    /** By id and name: by name alone Meta deletes every language of it. */
    @Override
    public Answer<Boolean> delete(Account account, String name, String externalId) {
        if (!Dialect.isPathSegment(account.id())) {
            return new Answer.Failed<>(NO_ACCOUNT);
        }
        if (name.isBlank() || externalId.isBlank()) {
            return new Answer.Failed<>(new Failure(
                    FailureReason.BAD_REQUEST, "limit:externalId", "externalId: a template is deleted by name and id"));
        }
        var url = templates(account)
                .addQueryParameter("hsm_id", externalId)
                .addQueryParameter("name", name)
                .build();
        var result = call(new Draft.Ready("DELETE", url, Optional.empty()), account);
        boolean gone = result instanceof Exchange.Result.Answered answer && answer.status() == 404;
        return KapsoErrors.failure(KapsoErrors.Api.META_PROXY, result)
                .filter(failure -> !gone)
                .<Answer<Boolean>>map(failure -> new Answer.Failed<>(repeatable(failure)))
                .orElseGet(() -> new Answer.Done<>(true));
    }

    private HttpUrl.Builder templates(Account account) {
        return baseUrl.newBuilder().addPathSegment(account.id()).addPathSegment("message_templates");
    }

    private Exchange.Result call(Draft.Ready draft, Account account) {
        return exchange.call(draft, account.token(), () -> {}, MAX_ANSWER);
    }

    /** Asking or deleting twice does no harm, so a lost answer is a reason to try again. */
    private static Failure repeatable(Failure failure) {
        return failure.reason() == FailureReason.UNKNOWN_OUTCOME
                ? new Failure(FailureReason.RETRIES_EXHAUSTED, failure.code(), failure.detail())
                : failure;
    }

    private static Failure nonsense(FailureReason reason, String detail) {
        return new Failure(reason, "kapso:answer", detail);
    }
}
