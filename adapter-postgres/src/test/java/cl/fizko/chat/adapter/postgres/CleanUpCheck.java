package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.application.privacy.CleanUp;
import cl.fizko.chat.application.privacy.Progress;
import cl.fizko.chat.application.privacy.RemoveMediaFiles;
import cl.fizko.chat.application.privacy.RetentionPeriods;
import cl.fizko.chat.domain.port.MediaStore;
import cl.fizko.chat.domain.port.Retention;
import cl.fizko.chat.domain.port.StoreBusyException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;

/**
 * Measures, on a durable server, how long the batches of a clean-up hold their locks and what customers' messages notice of it, while
 * others are stored. Not a test: {@code main} with the number of messages and of deliveries (a million each by default) of which half
 * are older than 90 days, and of threads that store.
 */
final class CleanUpCheck {

    private static final String EXECUTED = """
            select format('%s batches, %s ms on average, deviation %s, %s ms at most', calls, round(mean_exec_time), round(stddev_exec_time),
                          round(max_exec_time))
              from pg_stat_statements
             where query like 'with old as%' and query like '%skip locked%'
             order by calls""";

    private final Fixture fixture;
    private final AtomicLong numbers = new AtomicLong();

    private CleanUpCheck(Fixture fixture) {
        this.fixture = fixture;
    }

    public static void main(String[] arguments) throws Exception {
        var rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        var threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        try (var server = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .start();
                var database = PostgresDatabase.open(new PostgresDatabase.Settings(
                        DatabaseUrl.parse(server.getJdbcUrl("postgres", "postgres")),
                        PostgresExtension.KEYS,
                        UUID.randomUUID()))) {
            var check = new CleanUpCheck(new Fixture(database));
            check.fill(JdbiSetup.on(server.getPostgresDatabase()), rows);
            check.fixture.sql("create extension pg_stat_statements");
            var alone = check.storing(threads, () -> pause(Duration.ofSeconds(20)));
            var watched = new Watched(database.retention());
            var began = System.nanoTime();
            var beside = check.storing(threads, () -> check.cleanUp(watched));
            System.out.printf(
                    Locale.ROOT,
                    "%d records in %.0f s, %d batches, %d ended early%nas we see them: %s%non the server:  %s%nstored alone:  %s%nstored beside: %s%n",
                    watched.looked.get(),
                    (System.nanoTime() - began) / 1e9,
                    watched.held.size(),
                    watched.refused.get(),
                    percentiles(watched.held),
                    check.fixture.texts(EXECUTED),
                    percentiles(alone),
                    percentiles(beside));
        }
    }

    /** Half of the messages have a decision. */
    private void fill(Jdbi patient, int rows) {
        patient.useHandle(handle -> {
            handle.execute("set statement_timeout = 0");
            handle.execute("""
                    create function pg_temp.id_at(at timestamptz, n int) returns uuid language sql as $$
                      select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3)
                              || '8' || substr(md5(n::text), 4, 15))::uuid $$""");
            handle.execute("""
                    insert into contacts (id, company_id, phone, name)
                    select gen_random_uuid(), (select id from companies), '+569' || (20000000 + n), 'Ana'
                      from generate_series(1, 50000) n""");
            handle.execute("""
                    insert into whatsapp_conversations (id, company_id, config_id, contact_id, last_sequence)
                    select gen_random_uuid(), company_id, (select id from whatsapp_configs), id, 1000 from contacts""");
            handle.execute("create temp table c as select row_number() over () as n, * from whatsapp_conversations");
            handle.execute("create unique index on c (n)");
            handle.execute("analyze c");
            handle.createUpdate("""
                    insert into whatsapp_messages
                           (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, status,
                            created_at, external_id)
                    select pg_temp.id_at(m.at, m.n), c.company_id, c.config_id, c.id, m.n,
                           case when m.n % 2 = 0 then 'incoming' else 'outgoing' end, 'text',
                           'hola, cuándo vence el F29 de este mes y cuánto es la multa ' || m.n,
                           case when m.n % 2 = 0 then null else 'read' end, m.at, 'old.' || m.n
                      from (select n, now() - (n::float8 / :rows) * interval '180 days' as at from generate_series(1, :rows) n) m
                      join c on c.n = 1 + (m.n::bigint * 7919) % 50000""").bind("rows", rows).execute();
            handle.execute("""
                    insert into auto_reply_decisions (message_id, company_id, agent_name, confidence, decision, decided_at)
                    select id, company_id, 'tax_reminder', 0.9, '{"candidates": []}', created_at
                      from whatsapp_messages where direction = 'incoming'""");
            handle.createUpdate("""
                    insert into webhook_events (id, provider, idempotency_key, event_name, status, raw_body, received_at, company_id)
                    select pg_temp.id_at(e.at, e.n), 'kapso', 'old.' || e.n, 'whatsapp.message.received', 'applied',
                           convert_to(repeat(md5(e.n::text), 40), 'UTF8'), e.at, (select id from companies)
                      from (select n, now() - (n::float8 / :rows) * interval '180 days' as at from generate_series(1, :rows) n) e""").bind("rows", rows).execute();
            handle.execute("vacuum analyze");
        });
    }

    private void cleanUp(Watched retention) {
        var noFiles = (MediaStore) Proxy.newProxyInstance(
                CleanUpCheck.class.getClassLoader(),
                new Class<?>[] {MediaStore.class},
                (proxy, method, values) -> false);
        new CleanUp(retention, new RemoveMediaFiles(fixture.database.mediaRemovals(), noFiles), Clock.systemUTC())
                .delete(RetentionPeriods.of(90, 365, 90, 0, 0), Progress.UNWATCHED);
    }

    /** How long each message took to be stored while something was done. */
    private Queue<Long> storing(int threads, Runnable meanwhile) throws InterruptedException {
        var took = new ConcurrentLinkedQueue<Long>();
        var going = new AtomicBoolean(true);
        var pool = Executors.newFixedThreadPool(threads);
        for (var i = 0; i < threads; i++) {
            pool.execute(() -> {
                while (going.get()) {
                    var began = System.nanoTime();
                    var customer = ThreadLocalRandom.current().nextInt(50_000);
                    fixture.receive("new." + numbers.incrementAndGet(), Fixture.phone(10_000_000 + customer));
                    took.add(System.nanoTime() - began);
                    pause(Duration.ofMillis(20));
                }
            });
        }
        meanwhile.run();
        going.set(false);
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES);
        return took;
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private static String percentiles(Queue<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(new double[] {0.5, 0.95, 0.99, 1})
                        .mapToObj(share -> String.format(
                                Locale.ROOT,
                                "p%.0f %.1f ms",
                                share * 100,
                                sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6))
                        .toList()
                + " of " + sorted.length;
    }

    /** The store, and how long its batches took. */
    private static final class Watched implements Retention {
        private final Retention retention;
        private final Queue<Long> held = new ConcurrentLinkedQueue<>();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicLong looked = new AtomicLong();

        Watched(Retention retention) {
            this.retention = retention;
        }

        @Override
        public boolean claimRun(Duration every) {
            return retention.claimRun(every);
        }

        @Override
        public long estimate(Slice slice) {
            return retention.estimate(slice);
        }

        @Override
        public Batch count(Slice slice, int most) {
            return retention.count(slice, most);
        }

        @Override
        public Batch delete(Slice slice, int most) {
            try {
                var batch = retention.delete(slice, most);
                held.add(batch.took().toNanos());
                looked.addAndGet(batch.looked());
                return batch;
            } catch (StoreBusyException e) {
                refused.incrementAndGet();
                throw e;
            }
        }
    }
}
