package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A year of four companies, of which the first one has half of everything; stored directly, searchable by the database's trigger. */
final class ReadingData {

    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final long YEAR_SECONDS = 31_536_000L;
    private static final double[] SHARES = {0.5, 0.8, 0.95, 1.0};
    private static final int BATCH = 2_000;
    private static final List<String> NAMES = List.of(
            "María",
            "José",
            "Ana",
            "Luis",
            "Carolina",
            "Juan",
            "Francisca",
            "Pedro",
            "Camila",
            "Diego",
            "Ñusta",
            "Andrés");
    private static final List<String> SURNAMES = List.of(
            "González",
            "Muñoz",
            "Rojas",
            "Díaz",
            "Pérez",
            "Soto",
            "Contreras",
            "Silva",
            "Martínez",
            "Sepúlveda",
            "Morales",
            "Rodríguez",
            "López",
            "Fuentes",
            "Hernández",
            "Torres",
            "Araya",
            "Flores",
            "Espinoza",
            "Valenzuela");
    private static final List<String> AGENTS = List.of("tax_reminder", "dte", "honorarios", "support", "greeting");

    private static final String MESSAGES = """
            insert into whatsapp_messages
                (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, status,
                 failure_reason, agent_name, external_id, created_at)
            select * from unnest(:id, :company, :config, :conversation, :sequence, :direction, :type, :content, :status,
                                 :failure, :agent, :externalId, :at)""";

    private static final String CONVERSATIONS = """
            insert into whatsapp_conversations
                (id, company_id, config_id, contact_id, status, owner, last_sequence, message_count, last_active_at, tags)
            select id, company, config, contact, status, owner, messages, messages, at,
                   case when tag is null then '{}' else array[tag] end
              from unnest(:id, :company, :config, :contact, :status, :owner, :messages, :at, :tag)
                   n(id, company, config, contact, status, owner, messages, at, tag)""";

