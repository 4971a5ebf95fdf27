package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ContactSearch;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.ConversationStatus;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageFilter;
import cl.fizko.chat.domain.message.SearchFilter;
import cl.fizko.chat.domain.message.SearchQuery;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures what reading costs with a million messages: search, lists, pages. Not a test: {@code main} with the number of messages, of
 * conversations, of tries each, a seed, and perhaps the address of a database that was filled before.
 */
final class ReadMeasurement {

    private static final int SIZE = 20;
    private static final EncryptionKeys KEYS =
            EncryptionKeys.parse(Base64.getEncoder().encodeToString(new byte[32]));

    private static final String SIZES = """
            select pg_size_pretty(pg_database_size(current_database())) || ' on disk, of which what search looks at '
                   || pg_size_pretty(pg_total_relation_size('message_search'))""";

    private final PostgresDatabase database;
    private final ReadingData data;
    private final CompanyId company;
    private final Random random;
    private final int tries;

    private ReadMeasurement(PostgresDatabase database, ReadingData data, int tries, long seed) {
        this.database = database;
        this.data = data;
        this.company = data.companies.get(0);
        this.random = new Random(seed);
        this.tries = tries;
    }

    public static void main(String[] arguments) throws Exception {
        var messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        var conversations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        var tries = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        var seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 29;
        if (arguments.length > 4) {
            try (var database = PostgresDatabase.attach(settings(arguments[4]))) {
                measure(database, tries, seed);
            }
            return;
        }
        try (var server = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("random_page_cost", "1.1")
                        .start();
                var database = PostgresDatabase.open(settings(server.getJdbcUrl("postgres", "postgres")))) {
            var began = System.nanoTime();
            new ReadingData(database, seed).fill(messages, conversations);
            print("%,d messages in %,d conversations stored in %d s", messages, conversations, seconds(began));
            database.jdbi().useHandle(handle -> {
                handle.execute("set statement_timeout = 0");
                handle.execute("vacuum analyze");
            });
            measure(database, tries, seed);
        }
    }

    private static PostgresDatabase.Settings settings(String url) {
        return new PostgresDatabase.Settings(DatabaseUrl.parse(url), KEYS, UUID.randomUUID());
    }

