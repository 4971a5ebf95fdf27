package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.http.HttpServer;
import cl.fizko.chat.adapter.http.live.LiveStreams;
import cl.fizko.chat.adapter.postgres.ClusterSchedule;
import cl.fizko.chat.adapter.postgres.DatabaseUrl;
import cl.fizko.chat.application.dispatch.DispatchWorker;
import cl.fizko.chat.application.live.LiveFeed;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.turn.TurnWorker;
import cl.fizko.chat.bootstrap.config.Keys;
import cl.fizko.chat.bootstrap.config.Settings;
import cl.fizko.chat.bootstrap.metrics.MeasuredPorts;
import cl.fizko.chat.bootstrap.metrics.Metrics;
import cl.fizko.chat.bootstrap.metrics.PortWatch;
import cl.fizko.chat.bootstrap.node.MappedSendJournal;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.google.inject.Module;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The app at work: one node. It starts from the inside out, the database first and the port last, and stops the other way round:
 * no new deliveries, then what is done beside the stages, the turns at work, the sends in flight, the database.
 */
public final class RunningApp implements AutoCloseable {

    private static final int SEND_SLOTS = MappedSendJournal.DEFAULT_SLOTS;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<String> announcement = new ArrayList<>();
    private final Installation installation;
    private final int port;

    private RunningApp(Map<String, String> environment, Pace pace, Clock clock) {
        try {
            var before = Installation.settings(environment);
            var metrics = opened(new Metrics());
            var measured = new MeasuredPorts(metrics, Clock.systemUTC());
            var journal = opened(MappedSendJournal.open(before.dataDir(), storeName(before)));
            installation = opened(Installation.open(
                    environment,
                    Purpose.SERVICE,
                    journal.nodeId(),
                    measured,
                    clock,
                    (settings, keys) -> modules(settings, keys, journal, pace, metrics, measured)));
            settleDeadSiblings(before);
            var dispatch = installation.get(DispatchWorker.class);
            dispatch.start();
            parts.push(dispatch);
            var turns = installation.get(TurnWorker.class);
            turns.start();
            parts.push(turns);
            var upkeep = installation.get(Upkeep.class);
            upkeep.start();
            parts.push(upkeep);
            opened(installation.get(ClusterSchedule.class)).start();
            var server = opened(installation.get(HttpServer.class));
            port = listen(server, installation.settings());
            var feed = opened(installation.get(LiveFeed.class));
            feed.start();
            opened(installation.get(LiveStreams.class)); // ends before the server, which waits for what is under way
            announce();
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /**
     * Starts a node.
     *
     * @throws IllegalArgumentException naming the variable whose value is wrong and what it may be
     */
    public static RunningApp start(Map<String, String> environment) {
        return start(environment, Pace.STANDARD);
    }

    /**
     * Starts a node whose periodic jobs go at another pace, e.g. for a test.
     *
     * @throws IllegalArgumentException naming the variable whose value is wrong and what it may be
     */
    public static RunningApp start(Map<String, String> environment, Pace pace) {
        return start(environment, pace, Clock.systemUTC());
    }

    /**
     * The same by another clock; what the database times, it times by its own.
     *
     * @throws IllegalArgumentException naming the variable whose value is wrong and what it may be
     */
    public static RunningApp start(Map<String, String> environment, Pace pace, Clock clock) {
        return new RunningApp(environment, pace, clock);
    }

    private static List<Module> modules(
            Settings settings, Keys keys, MappedSendJournal journal, Pace pace, Metrics metrics, PortWatch watch) {
        return List.of(
                new StagesModule(
                        keys.webhookSecrets(), journal, SEND_SLOTS, settings.bulkPerSecond(), settings.readReceipts()),
                new MediaModule(settings),
                new LlmModule(settings, watch),
                new UpkeepModule(pace),
                new ReminderModule(pace),
                new ApiModule(settings.readReceipts()),
                new PrivacyModule(settings),
                new HttpModule(settings.adminApiKey(), settings.edge()),
                new ObservationModule(settings, metrics));
    }

    /** A journal vouches for the claims in one database only. */
    private static String storeName(Settings settings) {
        return settings.databaseUrl()
                .map(url -> DatabaseUrl.parse(url.reveal()).fingerprint())
                .orElse("embedded");
    }

    /** Nodes that shared the folder and were killed left claims; their journals know which calls had begun. */
    private void settleDeadSiblings(Settings settings) {
        var abandoned = MappedSendJournal.abandoned(settings.dataDir(), storeName(settings));
        try {
            for (var dead : abandoned) {
                installation.get(Outbox.class).recover(dead.nodeId(), dead.leftBehind());
                dead.retire();
            }
        } finally {
            abandoned.forEach(MappedSendJournal::close);
        }
    }

    private static int listen(HttpServer server, Settings settings) {
        try {
            return server.start(settings.httpHost(), settings.httpPort());
        } catch (UncheckedIOException e) {
            throw new StartException(
                    "HTTP_HOST, HTTP_PORT: cannot listen on " + settings.httpHost() + ":" + settings.httpPort()
                            + ": is another app listening there?",
                    e);
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private void announce() {
        var settings = installation.settings();
        var address = "http://%s:%d".formatted(settings.httpHost(), port);
        announcement.add("Fizko Chat listens on " + address);
        numbersWithoutToken()
                .forEach(id -> announcement.add("WARNING: config " + id
                        + " has no token and its provider no default: what it sends ends in the sandbox"));
        if (installation.settings().isEmbedded()) {
            announcement.add("database: embedded PostgreSQL under " + settings.dataDir());
            if (installation.keys().webhookSecretIsGenerated()) {
                announcement.add("webhook secret (generated, kept under DATA_DIR): "
                        + installation.keys().webhookSecrets().get(0).reveal());
            }
            announcement.add("try, in another terminal: simulate \"hola, ¿cuándo vence el F29?\"");
        }
    }

    private List<WhatsAppConfigId> numbersWithoutToken() {
        var providers = installation.get(Providers.class);
        return installation.get(WhatsAppConfigRepository.class).all().stream()
                .filter(config -> providers.known().contains(config.provider()) && !providers.canSend(config))
                .map(WhatsAppConfig::id)
                .toList();
    }

    /** What to tell the operator who started it. In embedded mode it holds the generated webhook secret. */
    public List<String> announcement() {
        return List.copyOf(announcement);
    }

    /** What the environment said. */
    public Settings settings() {
        return installation.settings();
    }

    /** The port that the server listens on. */
    public int port() {
        return port;
    }

    /** Where the database is, with user and password if it needs them. */
    public String jdbcUrl() {
        return installation.jdbcUrl();
    }

    /** A part of the application. */
    public <T> T get(Class<T> type) {
        return installation.get(type);
    }

    /** Finishes what is at work, then lets go of everything. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                var wrapped = e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
                if (failure == null) {
                    failure = wrapped;
                } else {
                    failure.addSuppressed(wrapped);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void closeAfter(RuntimeException reason) {
        try {
            close();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
