package cl.fizko.chat.application.access;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.port.ApiKeyRepository;
import cl.fizko.chat.domain.port.CompanyRepository;
import jakarta.inject.Inject;
import java.util.List;

/** Use case: shows the API keys, without their texts. */
public final class ListApiKeys {

    private final ApiKeyRepository keys;
    private final CompanyRepository companies;

    @Inject
    public ListApiKeys(ApiKeyRepository keys, CompanyRepository companies) {
        this.keys = keys;
        this.companies = companies;
    }

    /**
     * The keys within a scope, the newest first, revoked ones too.
     *
     * @throws InvalidFieldsException naming {@code company_id} if there is no such company
     */
    public List<ApiKey> list(Scope scope) {
        if (scope.company().isPresent() && companies.byId(scope.company().get()).isEmpty()) {
            throw new InvalidFieldsException("company_id", "is not known");
        }
        return keys.list(scope);
    }
}