    private static void measure(PostgresDatabase database, int tries, long seed) {
        String sizes = database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(SIZES).mapTo(String.class).one());
        print("%s", sizes);
        var check = new ReadMeasurement(database, ReadingData.stored(database, seed), tries, seed);
        check.search();
        check.conversations();
        check.messages();
    }

    private void search() {
        Supplier<String> common = () -> data.text.word(20 + random.nextInt(30));
        Supplier<String> middling = () -> data.text.word(100 + random.nextInt(400));
        Supplier<String> rare = () -> data.text.word(3_000 + random.nextInt(20_000));
        searching("common word", () -> common.get() + " ", SearchFilter.none());
        searching("middling word", () -> middling.get() + " ", SearchFilter.none());
        searching("rare word", () -> rare.get() + " ", SearchFilter.none());
        searching("two common words", () -> common.get() + " " + common.get() + " ", SearchFilter.none());
        searching("common and rare word", () -> common.get() + " " + rare.get() + " ", SearchFilter.none());
        searching("any two words", () -> data.text.word() + " " + data.text.word() + " ", SearchFilter.none());
        searching("phrase", () -> '"' + data.text.phrase() + '"', SearchFilter.none());
        searching(
                "rare phrase of common words",
                () -> '"' + common.get() + " " + common.get() + '"',
                SearchFilter.none());
        searching("beginning of 3 letters", () -> beginning(middling.get(), 3), SearchFilter.none());
        searching("beginning of 5 letters", () -> beginning(middling.get(), 5), SearchFilter.none());
        searching(
                "in a conversation",
                () -> common.get() + " ",
                conversation -> filter(Optional.of(data.busy()), Optional.empty()));
        searching("in a week", () -> common.get() + " ", any -> filter(Optional.empty(), Optional.of(week())));
        searching("rare, in a week", () -> rare.get() + " ", any -> filter(Optional.empty(), Optional.of(week())));
        searching(
                "incoming",
                () -> common.get() + " ",
                new SearchFilter(
                        Optional.empty(), Optional.of(Direction.INCOMING), Optional.empty(), Optional.empty()));
    }

    private void searching(String name, Supplier<String> words, SearchFilter filter) {
        searching(name, words, any -> filter);
    }

    private void searching(String name, Supplier<String> words, Function<String, SearchFilter> filter) {
        measure("search: " + name, () -> {
            var query = words.get();
            var chosen = filter.apply(query);
            return page -> database.messageSearch().find(company, SearchQuery.parse(query), chosen, page);
        });
    }

    private void conversations() {
        listing("all", () -> filter(null, null, null, null, null, null));
        listing("active", () -> filter(ConversationStatus.ACTIVE, null, null, null, null, null));
        listing("closed", () -> filter(ConversationStatus.CLOSED, null, null, null, null, null));
        listing("human", () -> filter(null, ConversationOwner.HUMAN, null, null, null, null));
        listing("of a number", () -> filter(null, null, data.configs.get(0), null, null, null));
        listing("of another company's number", () -> filter(null, null, data.configs.get(1), null, null, null));
        listing("tag", () -> filter(null, null, null, null, "mora", null));
        listing("unknown tag", () -> filter(null, null, null, null, "nada", null));
        listing(
                "phone",
                () -> filter(
                        null,
                        null,
                        null,
                        new PhoneNumber("+569" + (10_000_000 + random.nextInt(99_999) * 89)),
                        null,
                        null));
        listing("search by name", () -> filter(null, null, null, null, null, "maria soto"));
        listing("search by full name", () -> filter(null, null, null, null, null, "camila araya espinoza"));
        listing(
                "search by last 4 digits",
                () -> filter(null, null, null, null, null, "%04d".formatted(random.nextInt(10_000))));
        listing("search by what all have", () -> filter(null, null, null, null, null, "569"));
        listing("search by what nobody has", () -> filter(null, null, null, null, null, "xyzzy"));
    }

    private void listing(String name, Supplier<ConversationFilter> filter) {
        measure("conversations: " + name, () -> {
            var chosen = filter.get();
            return page -> database.conversations().page(company, chosen, page);
        });
    }

    private void messages() {
        measure("messages: of a conversation", () -> {
            var conversation = data.busy();
            return page -> database.messageDirectory()
                    .page(Scope.of(company), conversation, page)
                    .orElseThrow();
        });
        messaging("all", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        messaging(
                "incoming",
                Optional.of(Direction.INCOMING),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        messaging(
                "read",
                Optional.empty(),
                Optional.of(DeliveryStatus.READ),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        messaging(
                "failed",
                Optional.empty(),
                Optional.of(DeliveryStatus.FAILED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        messaging(
                "queued",
                Optional.empty(),
                Optional.of(DeliveryStatus.QUEUED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        messaging(
                "delivered",
                Optional.empty(),
                Optional.of(DeliveryStatus.DELIVERED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        messaging(
                "images", Optional.empty(), Optional.empty(), Optional.of("image"), Optional.empty(), Optional.empty());
        messaging(
                "places",
                Optional.empty(),
                Optional.empty(),
                Optional.of("location"),
                Optional.empty(),
                Optional.empty());
        messaging(
                "of an agent",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(AgentName.DTE),
                Optional.empty());
        messaging(
                "of no agent",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(AgentName.SALES),
                Optional.empty());
        messaging(
                "external id",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ExternalId("wamid.77.1")));
        measure("messages: in a week", () -> {
            var since = week();
            var filter = new MessageFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(since),
                    Optional.of(since.plus(Duration.ofDays(7))));
            return page -> database.messageDirectory().page(company, filter, page);
        });
    }

    private void messaging(
            String name,
            Optional<Direction> direction,
            Optional<DeliveryStatus> status,
            Optional<String> type,
            Optional<AgentName> agent,
            Optional<ExternalId> externalId) {
        var filter = new MessageFilter(
                Optional.empty(), direction, status, type, agent, externalId, Optional.empty(), Optional.empty());
        measure("messages: " + name, () -> page -> database.messageDirectory().page(company, filter, page));
    }

    /** First pages, then the twentieth by following and by number. */
    private void measure(String name, Supplier<Function<PageRequest, Page<?>>> list) {
        var first = new double[tries];
        var twentieth = new double[tries];
        var numbered = new double[tries];
        var rows = 0L;
        for (var i = -tries / 10; i < tries; i++) {
            var read = list.get();
            var began = System.nanoTime();
            var page = read.apply(PageRequest.first(SIZE));
            var took = millis(began);
            rows += page.count().rows();
            var deep = i % 10 == 0 ? following(read, page) : 0;
            began = System.nanoTime();
            rows += read.apply(new PageRequest(20, SIZE, Optional.empty()))
                    .rows()
                    .size();
            var skipped = millis(began);
            if (i >= 0) {
                first[i] = took;
                twentieth[i] = deep;
                numbered[i] = skipped;
            }
        }
        var deeper = Arrays.stream(twentieth).filter(took -> took > 0).toArray();
        print(
                "%-45s p50 %6.1f  p95 %6.1f  max %6.1f ms;  20th page: p95 %6.1f, by number %6.1f;  about %,d rows",
                name,
                at(first, 50),
                at(first, 95),
                at(first, 100),
                at(deeper, 95),
                at(numbered, 95),
                rows / (tries + tries / 10));
    }

    /** How long the twentieth page took, or the last one before. */
    private static double following(Function<PageRequest, Page<?>> list, Page<?> first) {
        var page = first;
        var took = 0.0;
        for (var number = 2; number <= 20 && page.older().isPresent(); number++) {
            var began = System.nanoTime();
            page = list.apply(new PageRequest(number, SIZE, page.older()));
            took = millis(began);
        }
        return took;
    }

    private static double at(double[] values, int percent) {
        if (values.length == 0) {
            return 0;
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static String beginning(String word, int letters) {
        return word.substring(0, Math.min(letters, word.length()));
    }

    private Instant week() {
        return ReadingData.BEGINNING.plus(Duration.ofDays(random.nextInt(350)));
    }

    private static SearchFilter filter(Optional<ConversationId> conversation, Optional<Instant> week) {
        return new SearchFilter(
                conversation, Optional.empty(), week, week.map(since -> since.plus(Duration.ofDays(7))));
    }

    private static ConversationFilter filter(
            @Nullable ConversationStatus status,
            @Nullable ConversationOwner owner,
            @Nullable WhatsAppConfigId config,
            @Nullable PhoneNumber phone,
            @Nullable String tag,
            @Nullable String search) {
        return new ConversationFilter(
                Optional.ofNullable(status),
                Optional.ofNullable(owner),
                Optional.ofNullable(config),
                Optional.ofNullable(phone),
                Optional.ofNullable(tag),
                Optional.ofNullable(search).flatMap(ContactSearch::parse));
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static long seconds(long began) {
        return (System.nanoTime() - began) / 1_000_000_000;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
