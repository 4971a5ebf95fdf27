package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.adapter.postgres.KnownKeys.Current;
import cl.fizko.chat.adapter.postgres.SecretColumns.Place;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.port.StoreBusyException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys are changed under real rows; a node is what holds some keys. */
class SecretRotationTest {

    private static final String OLD = SecretColumnsTest.key(1);
    private static final String NEW = SecretColumnsTest.key(2);
    private static final String BOTH = NEW + "," + OLD;
    private static final String OTHER = SecretColumnsTest.key(3);

    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension();

    private long company;

    @BeforeEach
    void aDatabaseInUse() {
        company = postgres.database()
                .companies()
                .add("Andes", Rut.parse("76.192.083-9"))
                .id()
                .value();
    }

    @Test
    void aDatabaseThatIsInUse_isWrittenAsTheReleaseBeforeReads_untilItsKeyIsRotated() {
        start(OLD);
        var id = add(OLD, 1);
        assertThat(EncryptionKey.parse(OLD).plain())
                .satisfies(
                        cipher -> assertThat(cipher.decrypt(token(id), place(id).associatedData()))
                                .asString()
                                .isEqualTo("token-1"));

        assertThat(rotation(OLD).run(done -> {}).encrypted()).isEqualTo(2);
        assertThat(token(id))
                .startsWith(SecretColumns.prefix(EncryptionKey.parse(OLD).id()));
        assertThat(token(add(OLD, 2)))
                .startsWith(SecretColumns.prefix(EncryptionKey.parse(OLD).id()));
    }

    @Test
    void aDatabaseThatIsNew_isWrittenWithTheKeysName() {
        postgres.jdbi().useHandle(handle -> handle.execute("delete from companies"));
        start(BOTH);
        assertThat(postgres.jdbi().inTransaction(secrets(BOTH).known()::current))
                .isEqualTo(new Current(EncryptionKey.parse(NEW).id(), true));
    }

    @Test
    void aNodeWithAWrongKey_doesNotStart_andSaysWhichVariable() {
        start(OLD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(OTHER))
                .withMessageContaining("CHAT_ENCRYPTION_KEY (" + ids(OTHER) + ") lacks key " + ids(OLD))
                .withMessageNotContainingAny(OLD, OTHER);
    }

    @Test
    void aNodeWithAWrongKey_doesNotStart_onADatabaseOfTheReleaseBefore() {
        addAsTheReleaseBefore(OLD, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(OTHER))
                .withMessageContaining("CHAT_ENCRYPTION_KEY")
                .withMessageNotContainingAny(OLD, OTHER);
        assertThatCode(() -> start(OLD)).doesNotThrowAnyException();
    }

    @Test
    void aDatabaseOfTheReleaseBefore_keepsItsKeyWhenANewOneStandsBeforeIt() {
        var id = addAsTheReleaseBefore(OLD, 1);
        start(BOTH);
        assertThat(read(OLD, add(BOTH, 2))).isEqualTo("token-2");
        assertThat(read(BOTH, id)).isEqualTo("token-1");
    }

    @Test
    void whetherAKeyIsRight_isKnownWithoutReadingTheNumbers() {
        start(OLD);
        postgres.jdbi().useTransaction(handle -> {
            handle.execute("lock table whatsapp_configs in access exclusive mode");
            assertThatCode(() -> onAnotherThread(() -> start(OLD))).doesNotThrowAnyException();
        });
    }

