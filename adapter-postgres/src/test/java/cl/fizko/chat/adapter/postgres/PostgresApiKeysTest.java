package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.KeyDigest;
import cl.fizko.chat.domain.access.PlainKey;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.StoreBusyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresApiKeysTest {

    private static final Instant NOW = Fixture.NOW;

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private final AtomicLong nanos = new AtomicLong();
    private final KeyDigest digest = PlainKey.random().digest();
    private Fixture fixture;
    private Scope company;
    private PostgresApiKeys keys;
    private ApiKey key;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        company = Scope.of(fixture.config.companyId());
        keys = node();
        key = key(company, Role.AGENT, Optional.of("mesón"), NOW);
    }

    /** The keys as one more node sees them, on the test's own time. */
    private PostgresApiKeys node() {
        return new PostgresApiKeys(postgres.jdbi(), nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static ApiKey key(Scope scope, Role role, Optional<String> name, Instant createdAt) {
        return new ApiKey(UUID.randomUUID(), scope, role, name, createdAt, Optional.empty(), Optional.empty());
    }

    @Test
    void use_aKeyThatWasJustAdded_findsItOnEveryNode_thoughItWasAskedForBefore() {
        var other = node();
        assertThat(keys.use(digest, NOW)).isEmpty();
        assertThat(other.use(digest, NOW)).isEmpty();

        keys.add(key, digest);

        assertThat(keys.use(digest, NOW)).contains(key);
        assertThat(other.use(digest, NOW)).get().extracting(ApiKey::id).isEqualTo(key.id());
    }

    @Test
    void revoke_isSeenAtOnceHere_andWithinFiveSecondsElsewhere() {
        var other = node();
        keys.add(key, digest);
        assertThat(keys.use(digest, NOW)).isPresent();
        assertThat(other.use(digest, NOW)).isPresent();

        assertThat(keys.revoke(company, key.id(), NOW))
                .get()
                .satisfies(now -> assertThat(now.revokedAt()).contains(NOW));

        assertThat(keys.use(digest, NOW)).isEmpty();
        pass(PostgresApiKeys.KEPT_FOR.minusNanos(1));
        assertThat(other.use(digest, NOW)).as("from memory").isPresent();
        pass(Duration.ofNanos(1));
        assertThat(other.use(digest, NOW)).isEmpty();
    }

    @Test
    void revoke_betweenAQuestionAndItsAnswer_isSeenWithinFiveSecondsOfIt() {
        keys.add(key, digest);
        var slow = PostgresExtension.patient();
        slow.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                nanos.accumulateAndGet(Duration.ofSeconds(4).toNanos(), Math::max);
            }
        });
        var other = new PostgresApiKeys(slow, nanos::get);
        assertThat(other.use(digest, NOW)).isPresent();
        keys.revoke(company, key.id(), NOW);

        pass(Duration.ofSeconds(1));

        assertThat(other.use(digest, NOW)).isEmpty();
    }

    @Test
    void revoke_again_keepsTheFirstTime_andOutsideTheScopeChangesNothing() {
        keys.add(key, digest);

        assertThat(keys.revoke(Scope.of(new CompanyId(9_999)), key.id(), NOW)).isEmpty();
        assertThat(keys.revoke(company, UUID.randomUUID(), NOW)).isEmpty();
        assertThat(keys.use(digest, NOW)).isPresent();

        keys.revoke(company, key.id(), NOW);
        assertThat(keys.revoke(Scope.everyCompany(), key.id(), NOW.plusSeconds(9)))
                .get()
                .satisfies(now -> assertThat(now.revokedAt()).contains(NOW));
    }

    @Test
    void use_isRecordedOnceAMinuteAtMost_onAnyNumberOfNodes() {
        keys.add(key, digest);
        var other = node();

        keys.use(digest, NOW);
        assertThat(lastUse()).contains(NOW);

        for (var second = 1; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            (second % 2 == 0 ? keys : other).use(digest, NOW.plusSeconds(second));
        }
        assertThat(lastUse()).contains(NOW);

        pass(Duration.ofSeconds(5));
        other.use(digest, NOW.plusSeconds(64));
        assertThat(lastUse()).contains(NOW.plusSeconds(64));
    }

    @Test
    void use_whileTheRowIsLocked_neitherWaitsNorFails() {
        keys.add(key, digest);
        PostgresExtension.patient().useTransaction(locking -> {
            locking.execute("select from api_keys for update");

            assertThat(keys.use(digest, NOW)).isPresent();
        });
        assertThat(lastUse()).isEmpty();
    }

    @Test
    void use_aThousandMadeUpKeys_remembersNone() {
        for (var i = 0; i < 1_000; i++) {
            assertThat(keys.use(PlainKey.random().digest(), NOW)).isEmpty();
        }
        assertThat(keys.remembered()).isZero();
    }

    @Test
    void list_newestFirst_withinTheScope() {
        var newer = key(company, Role.ADMIN, Optional.empty(), NOW.plusSeconds(1));
        var platform = key(Scope.everyCompany(), Role.ADMIN, Optional.of("soporte"), NOW.plusSeconds(2));
        keys.add(key, digest);
        keys.add(newer, PlainKey.random().digest());
        keys.add(platform, PlainKey.random().digest());

        assertThat(keys.list(company)).containsExactly(newer, key);
        assertThat(keys.list(Scope.everyCompany())).containsExactly(platform, newer, key);
        assertThat(keys.list(Scope.of(new CompanyId(9_999)))).isEmpty();
    }

    @Test
    void theTable_holdsNoText() {
        var text = PlainKey.random();
        keys.add(key, text.digest());

        assertThat(fixture.texts("select k::text from api_keys k"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains(text.digest().hex())
                        .doesNotContain(text.text().reveal()));
    }

    @Test
    void add_forACompanyThatIsNotThere_isRefused() {
        var stray = key(Scope.of(new CompanyId(9_999)), Role.VIEWER, Optional.empty(), NOW);

        assertThatThrownBy(() -> keys.add(stray, digest))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(StoreBusyException.class);
    }

    private Optional<Instant> lastUse() {
        return keys.list(company).get(0).lastUsedAt();
    }
}
