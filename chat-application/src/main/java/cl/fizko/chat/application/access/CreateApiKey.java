package cl.fizko.chat.application.access;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.PlainKey;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.port.ApiKeyRepository;
import cl.fizko.chat.domain.port.CompanyRepository;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Use case: makes an API key. Its text exists in the answer alone. */
public final class CreateApiKey {

    /** A key and its text, which is told once and cannot be had again. */
    public record Created(ApiKey key, PlainKey text) {}

    private final ApiKeyRepository keys;
    private final CompanyRepository companies;
    private final TimeOrderedIds ids;
    private final Clock clock;

    @Inject
    public CreateApiKey(ApiKeyRepository keys, CompanyRepository companies, TimeOrderedIds ids, Clock clock) {
        this.keys = keys;
        this.companies = companies;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes the key; it opens at once.
     *
     * @param name who or what will use it, for people
     * @throws InvalidFieldsException naming {@code company_id}, {@code role} or {@code name}
     */
    public Created create(Scope scope, Role role, Optional<String> name) {
        check(scope, role, name);
        var text = PlainKey.random();
        var key = new ApiKey(
                ids.next(),
                scope,
                role,
                name.map(String::strip),
                clock.instant().truncatedTo(ChronoUnit.MICROS), // as precise as it is stored
                Optional.empty(),
                Optional.empty());
        keys.add(key, text.digest());
        return new Created(key, text);
    }

    private void check(Scope scope, Role role, Optional<String> name) {
        List<FieldProblem> problems = new ArrayList<>();
        if (scope.company().isPresent() && companies.byId(scope.company().get()).isEmpty()) {
            problems.add(new FieldProblem("company_id", "is not known"));
        }
        if (scope.company().isEmpty() && role != Role.ADMIN) {
            problems.add(new FieldProblem("role", "must be admin for a key of every company"));
        }
        if (name.isPresent() && (name.get().isBlank() || name.get().strip().length() > ApiKey.LONGEST_NAME)) {
            problems.add(new FieldProblem("name", "must have 1 to " + ApiKey.LONGEST_NAME + " characters"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
    }
}