    final List<Talk> talks = new ArrayList<>();
    final List<WhatsAppConfigId> configs = new ArrayList<>();
    final List<CompanyId> companies = new ArrayList<>();
    final SpanishText text;
    private final List<ConversationId> busy = new ArrayList<>();
    private final PostgresDatabase database;
    private final Random random;
    private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());

    ReadingData(PostgresDatabase database, long seed) {
        this.database = database;
        this.random = new Random(seed);
        this.text = new SpanishText(new Random(seed));
    }

    /** What was stored before. */
    static ReadingData stored(PostgresDatabase database, long seed) {
        var data = new ReadingData(database, seed);
        database.jdbi().useHandle(handle -> {
            data.companies.addAll(handle.createQuery("select id from companies order by id")
                    .map((row, context) -> new CompanyId(row.getLong("id")))
                    .list());
            data.configs.addAll(handle.createQuery("select id from whatsapp_configs order by company_id")
                    .map((row, context) -> new WhatsAppConfigId(JdbiSetup.uuid(row, "id")))
                    .list());
            data.busy.addAll(handle.createQuery("""
                            select id from whatsapp_conversations
                             where company_id = :company order by message_count desc, id limit 200""")
                    .bind("company", data.companies.get(0).value())
                    .map((row, context) -> new ConversationId(JdbiSetup.uuid(row, "id")))
                    .list());
        });
        return data;
    }

    void fill(int messages, int conversations) {
        for (var n = 0; n < SHARES.length; n++) {
            var body = 70_000_000 + n;
            var rut = new Rut(body, Rut.checkDigitOf(body));
            var fixture = new Fixture(database, rut, "line-" + n);
            companies.add(fixture.config.companyId());
            configs.add(fixture.config.id());
        }
        IntStream.range(0, conversations).forEach(n -> talks.add(new Talk(ids.next(), ids.next(), owner(), n)));
        List<Row> rows = new ArrayList<>();
        for (var n = 0; n < messages; n++) {
            rows.add(row(BEGINNING.plusSeconds(YEAR_SECONDS * n / messages)));
            if (rows.size() == BATCH || n == messages - 1) {
                store(rows);
                rows.clear();
            }
        }
        for (var from = 0; from < talks.size(); from += BATCH) {
            open(talks.subList(from, Math.min(talks.size(), from + BATCH)));
        }
    }

    private int owner() {
        var at = random.nextDouble();
        return (int)
                IntStream.range(0, SHARES.length).filter(n -> SHARES[n] < at).count();
    }

    /** Some people write much more than others. */
    private Row row(Instant at) {
        var square = random.nextDouble();
        var talk = talks.get((int) (square * square * talks.size()));
        talk.messages++;
        talk.lastAt = at;
        var outgoing = random.nextBoolean();
        var failed = outgoing && random.nextInt(200) == 0;
        var media = random.nextInt(15) == 0;
        return new Row(
                talk,
                talk.messages,
                outgoing,
                media ? "image" : "text",
                media ? null : text.message(),
                outgoing ? failed ? "failed" : arrived() : null,
                failed ? "recipient" : null,
                outgoing ? AGENTS.get(random.nextInt(AGENTS.size())) : null,
                at);
    }

    private String arrived() {
        var at = random.nextInt(20);
        return at == 0 ? "sent" : at < 4 ? "delivered" : "read";
    }

    private void store(List<Row> rows) {
        database.jdbi()
                .useTransaction(handle -> MultiRow.of(handle.createUpdate(MESSAGES), rows)
                        .with("id", UUID.class, row -> ids.next())
                        .with("company", Long.class, row -> company(row.talk))
                        .with("config", UUID.class, row -> config(row.talk))
                        .with("conversation", UUID.class, row -> row.talk.id)
                        .with("sequence", Long.class, Row::sequence)
                        .with("direction", String.class, row -> row.outgoing ? "outgoing" : "incoming")
                        .with("type", String.class, Row::type)
                        .with("content", String.class, Row::content)
                        .with("status", String.class, Row::status)
                        .with("failure", String.class, Row::failure)
                        .with("agent", String.class, Row::agent)
                        .with("externalId", String.class, row -> "wamid." + row.talk.number + "." + row.sequence)
                        .with("at", Instant.class, Row::at)
                        .statement()
                        .execute());
    }

    private void open(List<Talk> talks) {
        database.jdbi().useTransaction(handle -> {
            MultiRow.of(
                            handle.createUpdate(
                                    "insert into contacts (id, company_id, phone, name) select * from unnest(:id, :company, :phone, :name)"),
                            talks)
                    .with("id", UUID.class, talk -> talk.contact)
                    .with("company", Long.class, this::company)
                    .with("phone", String.class, talk -> "+569" + (10_000_000 + talk.number * 89))
                    .with("name", String.class, talk -> name())
                    .statement()
                    .execute();
            MultiRow.of(handle.createUpdate(CONVERSATIONS), talks)
                    .with("id", UUID.class, talk -> talk.id)
                    .with("company", Long.class, this::company)
                    .with("config", UUID.class, this::config)
                    .with("contact", UUID.class, talk -> talk.contact)
                    .with("status", String.class, talk -> random.nextInt(10) == 0 ? "closed" : "active")
                    .with("owner", String.class, talk -> random.nextInt(30) == 0 ? "human" : "bot")
                    .with("messages", Integer.class, talk -> (int) talk.messages)
                    .with("at", Instant.class, talk -> talk.lastAt)
                    .with("tag", String.class, talk -> random.nextInt(20) == 0 ? "mora" : null)
                    .statement()
                    .execute();
        });
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size())) + " " + SURNAMES.get(random.nextInt(SURNAMES.size())) + " "
                + SURNAMES.get(random.nextInt(SURNAMES.size()));
    }

    private long company(Talk talk) {
        return companies.get(talk.company).value();
    }

    private UUID config(Talk talk) {
        return configs.get(talk.company).value();
    }

    /** Some conversation of the largest company, one that has much said in it. */
    ConversationId busy() {
        return busy.get(random.nextInt(busy.size()));
    }

    /** A conversation while it is made up. */
    static final class Talk {
        final UUID id;
        final UUID contact;
        final int company;
        final int number;
        long messages;
        Instant lastAt = BEGINNING;

        Talk(UUID id, UUID contact, int company, int number) {
            this.id = id;
            this.contact = contact;
            this.company = company;
            this.number = number;
        }
    }

    private record Row(
            Talk talk,
            long sequence,
            boolean outgoing,
            String type,
            @Nullable String content,
            @Nullable String status,
            @Nullable String failure,
            @Nullable String agent,
            Instant at) {}
}
