package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures, on a durable server (fsync on), what the store alone can do: deliveries a second and the CPU of each, then whole
 * cycles of delivery, turn and outbox. Not a test: {@code main} with seconds per part, threads, and customers known beforehand.
 */
final class ThroughputCheck {

    private static final int BATCH = 256;

    private final Fixture fixture;
    private final int customers;
    private final AtomicLong numbers = new AtomicLong();

    private ThroughputCheck(Fixture fixture, int customers) {
        this.fixture = fixture;
        this.customers = customers;
    }

    public static void main(String[] arguments) throws Exception {
        var seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        var threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 32;
        var customers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 500_000;
        try (var server = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("max_wal_size", "2GB")
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .start();
                var database = PostgresDatabase.open(new PostgresDatabase.Settings(
                        DatabaseUrl.parse(server.getJdbcUrl("postgres", "postgres")),
                        PostgresExtension.KEYS,
                        UUID.randomUUID()))) {
            var check = new ThroughputCheck(new Fixture(database), customers);
            check.fill();
            check.inbox(threads, 3); // warms up
            check.inbox(threads, seconds);
            check.cycles(threads, 3);
            check.fixture.sql("select pg_stat_statements_reset()");
            check.cycles(threads, seconds);
            check.hotUpdates();
            check.statements();
        }
    }

    private void fill() {
        fixture.jdbi().useTransaction(handle -> {
            handle.execute("set local statement_timeout = 0");
            handle.execute("""
                    insert into contacts (id, company_id, phone, name)
                    select gen_random_uuid(), (select id from companies), '+569' || (10000000 + n), 'Ana'
                      from generate_series(0, ?) n""", customers - 1);
            handle.execute("""
                    insert into whatsapp_conversations (id, company_id, config_id, contact_id)
                    select gen_random_uuid(), company_id, (select id from whatsapp_configs), id from contacts""");
            handle.execute("create extension pg_stat_statements");
        });
    }

    private void inbox(int threads, int seconds) throws Exception {
        var done = new AtomicLong();
        var before = cpu();
        var began = System.nanoTime();
        run(threads, began + TimeUnit.SECONDS.toNanos(seconds), () -> {
            receive();
            done.incrementAndGet();
        });
        report("inbox", done.get(), began, before);
    }

    /** Delivery, turn with a reply, claim, outcome, and the three statuses that follow a message. */
    private void cycles(int threads, int seconds) throws Exception {
        BlockingQueue<ConversationId> awaiting = new LinkedBlockingQueue<>(5_000);
        BlockingQueue<ConversationId> queued = new LinkedBlockingQueue<>();
        BlockingQueue<ClaimedSend> claimed = new LinkedBlockingQueue<>(5_000);
        var done = new AtomicLong();
        var before = cpu();
        var began = System.nanoTime();
        var end = began + TimeUnit.SECONDS.toNanos(seconds);
        var pool = Executors.newCachedThreadPool();
        pool.execute(() -> run(threads, end, () -> awaiting.put(receive())));
        pool.execute(() -> run(1, end, () -> turns(awaiting, queued)));
        pool.execute(() -> run(1, end, () -> {
            for (var send : fixture.database.outbox().claim(some(queued), BATCH)) {
                claimed.put(send);
            }
        }));
        pool.execute(() -> run(2 * threads, end, () -> {
            var send = claimed.poll(50, TimeUnit.MILLISECONDS);
            if (send == null) {
                return;
            }
            var id = "out." + numbers.incrementAndGet();
            if (fixture.database.outbox().record(new Report.Sent(send, new ExternalId(id)))) {
                queued.add(send.conversation());
            }
            for (var status : List.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ)) {
                fixture.database.inbox().store(fixture.delivery(fixture.moving(id, status)));
            }
            done.incrementAndGet();
        }));
        pool.shutdown();
        pool.awaitTermination(seconds + 60L, TimeUnit.SECONDS);
        report("message with reply, outcome and 3 statuses", done.get(), began, before);
    }

    private ConversationId receive() {
        var customer = ThreadLocalRandom.current().nextInt(customers);
        var text = "Hola, quería saber cuándo vence el F29 de este mes y si ya está declarado, gracias";
        var message = fixture.message("wamid." + numbers.incrementAndGet(), Fixture.phone(customer), text);
        return Fixture.only(fixture.database
                .inbox()
                .store(fixture.delivery(fixture.adding(message)))
                .awaitingTurn());
    }

    private void turns(BlockingQueue<ConversationId> awaiting, BlockingQueue<ConversationId> queued)
            throws InterruptedException {
        var turns = fixture.database.turns();
        var finished = turns.claim(some(awaiting), Duration.ofMinutes(1)).stream()
                .map(turn -> Fixture.answer(turn, 1))
                .toList();
        for (var result : turns.finish(finished)) {
            queued.add(result.conversation());
            if (result.moreAwaiting()) {
                awaiting.put(result.conversation());
            }
        }
    }

    private static List<ConversationId> some(BlockingQueue<ConversationId> queue) throws InterruptedException {
        List<ConversationId> some = new ArrayList<>();
        var first = queue.poll(50, TimeUnit.MILLISECONDS);
        if (first != null) {
            some.add(first);
            queue.drainTo(some, BATCH - 1);
        }
        return some;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void run(int threads, long end, Work work) {
        var pool = Executors.newFixedThreadPool(threads);
        for (var i = 0; i < threads; i++) {
            pool.execute(() -> {
                try {
                    while (System.nanoTime() < end) {
                        work.run();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        pool.shutdown();
        try {
            pool.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hotUpdates() {
        fixture.sql("select pg_stat_force_next_flush()");
        System.out.println(fixture.texts("""
                select relname || ': ' || n_tup_upd || ' updates, ' || n_tup_hot_upd || ' within their page; '
                       || coalesce(seq_scan, 0) || ' scans, ' || coalesce(idx_scan, 0) || ' look-ups'
                  from pg_stat_user_tables where n_tup_ins > 0 order by relname"""));
    }

    /** The statements that took longest, with milliseconds in all, calls, and microseconds a row. */
    private void statements() {
        fixture.texts("""
                select concat_ws(' | ', round(total_exec_time), calls, round(mean_exec_time * 1000),
                                 round((total_exec_time * 1000 / greatest(rows, 1))::numeric, 1),
                                 substr(regexp_replace(query, '\\s+', ' ', 'g'), 1, 90))
                  from pg_stat_statements order by total_exec_time desc limit 25""").forEach(System.out::println);
    }

    private void report(String what, long done, long began, Cpu before) throws IOException {
        var seconds = (System.nanoTime() - began) / 1e9;
        var after = cpu();
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f/s; CPU each: JVM %.3f ms, PostgreSQL %.3f ms%n",
                what,
                done / seconds,
                (after.jvm - before.jvm) * 1e3 / done,
                (after.postgres - before.postgres) * 1e3 / done);
    }

    /** CPU seconds so far. */
    private record Cpu(double jvm, double postgres) {}

    private Cpu cpu() throws IOException {
        var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var directory = Path.of(fixture.text("show data_directory"));
        var postmaster =
                Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip();
        var ticks = 0L;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                ticks += ticksOf(process, postmaster);
            }
        }
        return new Cpu(bean.getProcessCpuTime() / 1e9, ticks / 100.0);
    }

    private static long ticksOf(Path process, String postmaster) {
        try {
            var stat = Files.readString(process.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[1].equals(postmaster) ? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }
}
