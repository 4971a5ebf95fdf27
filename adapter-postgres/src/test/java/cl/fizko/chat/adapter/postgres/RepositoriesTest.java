package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.PROVIDER;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import cl.fizko.chat.domain.company.BusinessHours;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RepositoriesTest {

    private static final Rut RUT = Rut.parse("76.192.083-9");

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void companies_added_areFound() {
        var companies = postgres.database().companies();
        assertThat(companies.isEmpty()).isTrue();

        var company = companies.add("Contadores Andes", RUT);

        assertThat(companies.isEmpty()).isFalse();
        assertThat(companies.byId(company.id())).contains(company);
        assertThat(companies.byId(new CompanyId(company.id().value() + 1))).isEmpty();
    }

    @Test
    void companies_disabledAgents_areReadBack() {
        var companies = postgres.database().companies();
        var company = companies.add("Contadores Andes", RUT).id();
        assertThat(companies.disabledAgents(company)).contains(Set.of());

        companies.setDisabledAgents(company, Set.of("sales", "greeting"));

        assertThat(companies.disabledAgents(company)).contains(Set.of("sales", "greeting"));
        assertThat(companies.disabledAgents(new CompanyId(company.value() + 1))).isEmpty();
    }

    @Test
    void companies_twoWhoSwitchAgents_goOneAfterTheOther() {
        var companies = postgres.database().companies();
        var work = postgres.database().unitOfWork();
        var company = companies.add("Contadores Andes", RUT).id();

        var second = work.inTransaction(() -> {
            companies.disabledAgents(company);
            var other =
                    CompletableFuture.supplyAsync(() -> work.inTransaction(() -> companies.disabledAgents(company)));
            while (!other.isDone() && !someoneWaitsForALock()) {
                Thread.onSpinWait();
            }
            companies.setDisabledAgents(company, Set.of("sales"));
            return other;
        });

        assertThat(second.join()).contains(Set.of("sales"));
    }

    private boolean someoneWaitsForALock() {
        return postgres.jdbi()
                .withHandle(handle -> handle.createQuery("select exists (select from pg_locks where not granted)")
                        .mapTo(Boolean.class)
                        .one());
    }

    @Test
    void companies_sameRutTwice_isRefused() {
        var companies = postgres.database().companies();
        companies.add("Uno", RUT);

        assertThatThrownBy(() -> companies.add("Dos", RUT))
                .isInstanceOfSatisfying(
                        AlreadyExistsException.class, e -> assertThat(e.field()).isEqualTo("rut"));
    }

    @Test
    void configs_added_comeBackWhole() {
        var config = config("line-1", 1);
        var configs = postgres.database().configs();

        configs.add(config);

        assertThat(configs.byId(config.id())).contains(config);
        assertThat(configs.byLine(PROVIDER, config.lineId())).contains(config);
        assertThat(configs.withOwnWebhookSecrets(PROVIDER)).containsExactly(config);
        assertThat(configs.all()).containsExactly(config);
        var stored = postgres.jdbi()
                .withHandle(handle -> handle.createQuery("select to_jsonb(c)::text from whatsapp_configs c")
                        .mapTo(String.class)
                        .one());
        assertThat(stored).doesNotContain("token-1").doesNotContain("secret-1");
    }

    @Test
    void disabledAgents_comeWithEachNumberOfTheCompany_andAreReplacedAsAWhole() {
        var config = config("line-1", 1);
        var other = config("line-2", 2);
        var database = postgres.database();
        database.unitOfWork().inTransaction(() -> {
            database.configs().add(config);
            database.configs().add(other);
            return null;
        });
        var companies = database.companies();

        assertThat(companies.setDisabledAgents(config.companyId(), Set.of("sales", "greeting")))
                .isTrue();
        assertThat(disabledAgents(config)).containsExactlyInAnyOrder("sales", "greeting");
        assertThat(disabledAgents(other)).isEmpty();

        companies.setDisabledAgents(config.companyId(), Set.of("dte"));
        assertThat(disabledAgents(config)).containsExactly("dte");

        companies.setDisabledAgents(config.companyId(), Set.of());
        assertThat(postgres.otherNode().configs().byId(config.id())).contains(config);
        assertThat(companies.setDisabledAgents(new CompanyId(Long.MAX_VALUE), Set.of("sales")))
                .isFalse();
    }

    @Test
    void disabledAgents_areSeenAfterFiveSeconds() {
        var configs = remembering();
        var config = config("line-1", 1);
        postgres.database().configs().add(config);
        assertThat(configs.byId(config.id())).contains(config);

        postgres.database().companies().setDisabledAgents(config.companyId(), Set.of("sales"));

        nanos.addAndGet(PostgresWhatsAppConfigs.KEPT_FOR.toNanos());
        assertThat(configs.byId(config.id()).orElseThrow().profile().disabledAgents())
                .containsExactly("sales");
    }

    /** Whoever edits the table by hand is not to lose a business number by it. */
    @Test
    void disabledAgents_sameOneTwiceInTheTable_isOne() {
        var config = config("line-1", 1);
        postgres.database().configs().add(config);

        postgres.jdbi().useHandle(handle -> handle.execute("update companies set disabled_agents = '{sales,sales}'"));

        assertThat(disabledAgents(config)).containsExactly("sales");
    }

    private Set<String> disabledAgents(WhatsAppConfig config) {
        return only(postgres.database().configs().all().stream()
                        .filter(found -> found.id().equals(config.id()))
                        .toList())
                .profile()
                .disabledAgents();
    }

    @Test
    void configs_sameLineTwice_isRefused() {
        var configs = postgres.database().configs();
        configs.add(config("line-1", 1));

        assertThatThrownBy(() -> configs.add(config("line-1", 2)))
                .isInstanceOfSatisfying(
                        AlreadyExistsException.class, e -> assertThat(e.field()).isEqualTo("phone_number_id"));
    }

    @Test
    void configs_found_areRememberedForFiveSeconds_misses_areNot() {
        var configs = remembering();
        var line = new LineId("line-1");
        assertThat(configs.byLine(PROVIDER, line)).isEmpty();
        var config = config("line-1", 1);
        postgres.database().configs().add(config);
        assertThat(configs.byLine(PROVIDER, line)).isPresent();

        postgres.jdbi().useHandle(handle -> handle.execute("update whatsapp_configs set is_active = false"));

        nanos.addAndGet(PostgresWhatsAppConfigs.KEPT_FOR.toNanos() - 1);
        assertThat(configs.byLine(PROVIDER, line).orElseThrow().active()).isTrue();
        nanos.addAndGet(1);
        assertThat(configs.byLine(PROVIDER, line).orElseThrow().active()).isFalse();
    }

    @Test
    void configs_secretsOfOneCannotBeOpened_theOthersAreFound() {
        var bad = config("line-1", 1);
        var good = config("line-2", 2);
        postgres.database().configs().add(bad);
        postgres.database().configs().add(good);
        postgres.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "update whatsapp_configs set webhook_secrets_encrypted = 'x' where phone_number_id = 'line-1'"));
        var configs = postgres.otherNode().configs();

        assertThat(configs.withOwnWebhookSecrets(PROVIDER)).containsExactly(good);
        assertThat(configs.all()).containsExactly(good);
        assertThat(configs.byId(bad.id())).isEmpty();
        assertThat(configs.byLine(PROVIDER, bad.lineId())).isEmpty();
    }

    @Test
    void unitOfWork_thatThrows_leavesNothingInTheDatabaseNorInMemory() {
        var database = postgres.database();
        var config = new AtomicLong();

        assertThatThrownBy(() -> database.unitOfWork().inTransaction(() -> {
                    var added = config("line-9", 9);
                    config.set(added.companyId().value());
                    database.configs().add(added);
                    assertThat(database.configs().byLine(PROVIDER, added.lineId()))
                            .isPresent();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(database.companies().byId(new CompanyId(config.get()))).isEmpty();
        assertThat(database.configs().byLine(PROVIDER, new LineId("line-9"))).isEmpty();
    }

    @Test
    void unitOfWork_inAnother_isTheSameTransaction() {
        var database = postgres.database();

        assertThatThrownBy(() -> database.unitOfWork().inTransaction(() -> {
                    database.unitOfWork()
                            .inTransaction(() -> database.companies().add("Uno", RUT));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(database.companies().isEmpty()).isTrue();
    }

    @Test
    void messages_unknown_areEmpty() {
        var fixture = new Fixture(postgres.database());
        var messages = postgres.database().messages();
        fixture.receive("wamid.1", phone(1));

        var message = messages.byExternalId(fixture.config.id(), new ExternalId("wamid.1"))
                .orElseThrow();

        assertThat(message.status()).isEmpty();
        assertThat(messages.repliesTo(message.id())).isEmpty();
        assertThat(messages.silenceAbout(message.id())).isEmpty();
        assertThat(messages.byExternalId(fixture.config.id(), new ExternalId("wamid.2")))
                .isEmpty();
        assertThat(messages.byExternalId(new WhatsAppConfigId(message.id().value()), new ExternalId("wamid.1")))
                .isEmpty();
    }

    @Test
    void messages_known_tellsStatusesAndLeavesOthersOut() {
        var fixture = new Fixture(postgres.database());
        fixture.receive("wamid.1", phone(1));
        var other = new Fixture(postgres.database(), Rut.parse("96.790.240-3"), "line-2");
        other.receive("wamid.2", phone(1));
        postgres.database().inbox().store(fixture.delivery(fixture.replying("echo.1", phone(1))));
        var ids = Stream.of("wamid.1", "wamid.2", "echo.1", "wamid\0", "no")
                .map(ExternalId::new)
                .toList();

        var known = postgres.database().messages().known(fixture.config.id(), ids);

        assertThat(known)
                .containsOnly(
                        entry(new ExternalId("wamid.1"), Optional.empty()),
                        entry(new ExternalId("echo.1"), Optional.of(DeliveryStatus.SENT)));
        assertThat(postgres.database().messages().known(fixture.config.id(), List.of()))
                .isEmpty();
    }

    @Test
    void configs_byAccount_areThoseOfTheProviderAndTheAccountOldestFirst() {
        var configs = postgres.database().configs();
        var first = config("line-2", 2);
        var second = config("line-1", 1);
        var elsewhere = config("line-3", 3);
        List.of(first, second, elsewhere).forEach(configs::add);
        postgres.jdbi()
                .useHandle(handle -> handle.execute(
                        "update whatsapp_configs set business_account_id = 'else' where phone_number_id = 'line-3'"));

        assertThat(configs.byAccount(PROVIDER, Fixture.ACCOUNT)).containsExactly(first, second);
        assertThat(configs.byAccount(new ProviderId("meta"), Fixture.ACCOUNT)).isEmpty();
        assertThat(configs.byAccount(PROVIDER, "none")).isEmpty();
    }

    private PostgresWhatsAppConfigs remembering() {
        return new PostgresWhatsAppConfigs(
                postgres.jdbi(),
                new SecretColumns(PostgresExtension.KEYS),
                new PostgresUnitOfWork(postgres.jdbi()),
                nanos::get);
    }

    private WhatsAppConfig config(String line, int body) {
        var company = postgres.database().companies().add("Andes " + body, new Rut(body, Rut.checkDigitOf(body)));
        return new WhatsAppConfig(
                new WhatsAppConfigId(Fixture.newMessageId().value()),
                company.id(),
                PROVIDER,
                new LineId(line),
                Optional.of("209900000000001"),
                new PhoneNumber("+56221234567"),
                true,
                false,
                Duration.ofSeconds(5),
                new CompanyProfile(
                        Optional.of("Andes"),
                        Optional.of(new BusinessHours(
                                LocalTime.of(9, 30), LocalTime.of(18, 0), ZoneId.of("America/Santiago"))),
                        Optional.of(F29DueDay.TWENTIETH)),
                Optional.of(new Secret("token-1")),
                List.of(new Secret("secret-1"), new Secret("secret-0")));
    }
}
