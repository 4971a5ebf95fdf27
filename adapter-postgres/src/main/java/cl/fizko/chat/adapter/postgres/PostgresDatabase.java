package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.ApiKeyRepository;
import cl.fizko.chat.domain.port.BackfillMarks;
import cl.fizko.chat.domain.port.Backlog;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.port.ConfigDirectory;
import cl.fizko.chat.domain.port.ContactArchive;
import cl.fizko.chat.domain.port.ConversationDesk;
import cl.fizko.chat.domain.port.ConversationDirectory;
import cl.fizko.chat.domain.port.DecisionRepository;
import cl.fizko.chat.domain.port.Erasures;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.LateConversations;
import cl.fizko.chat.domain.port.LiveChanges;
import cl.fizko.chat.domain.port.LlmBudget;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaRemovals;
import cl.fizko.chat.domain.port.MessageDirectory;
import cl.fizko.chat.domain.port.MessageRepository;
import cl.fizko.chat.domain.port.MessageSearch;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.ProviderTemplateRepository;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.ResponseAnalytics;
import cl.fizko.chat.domain.port.Retention;
import cl.fizko.chat.domain.port.Submissions;
import cl.fizko.chat.domain.port.TurnRepository;
import cl.fizko.chat.domain.port.UnitOfWork;
import cl.fizko.chat.domain.port.UnknownSends;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * A PostgreSQL database (15 or newer) that holds everything: opens it, brings its schema up to date and hands out the ports.
 *
 * <p>Thread-safe. {@link #close()} stores what was submitted before, then lets the connections go.
 */
public final class PostgresDatabase implements AutoCloseable {

    /**
     * While one group of deliveries waits for a lock, the other writer goes on. Messages of one conversation in two groups are
     * kept apart by its row, and a provider that cares about their order delivers the second one after it was told that the
     * first one is stored.
     */
    private static final GroupCommitter.Limits INBOX = new GroupCommitter.Limits(2, 4096, 256);

    private final SessionPools pools;
    private final Jdbi jdbi;
    private final PostgresUnitOfWork unitOfWork;
    private final CompanyRepository companies;
    private final ApiKeyRepository apiKeys;
    private final PostgresWhatsAppConfigs configs;
    private final PostgresMessages messages;
    private final ConversationDirectory conversations;
    private final MessageSearch messageSearch;
    private final DecisionRepository decisions;
    private final LlmBudget llmBudget;
    private final ConversationDesk conversationDesk;
    private final PostgresLiveChanges liveChanges;
    private final WebhookEventRepository webhookEvents;
    private final ResponseAnalytics responseAnalytics;
    private final PostgresInbox inbox;
    private final TurnRepository turns;
    private final PostgresOutbox outbox;
    private final UnknownSends unknownSends;
    private final BackfillMarks backfillMarks;
    private final MediaJobs mediaJobs;
    private final ProviderTemplateRepository providerTemplates;
    private final MessageTemplateRepository messageTemplates;
    private final Submissions submissions;
    private final Reminders reminders;
    private final SecretColumns secrets;
    private final SecretRotation secretRotation;
    private final Backlog backlog;
    private final Retention retention;
    private final MediaRemovals mediaRemovals;
    private final Erasures erasures;
    private final ContactArchive contactArchive;
    private final LateConversations lateConversations;

    /** Empty where somebody else has migrated. */
    private final Optional<String> schemaVersion;

    private PostgresDatabase(SessionPools pools, Settings settings, Optional<String> schemaVersion) {
        this.schemaVersion = schemaVersion;
        this.pools = pools;
        this.jdbi = JdbiSetup.on(pools.any());
        var path = JdbiSetup.on(pools.path());
        this.unitOfWork = new PostgresUnitOfWork(jdbi);
        this.companies = new PostgresCompanies(jdbi);
        this.apiKeys = new PostgresApiKeys(jdbi);
        this.secrets = new SecretColumns(settings.keys());
        this.secretRotation = new SecretRotation(jdbi, secrets, settings.keys());
        this.configs = new PostgresWhatsAppConfigs(jdbi, secrets, unitOfWork);
        this.messages = new PostgresMessages(jdbi);
        this.conversations = new PostgresConversations(jdbi, new TimeOrderedIds(Clock.systemUTC()));
        this.messageSearch = new PostgresMessageSearch(jdbi);
        this.decisions = new PostgresDecisions(jdbi, messages);
        this.llmBudget = new PostgresLlmBudget(jdbi);
        this.conversationDesk = new PostgresConversationDesk(jdbi);
        this.liveChanges = new PostgresLiveChanges(jdbi, settings.node(), settings.url());
        Announcements.to(liveChanges, jdbi);
        Announcements.to(liveChanges, path);
        var seals = new Seals(secrets);
        ErasedPeople.by(seals, jdbi);
        ErasedPeople.by(seals, path);
        this.inbox = new PostgresInbox(path, new TimeOrderedIds(Clock.systemUTC()), INBOX);
        this.webhookEvents = new PostgresWebhookEvents(jdbi, inbox);
        this.responseAnalytics = new PostgresResponseAnalytics(jdbi);
        var given = new GivenClaims(settings.node(), Ticker.systemTicker());
        this.turns = new PostgresTurns(path, given);
        this.outbox = new PostgresOutbox(path, given, GroupCommitter.Limits.DEFAULT, Ticker.systemTicker());
        this.unknownSends = new PostgresUnknownSends(jdbi);
        this.backfillMarks = new PostgresBackfillMarks(jdbi);
        this.mediaJobs = new PostgresMediaJobs(jdbi);
        this.messageTemplates = new PostgresMessageTemplates(jdbi);
        this.submissions = new PostgresSubmissions(jdbi, secrets, new TimeOrderedIds(Clock.systemUTC()));
        this.reminders = new PostgresReminders(jdbi, new TimeOrderedIds(Clock.systemUTC()));
        this.providerTemplates = new PostgresProviderTemplates(jdbi);
        this.backlog = new PostgresBacklog(jdbi);
        this.retention = new PostgresRetention(jdbi);
        this.mediaRemovals = new PostgresMediaRemovals(jdbi);
        this.contactArchive = new PostgresContactArchive(jdbi);
        this.erasures = new PostgresErasures(jdbi, seals, secrets, new TimeOrderedIds(Clock.systemUTC()));
        this.lateConversations = new PostgresLateConversations(jdbi);
    }

    /**
     * How to open a database.
     *
     * @param node names this process among those that share the database; the same after a restart, so that it finds what it
     *     left behind
     * @param connections at most this many, and {@value SessionPools#FOR_THE_PATH} for the messages' own path; 10 is plenty, for
     *     writes share their commits
     */
    public record Settings(DatabaseUrl url, EncryptionKeys keys, UUID node, int connections) {
        public static final int DEFAULT_CONNECTIONS = 10;

        public Settings(DatabaseUrl url, EncryptionKeys keys, UUID node) {
            this(url, keys, node, DEFAULT_CONNECTIONS);
        }
    }

    /**
     * Connects, migrates the schema and starts the writers.
     *
     * @throws IllegalArgumentException naming {@code CHAT_ENCRYPTION_KEY} if it lacks a key that secrets are encrypted under
     * @throws RuntimeException if the database cannot be reached or migrated
     */
    public static PostgresDatabase open(Settings settings) {
        return attach(settings, Migrations.run(settings.url()));
    }

    /**
     * Connects to a database that a running app has migrated, and starts the writers. Several times faster than {@link #open}.
     *
     * @throws IllegalArgumentException naming {@code CHAT_ENCRYPTION_KEY} if it lacks a key that secrets are encrypted under
     * @throws RuntimeException if the database cannot be reached
     */
    public static PostgresDatabase attach(Settings settings) {
        return attach(settings, Optional.empty());
    }

    private static PostgresDatabase attach(Settings settings, Optional<String> schemaVersion) {
        var pools = SessionPools.open(settings);
        PostgresDatabase database;
        try {
            database = new PostgresDatabase(pools, settings, schemaVersion);
            database.secrets.known().check(database.jdbi);
        } catch (RuntimeException e) {
            pools.close();
            throw e;
        }
        database.inbox.start();
        database.outbox.start();
        database.liveChanges.start();
        return database;
    }

    public Inbox inbox() {
        return inbox;
    }

    public TurnRepository turns() {
        return turns;
    }

    public Outbox outbox() {
        return outbox;
    }

    public UnknownSends unknownSends() {
        return unknownSends;
    }

    public BackfillMarks backfillMarks() {
        return backfillMarks;
    }

    public MediaJobs mediaJobs() {
        return mediaJobs;
    }

    public ProviderTemplateRepository providerTemplates() {
        return providerTemplates;
    }

    public MessageTemplateRepository messageTemplates() {
        return messageTemplates;
    }

    public Submissions submissions() {
        return submissions;
    }

    public Reminders reminders() {
        return reminders;
    }

    /**
     * Jobs that run on one node at a time, whatever the number of nodes; not started yet.
     *
     * @param pollEvery how often this node looks whether one is due
     */
    public ClusterSchedule schedule(List<ClusterSchedule.Job> work, Duration pollEvery) {
        return new ClusterSchedule(jdbi, pools.any(), work, pollEvery);
    }

    public Retention retention() {
        return retention;
    }

    public MediaRemovals mediaRemovals() {
        return mediaRemovals;
    }

    public Erasures erasures() {
        return erasures;
    }

    public ContactArchive contactArchive() {
        return contactArchive;
    }

    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    public CompanyRepository companies() {
        return companies;
    }

    public ApiKeyRepository apiKeys() {
        return apiKeys;
    }

    public WhatsAppConfigRepository configs() {
        return configs;
    }

    public ConversationDirectory conversations() {
        return conversations;
    }

    public MessageSearch messageSearch() {
        return messageSearch;
    }

    public MessageDirectory messageDirectory() {
        return messages;
    }

    public ConfigDirectory configDirectory() {
        return configs;
    }

    public MessageRepository messages() {
        return messages;
    }

    public DecisionRepository decisions() {
        return decisions;
    }

    public LlmBudget llmBudget() {
        return llmBudget;
    }

    public ConversationDesk conversationDesk() {
        return conversationDesk;
    }

    public LiveChanges liveChanges() {
        return liveChanges;
    }

    public WebhookEventRepository webhookEvents() {
        return webhookEvents;
    }

    public ResponseAnalytics responseAnalytics() {
        return responseAnalytics;
    }

    public SecretRotation secretRotation() {
        return secretRotation;
    }

    public Backlog backlog() {
        return backlog;
    }

    public LateConversations lateConversations() {
        return lateConversations;
    }

    /** The connections to it as they are at this instant. */
    public Connections connections() {
        return pools.state();
    }

    /**
     * Connections to the database.
     *
     * @param active at work
     * @param idle open and at nobody's service
     * @param waiting threads that wait for one
     */
    public record Connections(int active, int idle, int waiting) {}

    /**
     * Whether the schema is still the one that it was brought to, or newer: it is not after an older backup was restored beneath.
     *
     * @throws RuntimeException if the database cannot be asked now
     */
    public boolean isMigrated() {
        return schemaVersion.isEmpty()
                || jdbi.withHandle(handle -> handle.createQuery(IS_APPLIED)
                        .bind("version", schemaVersion.get())
                        .mapTo(Boolean.class)
                        .one());
    }

    private static final String IS_APPLIED = """
            select exists (select 1 from flyway_schema_history where version = :version and success)""";

    Jdbi jdbi() {
        return jdbi;
    }

    /** Sessions for anything. */
    DataSource pool() {
        return pools.any();
    }

    /** Sessions for the path of a message. */
    DataSource path() {
        return pools.path();
    }

    @Override
    public void close() {
        try (pools) {
            inbox.close();
            outbox.close();
            liveChanges.close();
        }
    }
}
