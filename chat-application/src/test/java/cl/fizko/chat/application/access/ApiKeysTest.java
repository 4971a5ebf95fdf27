package cl.fizko.chat.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.fake.InMemoryApiKeys;
import cl.fizko.chat.application.fake.InMemoryCompanies;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.Caller;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.FieldProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ADMINISTRATOR = "clave-de-administracion-0123456789";

    private final InMemoryCompanies companies = new InMemoryCompanies();
    private final InMemoryApiKeys keys = new InMemoryApiKeys();
    private final Scope company =
            Scope.of(companies.add("Andes", Rut.parse("76.192.083-9")).id());
    private final Scope other =
            Scope.of(companies.add("Sur", Rut.parse("76.000.000-0")).id());

    private final CreateApiKey create = new CreateApiKey(keys, companies, new TimeOrderedIds(CLOCK), CLOCK);
    private final RevokeApiKey revoke = new RevokeApiKey(keys, CLOCK);
    private final ListApiKeys list = new ListApiKeys(keys, companies);
    private final AuthenticateCaller authenticate =
            new AuthenticateCaller(keys, Optional.of(new Secret(ADMINISTRATOR)), CLOCK);

    @Test
    void aKey_opensAsWhatItWasMadeFor_andItsUseIsRecorded() {
        var made = create.create(company, Role.AGENT, Optional.of(" mesón "));

        assertThat(made.key().name()).contains("mesón");
        assertThat(made.text().text().reveal()).matches("fizko_[A-Za-z0-9_-]{43}");
        assertThat(authenticate.authenticate(made.text().text().reveal()))
                .contains(new Caller(Optional.of(made.key().id()), company, Role.AGENT));
        assertThat(keys.list(company)).extracting(ApiKey::lastUsedAt).containsExactly(Optional.of(NOW));
    }

    @Test
    void aKeysText_isTheOnlyOfItsKindAndPrintsMasked() {
        var one = create.create(company, Role.VIEWER, Optional.empty());
        var two = create.create(company, Role.VIEWER, Optional.empty());

        assertThat(one.text()).isNotEqualTo(two.text());
        assertThat(one.toString() + one.text().digest())
                .doesNotContain(one.text().text().reveal(), one.text().digest().hex());
    }

    @Test
    void aRevokedKey_opensNothing_andKeepsItsTime() {
        var made = create.create(company, Role.ADMIN, Optional.empty());

        assertThat(revoke.revoke(company, made.key().id()))
                .get()
                .satisfies(key -> assertThat(key.revokedAt()).contains(NOW));
        assertThat(authenticate.authenticate(made.text().text().reveal())).isEmpty();
    }

    @Test
    void theKeyOfTheEnvironment_isThePlatformsAdministrator_andNoLookUp() {
        assertThat(authenticate.authenticate(ADMINISTRATOR)).get().satisfies(caller -> {
            assertThat(caller.isPlatformAdministrator()).isTrue();
            assertThat(caller.key()).isEmpty();
        });
        assertThat(keys.asked()).isZero();
    }

    static Stream<String> notAKey() {
        var random = "A".repeat(43);
        return Stream.of(
                "",
                " ",
                "fizko_",
                "fizko_" + random.substring(1),
                "fizko_" + random + "A",
                " fizko_" + random,
                "FIZKO_" + random,
                "fizko_" + random.substring(1) + "+",
                ADMINISTRATOR.substring(1),
                ADMINISTRATOR + "0");
    }

    @ParameterizedTest
    @MethodSource("notAKey")
    void whatHasNotTheShapeOfAKey_opensNothing_andCostsNoLookUp(String given) {
        var noEnvironment = new AuthenticateCaller(keys, Optional.empty(), CLOCK);

        assertThat(noEnvironment.authenticate(given)).isEmpty();
        assertThat(authenticate.authenticate(given)).isEmpty();
        assertThat(keys.asked()).isZero();
    }

    @Test
    void aMadeUpKey_opensNothing() {
        assertThat(authenticate.authenticate("fizko_" + "A".repeat(43))).isEmpty();
        assertThat(keys.asked()).isEqualTo(1);
    }

    @Test
    void create_forNobody_isRefusedByField() {
        assertThatThrownBy(() -> create.create(Scope.of(new CompanyId(99)), Role.VIEWER, Optional.of("x".repeat(101))))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.problems())
                                .extracting(FieldProblem::field)
                                .containsExactly("company_id", "name"));
        assertThatThrownBy(() -> create.create(Scope.everyCompany(), Role.AGENT, Optional.of(" ")))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.problems())
                                .extracting(FieldProblem::field)
                                .containsExactly("role", "name"));
        assertThat(keys.list(Scope.everyCompany())).isEmpty();
    }

    @Test
    void listAndRevoke_stayWithinTheScope() {
        var mine = create.create(company, Role.ADMIN, Optional.empty()).key();
        var platform = create.create(Scope.everyCompany(), Role.ADMIN, Optional.empty())
                .key();

        assertThat(list.list(company)).extracting(ApiKey::id).containsExactly(mine.id());
        assertThat(list.list(other)).isEmpty();
        assertThat(list.list(Scope.everyCompany()))
                .extracting(ApiKey::id)
                .containsExactlyInAnyOrder(mine.id(), platform.id());
        assertThatThrownBy(() -> list.list(Scope.of(new CompanyId(99)))).isInstanceOf(InvalidFieldsException.class);

        assertThat(revoke.revoke(other, mine.id())).isEmpty();
        assertThat(revoke.revoke(company, platform.id())).isEmpty();
        assertThat(revoke.revoke(Scope.everyCompany(), new UUID(1, 2))).isEmpty();
        assertThat(keys.list(Scope.everyCompany()))
                .allSatisfy(key -> assertThat(key.revokedAt()).isEmpty());
    }
}
