package cl.fizko.chat.application.access;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.access.Caller;
import cl.fizko.chat.domain.company.Company;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.CompanyRepository;
import jakarta.inject.Inject;
import java.util.Optional;

/** Use case: settles which company a caller means. Thread-safe. */
public final class ChooseCompany {

    private final CompanyRepository companies;

    @Inject
    public ChooseCompany(CompanyRepository companies) {
        this.companies = companies;
    }

    /**
     * The company that is named; else the caller's own; else, for a platform administrator, the only one there is.
     *
     * @return empty when there is no such company within the caller's scope
     * @throws InvalidFieldsException naming {@code company} when there are several, or none, and none is named
     */
    public Optional<CompanyId> choose(Caller caller, Optional<CompanyId> named) {
        var own = caller.scope().company();
        if (own.isPresent()) {
            return named.isEmpty() || named.equals(own) ? own : Optional.empty();
        }
        if (named.isPresent()) {
            return companies.byId(named.get()).map(Company::id);
        }
        var some = companies.oldest(2);
        if (some.size() != 1) {
            throw new InvalidFieldsException("company", "is required with a platform administrator's key");
        }
        return Optional.of(some.get(0).id());
    }
}
