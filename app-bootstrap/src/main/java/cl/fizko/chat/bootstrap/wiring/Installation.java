package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.openai.OpenAiSettings;
import cl.fizko.chat.adapter.postgres.DatabaseUrl;
import cl.fizko.chat.adapter.postgres.EncryptionKeys;
import cl.fizko.chat.adapter.postgres.PostgresDatabase;
import cl.fizko.chat.application.setup.ProvisionDemo;
import cl.fizko.chat.bootstrap.config.Keys;
import cl.fizko.chat.bootstrap.config.Settings;
import cl.fizko.chat.bootstrap.embedded.EmbeddedDatabase;
import cl.fizko.chat.bootstrap.metrics.PortWatch;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every command needs: the settings, the providers and the database. Opening it starts the embedded database, or finds the
 * one that a running {@code serve} has started.
 */
public final class Installation implements AutoCloseable {

    private final Settings settings;
    private final Keys keys;
    private final String jdbcUrl;
    private final @Nullable EmbeddedDatabase embedded;
    private final PostgresDatabase database;
    private final Injector injector;

    private Installation(
            Settings settings,
            Keys keys,
            String jdbcUrl,
            @Nullable EmbeddedDatabase embedded,
            PostgresDatabase database,
            Injector injector) {
        this.settings = settings;
        this.keys = keys;
        this.jdbcUrl = jdbcUrl;
        this.embedded = embedded;
        this.database = database;
        this.injector = injector;
    }

    /**
     * Opens it for a command.
     *
     * @throws IllegalArgumentException naming the variable whose value is wrong and what it may be
     */
    public static Installation open(Map<String, String> environment) {
        return open(
                environment,
                Purpose.COMMAND,
                UUID.randomUUID(),
                PortWatch.NOBODY,
                Clock.systemUTC(),
                (settings, keys) -> List.of(
                        new AgentCommandsModule(),
                        new OperatorCommandsModule(keys.webhookSecrets()),
                        new ReminderCommandsModule(),
                        new PrivacyCommandsModule(settings)));
    }

    /**
     * The settings alone: opens nothing.
     *
     * @throws IllegalArgumentException naming the variable whose value is wrong and what it may be
     */
    public static Settings settings(Map<String, String> environment) {
        return Settings.from(environment, ProviderPlugins.onTheClassPath().settings());
    }

    /** Modules that need the settings. */
    interface MoreModules {
        List<Module> with(Settings settings, Keys keys);
    }

    /**
     * Opens it for a command that has just spoken to the running app, which has migrated the database: that saves half a second.
     *
     * @throws IllegalArgumentException naming the variable whose value is wrong and what it may be
     */
    public static Installation besideRunningApp(Map<String, String> environment) {
        return open(
                environment,
                Purpose.COMMAND_BESIDE_THE_APP,
                UUID.randomUUID(),
                PortWatch.NOBODY,
                Clock.systemUTC(),
                (settings, keys) -> List.of());
    }

    static Installation open(
            Map<String, String> environment,
            Purpose purpose,
            UUID node,
            PortWatch watch,
            Clock clock,
            MoreModules more) {
        var plugins = ProviderPlugins.onTheClassPath();
        var settings = Settings.from(environment, plugins.settings());
        var providers = plugins.open(environment, watch);
        var keys = keys(settings);
        OpenAiSettings.from(environment); // also where no model is asked, a mistake is told at once
        var embedded = settings.isEmbedded() ? purpose.embedded(settings.dataDir()) : null;
        PostgresDatabase database = null;
        try {
            var url = embedded == null ? settings.databaseUrl().orElseThrow().reveal() : embedded.jdbcUrl();
            var key = EncryptionKeys.parse(keys.encryptionKey().reveal());
            database = database(purpose, new PostgresDatabase.Settings(DatabaseUrl.parse(url), key, node));
            var modules = new ArrayList<Module>(
                    List.of(new StoreModule(database, watch), new UseCaseModule(providers, clock)));
            modules.addAll(more.with(settings, keys));
            var injector = StrictInjector.create(modules);
            if (embedded != null && purpose != Purpose.COMMAND_BESIDE_THE_APP) {
                injector.getInstance(ProvisionDemo.class).provision();
            }
            return new Installation(settings, keys, url, embedded, database, injector);
        } catch (RuntimeException e) {
            closeQuietly(database, e);
            closeQuietly(embedded, e);
            throw e;
        }
    }

    private static Keys keys(Settings settings) {
        try {
            return Keys.of(settings);
        } catch (IllegalStateException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static PostgresDatabase database(Purpose purpose, PostgresDatabase.Settings settings) {
        try {
            return purpose.store(settings);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StartException(
                    "DATABASE_URL: the database cannot be used: " + rootOf(e).getMessage(), e);
        }
    }

    private static Throwable rootOf(Throwable fault) {
        var root = fault;
        for (var cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    /** A part of the application. */
    public <T> T get(Class<T> type) {
        return injector.getInstance(type);
    }

    public Settings settings() {
        return settings;
    }

    public Keys keys() {
        return keys;
    }

    /** Where the database is, with user and password if it needs them. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    @Override
    public void close() {
        try {
            database.close();
        } finally {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable resource, RuntimeException reason) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception e) {
                reason.addSuppressed(e);
            }
        }
    }
}
