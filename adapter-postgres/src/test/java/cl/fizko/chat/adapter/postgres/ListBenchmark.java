package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ContactSearch;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.MessageFilter;
import cl.fizko.chat.domain.message.SearchFilter;
import cl.fizko.chat.domain.message.SearchQuery;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * Measures lists and search on so many messages (a million by default) of 100,000 conversations, three quarters of them one
 * company's. Not a test: {@code main} with the number of messages and of runs. The data come from a fixed seed.
 */
final class ListBenchmark {

    private static final CompanyId LARGE = new CompanyId(1);
    private static final int SIZE = 50;

    /** From common to rare: a word's share of all words falls with its place (Zipf). */
    private static final String VOCABULARY =
            "hola gracias f29 iva cuando vence pago factura mes boleta impuesto declaración"
                    + " plazo renta contador honorarios empresa sii multa fecha documento certificado sueldo cotizaciones"
                    + " crédito débito balance patente inicio actividades retención devolución operación nota guía despacho"
                    + " proveedor cliente banco transferencia cuenta contrato anexo finiquito vacaciones licencia reajuste"
                    + " interés condonación convenio tesorería formulario propuesta rectificar observada giro domicilio socio"
                    + " capital aporte retiro utilidad pérdida activo depreciación leasing arriendo importación aduana"
                    + " exportación zona franca timbre folio anulación reclamo acuse cesión factoring cobranza embargo";

    private final PostgresDatabase database;
    private final int runs;

    private ListBenchmark(PostgresDatabase database, int runs) {
        this.database = database;
        this.runs = runs;
    }

    public static void main(String[] arguments) throws Exception {
        var messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        var runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        try (var server = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .start();
                var database = PostgresDatabase.open(new PostgresDatabase.Settings(
                        DatabaseUrl.parse(server.getJdbcUrl("postgres", "postgres")),
                        PostgresExtension.KEYS,
                        UUID.randomUUID()))) {
            var benchmark = new ListBenchmark(database, runs);
            fill(JdbiSetup.on(server.getPostgresDatabase()), messages);
            benchmark.measure();
        }
    }

