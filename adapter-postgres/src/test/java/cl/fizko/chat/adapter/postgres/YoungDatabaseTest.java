package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database that nobody has analysed. The planner then guesses, and of two indexes that seem equally good it may take the one that
 * reads all that a company has.
 */
@Timeout(60)
class YoungDatabaseTest {

    private static final String NAME = "young";
    private static final int CUSTOMERS = 300;
    private static final int READ_PER_CUSTOMER = 40;

    private static final String READ = """
            select indexrelname as name, idx_tup_read as rows from pg_stat_user_indexes
            union all
            select relname, seq_tup_read from pg_stat_user_tables""";

    private static final String OTHERS = """
            select exists (select from pg_stat_activity
                            where datname = current_database() and pid <> pg_backend_pid()
                              and backend_type = 'client backend')""";

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    @BeforeEach
    void make() {
        postgres.jdbi().useHandle(handle -> {
            handle.execute("drop database if exists young with (force)");
            handle.execute("create database young");
        });
    }

    @Test
    void messages_readTheSameFewRows_howeverManyCustomersThereAre() {
        var url = PostgresExtension.url(NAME);
        try (var database =
                PostgresDatabase.open(new PostgresDatabase.Settings(url, PostgresExtension.KEYS, UUID.randomUUID()))) {
            var fixture = new Fixture(database);
            for (var i = 0; i < CUSTOMERS; i++) {
                exchange(database, fixture, i);
            }
        }

        var read = read();

        assertThat(read).containsKey("whatsapp_conversations_thread_key");
        assertThat(read.entrySet())
                .allSatisfy(entry -> assertThat(entry.getValue())
                        .as("rows read by %s", entry.getKey())
                        .isLessThan((long) CUSTOMERS * READ_PER_CUSTOMER));
    }

    /** A customer writes, is answered and reads it; writes again, is answered later; then a person writes. */
    private static void exchange(PostgresDatabase database, Fixture fixture, int customer) {
        var conversation = fixture.receive("wamid." + customer, phone(customer));
        var turn = only(database.turns().claim(List.of(conversation), LEASE));
        var result = only(database.turns().finish(List.of(Fixture.answer(turn, 1)), Set.of(conversation)));
        leave(database, fixture, result.leaving().orElseThrow(), "first." + customer);

        fixture.receive("again." + customer, phone(customer));
        var later = only(database.turns().claimWaiting(10, LEASE));
        database.turns().finish(List.of(Fixture.answer(later, 1)));
        leave(database, fixture, only(database.outbox().claimDue(10)), "second." + customer);

        database.inbox().store(fixture.delivery(fixture.replying("third." + customer, phone(customer))));
    }

    private static void leave(PostgresDatabase database, Fixture fixture, ClaimedSend send, String id) {
        database.outbox().record(new Report.Sent(send, new ExternalId(id)));
        database.inbox().store(fixture.delivery(fixture.moving(id, DeliveryStatus.READ)));
    }

    /** What all sessions have read, by index or table; a session tells of it at the latest when it ends. */
    private Map<String, Long> read() {
        var source = new PGSimpleDataSource();
        source.setUrl(PostgresExtension.url(NAME).jdbcUrl());
        PostgresExtension.url(NAME).user().ifPresent(source::setUser);
        try (var handle = JdbiSetup.on(source).open()) {
            while (handle.createQuery(OTHERS).mapTo(Boolean.class).one()) {
                Thread.onSpinWait(); // until the closed pools' sessions have ended
            }
            Map<String, Long> rows = new LinkedHashMap<>();
            handle.createQuery(READ)
                    .map((row, context) -> Map.entry(row.getString("name"), row.getLong("rows")))
                    .forEach(entry -> rows.put(entry.getKey(), entry.getValue()));
            return rows;
        }
    }
}
