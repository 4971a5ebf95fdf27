package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A seal of a number is the same on every node and under every encryption key, and another one in another database or company. */
class SealsTest {

    private static final String OLD = SecretColumnsTest.key(1);
    private static final String NEW = SecretColumnsTest.key(2);
    private static final String BOTH = NEW + "," + OLD;

    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension();

    @BeforeEach
    void aDatabaseInUse() {
        secrets(OLD).known().check(postgres.jdbi());
    }

    @Test
    void nobodyErased_nothingToSealWith() {
        assertThat(postgres.jdbi().withHandle(new Seals(secrets(OLD))::find)).isEmpty();
        assertThat(count()).isZero();
    }

    @Test
    void nodesThatMakeItAtOnce_makeOne() throws Exception {
        var nodes = 6;
        var threads = Executors.newFixedThreadPool(nodes);
        try {
            var go = new CountDownLatch(1);
            Collection<Callable<String>> makers = new ArrayList<>();
            for (var i = 0; i < nodes; i++) {
                makers.add(() -> {
                    go.await();
                    return phone(new Seals(secrets(OLD)).make(postgres.jdbi()), 1);
                });
            }
            var made = makers.stream().map(threads::submit).toList();
            go.countDown();
            var seals = new ArrayList<String>();
            for (var one : made) {
                seals.add(one.get());
            }
            assertThat(seals).hasSize(nodes).containsOnly(seals.get(0));
            assertThat(count()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aKeyThatIsReplaced_leavesSealsAsTheyWere() {
        var seal = phone(new Seals(secrets(OLD)).make(postgres.jdbi()), 1);
        var result = new SecretRotation(postgres.jdbi(), secrets(BOTH), EncryptionKeys.parse(BOTH)).run(done -> {});
        assertThat(result.encrypted()).isEqualTo(1);
        assertThat(result.left()).isZero();

        var later = new Seals(secrets(NEW));
        assertThat(phone(postgres.jdbi().withHandle(later::find).orElseThrow(), 1))
                .isEqualTo(seal);
        assertThat(phone(later.make(postgres.jdbi()), 1)).isEqualTo(seal);
    }

    @Test
    void aSealTellsNothingInAnotherCompanyOrDatabase() {
        var here = new Seals(secrets(OLD)).make(postgres.jdbi());
        assertThat(phone(here, 1)).isNotEqualTo(phone(here, 2));
        postgres.jdbi().useHandle(handle -> handle.execute("truncate seal_secrets"));
        assertThat(phone(new Seals(secrets(OLD)).make(postgres.jdbi()), 1)).isNotEqualTo(phone(here, 1));
    }

    @Test
    void everyColumnOfCiphertexts_isRotated() {
        assertThat(postgres.jdbi().withHandle(SealsTest::encryptedColumns))
                .containsExactlyInAnyOrderElementsOf(StoredSecrets.COLUMNS.stream()
                        .map(column -> column.table() + "." + column.name())
                        .toList());
    }

    private static List<String> encryptedColumns(Handle handle) {
        return handle.createQuery("""
                        select table_name || '.' || column_name from information_schema.columns
                         where table_schema = current_schema() and column_name like '%encrypted'""").mapTo(String.class).list();
    }

    private long count() {
        return postgres.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from seal_secrets")
                        .mapTo(Long.class)
                        .one());
    }

    private static String phone(Seal seal, long company) {
        return HexFormat.of().formatHex(seal.phone(company, "+56955500101"));
    }

    private static SecretColumns secrets(String keys) {
        return new SecretColumns(EncryptionKeys.parse(keys));
    }
}