    private static void fill(Jdbi patient, int messages) {
        var began = System.nanoTime();
        patient.useTransaction(handle -> {
            handle.execute("set local statement_timeout = 0");
            handle.execute("select setseed(0.42)");
            handle.execute("""
                    insert into companies (name, rut)
                    select 'Empresa ' || n, (20000000 + n) || '-K' from generate_series(1, 4) n""");
            handle.execute("""
                    insert into whatsapp_configs (id, company_id, provider, phone_number_id, phone_number)
                    select gen_random_uuid(), n, 'sandbox', 'line-' || n, '+5695550000' || n from generate_series(1, 4) n""");
            handle.execute("""
                    insert into contacts (id, company_id, phone, name)
                    select gen_random_uuid(), case when n % 4 = 0 then 2 + n % 3 else 1 end, '+569' || (10000000 + n),
                           (array['Ana','Pedro','María','Juan','Rosa','Luis','Elena','Hugo'])[1 + n % 8] || ' '
                             || (array['Pérez','Soto','Núñez','Rojas','Díaz','Muñoz','Lagos'])[1 + n % 7]
                      from generate_series(1, 100000) n""");
            handle.execute("""
                    insert into whatsapp_conversations
                           (id, company_id, config_id, contact_id, owner, last_sequence, message_count, last_active_at, tags)
                    select gen_random_uuid(), p.company_id, f.id, p.id,
                           case when random() < 0.02 then 'human' else 'bot' end, 100, 10,
                           now() - random() * interval '400 days', case when random() < 0.05 then array['vip'] else '{}' end
                      from contacts p join whatsapp_configs f on f.company_id = p.company_id""");
            handle.execute(
                    "create temp table c on commit drop as select row_number() over () as n, id, company_id, config_id"
                            + " from whatsapp_conversations");
            handle.execute("create unique index on c (n)");
            handle.execute("analyze c");
            handle.createUpdate("""
                    insert into whatsapp_messages
                           (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, status,
                            created_at, external_id)
                    select gen_random_uuid(), c.company_id, c.config_id, c.id, m.n, case when m.n % 2 = 0 then 'incoming' else 'outgoing' end,
                           'text', (select string_agg(w.words[p.place], ' ')
                                      from (select 1 + floor(power(random(), 2.5) * array_length(w.words, 1))::int as place
                                              from generate_series(1, 4 + m.n % 9)) p)
                           || ' ' || m.n,
                           case when m.n % 2 = 0 then null else 'read' end,
                           now() - (m.n::float8 / :messages) * interval '400 days', 'x' || m.n
                      from generate_series(1, :messages) m(n)
                      join c on c.n = 1 + (m.n::bigint * 7919) % 100000
                      cross join (select string_to_array(:vocabulary, ' ') as words) w""")
                    .bind("messages", messages)
                    .bind("vocabulary", VOCABULARY)
                    .execute();
        });
        patient.useHandle(handle -> {
            handle.execute("set statement_timeout = 0");
            handle.execute("vacuum analyze");
        });
        System.out.printf(
                Locale.ROOT,
                "%d messages in %d s%n%n",
                messages,
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    private void measure() {
        System.out.printf("%-44s %8s %8s %8s%n", "", "p50 ms", "p95 ms", "count");
        for (var query : new String[] {
            "hola",
            "declaracion",
            "embargo",
            "iva vence",
            "\"cuando vence\"",
            "declaraci",
            "fac",
            "cesión folio",
            "xyz",
            "654321"
        }) {
            run("search " + query, page -> search(query, SearchFilter.none(), page));
        }
        run(
                "search hola, 20th page",
                page -> search("hola", SearchFilter.none(), new PageRequest(20, SIZE, Optional.empty())));
        run(
                "search embargo, 20th page",
                page -> search("embargo", SearchFilter.none(), new PageRequest(20, SIZE, Optional.empty())));
        var since = Optional.of(Instant.now().minus(300, ChronoUnit.DAYS));
        var until = Optional.of(Instant.now().minus(270, ChronoUnit.DAYS));
        run(
                "search factura, incoming, a month",
                page -> search(
                        "factura",
                        new SearchFilter(Optional.empty(), Optional.of(Direction.INCOMING), since, until),
                        page));
        var one = database.conversations()
                .page(LARGE, ConversationFilter.none(), PageRequest.first(1))
                .rows()
                .get(0)
                .id();
        run(
                "search iva in a conversation",
                page -> search(
                        "iva",
                        new SearchFilter(Optional.of(one), Optional.empty(), Optional.empty(), Optional.empty()),
                        page));
        lists(one);
    }

    private void lists(ConversationId one) {
        run("conversations", page -> database.conversations().page(LARGE, ConversationFilter.none(), page));
        run(
                "conversations of people",
                page -> conversations(Optional.of(ConversationOwner.HUMAN), Optional.empty(), page));
        run(
                "conversations with a tag",
                page -> database.conversations()
                        .page(
                                LARGE,
                                new ConversationFilter(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("vip"),
                                        Optional.empty()),
                                page));
        run("conversations, a name", page -> conversations(Optional.empty(), ContactSearch.parse("nunez"), page));
        run("conversations, a number", page -> conversations(Optional.empty(), ContactSearch.parse("7654"), page));
        run(
                "conversations, 200th page",
                page -> database.conversations()
                        .page(LARGE, ConversationFilter.none(), new PageRequest(200, SIZE, Optional.empty())));
        run(
                "messages of a conversation",
                page -> database.messageDirectory()
                        .page(Scope.of(LARGE), one, page)
                        .orElseThrow());
        run("messages", page -> database.messageDirectory().page(LARGE, MessageFilter.none(), page));
        run(
                "messages, incoming",
                page -> database.messageDirectory()
                        .page(
                                LARGE,
                                new MessageFilter(
                                        Optional.empty(),
                                        Optional.of(Direction.INCOMING),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                page));
        run(
                "messages, 200th page",
                page -> database.messageDirectory()
                        .page(LARGE, MessageFilter.none(), new PageRequest(200, SIZE, Optional.empty())));
    }

    private Page<?> search(String query, SearchFilter filter, PageRequest page) {
        return database.messageSearch().find(LARGE, SearchQuery.parse(query), filter, page);
    }

    private Page<?> conversations(
            Optional<ConversationOwner> owner, Optional<ContactSearch> contact, PageRequest page) {
        return database.conversations()
                .page(
                        LARGE,
                        new ConversationFilter(
                                Optional.empty(), owner, Optional.empty(), Optional.empty(), Optional.empty(), contact),
                        page);
    }

    private void run(String name, Function<PageRequest, Page<?>> reading) {
        var page = PageRequest.first(SIZE);
        var count = reading.apply(page).count(); // warms up
        var rows = 0;
        var millis = new double[runs];
        for (int i = 0; i < runs; i++) {
            var began = System.nanoTime();
            rows += reading.apply(page).rows().size();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-44s %8.1f %8.1f %8s%n",
                name + (rows == 0 ? " (none)" : ""),
                millis[runs / 2],
                millis[runs * 95 / 100],
                (count.exact() ? "" : "~") + count.rows());
    }
}