    @Test
    void ofNodesThatStartAtOnceWithDifferentKeys_oneStarts() throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        try {
            var go = new CountDownLatch(1);
            var starts = new ArrayList<Future<?>>();
            for (var i = 0; i < 6; i++) {
                var key = SecretColumnsTest.key(10 + i % 2);
                starts.add(threads.submit(() -> {
                    go.await();
                    start(key);
                    return key;
                }));
            }
            go.countDown();
            var refused = 0;
            for (var started : starts) {
                try {
                    started.get();
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(IllegalArgumentException.class);
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void rotation_encryptsEverythingAnew_andSaysWhenTheOldKeyCanBeDropped() {
        start(OLD);
        var ids = addMany(OLD, 250);
        start(BOTH);
        assertThatIllegalArgumentException().isThrownBy(() -> start(NEW));
        assertThat(rotation(BOTH).count().left()).isEqualTo(500);
        assertThat(rotation(BOTH).count().encrypted()).isZero();

        var result = rotation(BOTH).run(done -> {});

        assertThat(result).isEqualTo(new SecretRotation.Result(ids(NEW), 500, 0, List.of(), List.of(ids(OLD))));
        start(NEW);
        assertThat(ids).allSatisfy(id -> assertThat(read(NEW, id)).startsWith("token-"));
        assertThat(rotation(BOTH).run(done -> {}).encrypted()).isZero();
    }

    @Test
    void nodesThatRunMeanwhile_readAndWrite() throws Exception {
        start(OLD);
        addMany(OLD, 200);
        var added = new ArrayList<UUID>();
        var threads = Executors.newFixedThreadPool(1);
        try {
            var writing = new CountDownLatch(5);
            var node = threads.submit(() -> {
                for (var i = 0; i < 300; i++) {
                    var id = add(BOTH, 1_000 + i);
                    assertThat(read(BOTH, id)).isEqualTo("token-" + (1_000 + i));
                    added.add(id);
                    writing.countDown();
                }
                return true;
            });
            writing.await();
            assertThat(rotation(BOTH).run(done -> {}).left()).isZero();
            node.get();
        } finally {
            threads.shutdownNow();
        }
        start(NEW);
        assertThat(added).allSatisfy(id -> assertThat(read(NEW, id)).startsWith("token-"));
    }

    @Test
    void aSecretThatIsBeingStored_isWaitedFor() {
        start(OLD);
        postgres.jdbi().useTransaction(handle -> {
            secrets(OLD).encrypt(handle, "token", place(new UUID(1, 2)));
            assertThatThrownBy(() -> onAnotherThread(() -> rotation(BOTH).run(done -> {})))
                    .hasCauseInstanceOf(StoreBusyException.class);
        });
    }

    @Test
    void rotation_thatWasInterrupted_goesOn() {
        start(OLD);
        var ids = addMany(OLD, 250);
        assertThatThrownBy(() -> rotation(BOTH).run(done -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(ids).allSatisfy(id -> assertThat(read(BOTH, id)).startsWith("token-"));
        assertThatIllegalArgumentException().isThrownBy(() -> start(NEW));

        assertThat(rotation(BOTH).run(done -> {}).encrypted()).isEqualTo(400);
        assertThatCode(() -> start(NEW)).doesNotThrowAnyException();
    }

    @Test
    void aSecretThatOpensUnderNoKey_isNamed_andTheOldKeyStays() {
        start(OLD);
        addMany(OLD, 3);
        var damaged = add(OLD, 4);
        postgres.jdbi()
                .useHandle(handle -> handle.execute(
                        "update whatsapp_configs set api_token_encrypted = api_token_encrypted || 'x' where id = ?",
                        damaged));

        var result = rotation(BOTH).run(done -> {});

        assertThat(result.encrypted()).isEqualTo(7);
        assertThat(result.left()).isEqualTo(1);
        assertThat(result.unreadable()).singleElement().asString().contains(damaged.toString());
        assertThatIllegalArgumentException().isThrownBy(() -> start(NEW));
    }

    private void onAnotherThread(Runnable work) throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try {
            thread.submit(work).get();
        } finally {
            thread.shutdownNow();
        }
    }

    private static String ids(String keys) {
        return EncryptionKeys.parse(keys).ids();
    }

    private static SecretColumns secrets(String keys) {
        return new SecretColumns(EncryptionKeys.parse(keys));
    }

    private void start(String keys) {
        secrets(keys).known().check(postgres.jdbi());
    }

    private SecretRotation rotation(String keys) {
        return new SecretRotation(postgres.jdbi(), secrets(keys), EncryptionKeys.parse(keys));
    }

    private List<UUID> addMany(String keys, int count) {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < count; i++) {
            ids.add(add(keys, i));
        }
        return ids;
    }

    private UUID add(String keys, int number) {
        var secrets = secrets(keys);
        var id = Fixture.newMessageId().value();
        postgres.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                                insert into whatsapp_configs
                                    (id, company_id, provider, phone_number_id, phone_number, api_token_encrypted, webhook_secrets_encrypted)
                                values (:id, :company, 'kapso', :line, '+56221234567', :token, :webhook)""")
                        .bind("id", id)
                        .bind("company", company)
                        .bind("line", "line-" + number)
                        .bind("token", secrets.encrypt(handle, "token-" + number, place(id)))
                        .bind(
                                "webhook",
                                secrets.encrypt(
                                        handle,
                                        "secret-" + number,
                                        new Place(StoredSecrets.TABLE, StoredSecrets.WEBHOOK_SECRETS, id)))
                        .execute());
        return id;
    }

    /** It knew no table of keys and named none. */
    private UUID addAsTheReleaseBefore(String key, int number) {
        var id = add(key, number);
        postgres.jdbi().useHandle(handle -> handle.execute("delete from encryption_keys"));
        return id;
    }

    private String read(String keys, UUID id) {
        return secrets(keys).decrypt(token(id), place(id));
    }

    private byte[] token(UUID id) {
        return postgres.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select api_token_encrypted from whatsapp_configs where id = :id")
                                .bind("id", id)
                                .mapTo(byte[].class)
                                .one());
    }

    private static Place place(UUID id) {
        return new Place(StoredSecrets.TABLE, StoredSecrets.API_TOKEN, id);
    }
}
