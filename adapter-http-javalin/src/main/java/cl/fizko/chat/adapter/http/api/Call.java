package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.Problem;
import cl.fizko.chat.adapter.http.ProblemException;
import cl.fizko.chat.domain.access.Caller;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.page.PageRequest;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A request that was read and found right. Belongs to the request's thread. */
public final class Call {

    private final Context context;
    private final Caller caller;
    private final CompanyChoice companies;
    private final Values query;
    private final Values body;
    private final Optional<PageRequest> page;
    private final String bodyDigest;

    Call(
            Context context,
            Caller caller,
            CompanyChoice companies,
            Values query,
            Values body,
            Optional<PageRequest> page,
            String bodyDigest) {
        this.context = context;
        this.caller = caller;
        this.companies = companies;
        this.query = query;
        this.body = body;
        this.page = page;
        this.bodyDigest = bodyDigest;
    }

    public Caller caller() {
        return caller;
    }

    /**
     * The one company that a list or something new is about: the key's own, or the one that a platform administrator names in
     * the query or the body. Throws a 404 problem for one outside the caller's scope, and a 422 problem if one must be named.
     */
    public CompanyId company() {
        return companies.choose(caller, named()).orElseThrow(Call::noCompany);
    }

    /** Whose things may be looked up by id. */
    public Scope scope() {
        return named().isEmpty() ? caller.scope() : Scope.of(company());
    }

    private Optional<CompanyId> named() {
        var inQuery = query.find(CommonFields.COMPANY);
        var inBody = body.find(CommonFields.COMPANY);
        if (inQuery.isPresent() && inBody.isPresent() && !inQuery.equals(inBody)) {
            throw new ProblemException(Problem.of(400, "the query and the body name different companies"));
        }
        return inQuery.or(() -> inBody).map(CompanyId::new);
    }

    private static ProblemException noCompany() {
        return new ProblemException(Problem.of(404, "there is no such company"));
    }

    /** The {@code {id}} of the path; what is no id cannot be found: 404. */
    public UUID id() {
        try {
            return UUID.fromString(context.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    /** The 404 problem for what does not exist, or not for this caller: the same for both. */
    public static ProblemException notFound() {
        return new ProblemException(Problem.of(404, "there is no such thing"));
    }

    public Values query() {
        return query;
    }

    /** Empty of values when the operation takes no body. */
    public Values body() {
        return body;
    }

    /** SHA-256 of what the body says, 64 hexadecimal digits: the same however its fields are ordered or spaced. */
    public String bodyDigest() {
        return bodyDigest;
    }

    /** The part of the list that is wanted; only of a paged operation. */
    public PageRequest page() {
        return page.orElseThrow();
    }

    /** The version that {@code If-Match} names; empty when any will do. */
    public Optional<Long> ifMatch() {
        var header = context.header("If-Match");
        if (header == null || header.strip().equals("*")) {
            return Optional.empty();
        }
        return Optional.of(EntityTag.version(header)
                .orElseThrow(() -> new ProblemException(Problem.of(412, "If-Match holds no tag of ours"))));
    }

    /** A header of the request. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    /** Where the client reaches this server, e.g. {@code https://chat.example.org}, as far as its request tells. */
    public String host() {
        var proxied = context.header("X-Forwarded-Proto");
        var scheme = "https".equalsIgnoreCase(proxied) || "http".equalsIgnoreCase(proxied) ? proxied : context.scheme();
        return scheme.toLowerCase(Locale.ROOT) + "://" + context.host();
    }

    Context context() {
        return context;
    }
}
