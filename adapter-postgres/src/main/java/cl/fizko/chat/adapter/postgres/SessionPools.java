package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.PostgresDatabase.Connections;
import cl.fizko.chat.adapter.postgres.PostgresDatabase.Settings;
import cl.fizko.chat.domain.config.Secret;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * Sessions of the database, in two pools that differ in one thing: whether a statement is planned each time. Every statement finds its
 * rows by a key in both, so scans are priced out. Where a scan is the only way, its price would make the server compile the
 * statement, so that is off too. Nobody holds a lock for longer than a commit, so whoever waits longer than two seconds waits for
 * something else and lets the others go first.
 */
final class SessionPools implements AutoCloseable {

    /** Two writers of deliveries and one of outcomes, two turns and two late ones, two claims. */
    static final int FOR_THE_PATH = 9;

    private static final int MOSTLY_BUSY = 4;

    /** What a session has whose statements wait as they do everywhere. */
    static final String PATIENCE = """
            set lock_timeout = '2s';
            set statement_timeout = '30s'""";

    private static final String SESSION = """
            set timezone = 'UTC';
            set enable_seqscan = off;
            set enable_hashjoin = off;
            set enable_mergejoin = off;
            set jit = off;
            set idle_in_transaction_session_timeout = '60s';
            """ + PATIENCE;

    private static final String PLANNED_EACH_TIME = "set plan_cache_mode = 'force_custom_plan';\n";

    /**
     * A plan may be made while its tables are empty, when reading all that an index has, once, seems cheaper than looking up each key. It
     * would be kept while they grow, so the ways to do that are taken away too.
     */
    private static final String PLANNED_ONCE = """
            set plan_cache_mode = 'force_generic_plan';
            set enable_bitmapscan = off;
            set enable_material = off;
            """;

    private final HikariDataSource any;
    private final HikariDataSource path;

    private SessionPools(HikariDataSource any, HikariDataSource path) {
        this.any = any;
        this.path = path;
    }

    static SessionPools open(Settings settings) {
        var any = new HikariDataSource(config("postgres", settings, PLANNED_EACH_TIME));
        return new SessionPools(any, new HikariDataSource(path(settings)));
    }

    private static HikariConfig path(Settings settings) {
        var config = config("postgres-path", settings, PLANNED_ONCE);
        config.setMaximumPoolSize(FOR_THE_PATH);
        config.setMinimumIdle(MOSTLY_BUSY);
        config.setInitializationFailTimeout(-1); // that the database is there is known from the other pool
        return config;
    }

    private static HikariConfig config(String name, Settings settings, String plans) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url().jdbcUrl());
        settings.url().user().ifPresent(config::setUsername);
        settings.url().password().map(Secret::reveal).ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(5_000);
        config.setKeepaliveTime(120_000);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // The server's details quote the rows they are about.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.setConnectionInitSql(plans + SESSION);
        return config;
    }

    /**
     * For anything. Each execution is planned anew: a plan for every case of a list with filters would be one for none, and one kept
     * from when a table was small would read all of it until the next analyze.
     */
    DataSource any() {
        return any;
    }

    /**
     * For the path of a message, from its delivery to the outcome of the reply. Nearly all of its statements look up rows by whole keys, and
     * the sweeps step along the partial index of what waits, so that there is one plan for each, whatever the values and however large the
     * tables: it is made once a session. Planning them each time takes longer than running them for one message. {@code YoungDatabaseTest}
     * holds that all of them are good plans, made when there was nothing yet.
     */
    DataSource path() {
        return path;
    }

    Connections state() {
        var one = any.getHikariPoolMXBean();
        var other = path.getHikariPoolMXBean();
        return new Connections(
                one.getActiveConnections() + other.getActiveConnections(),
                one.getIdleConnections() + other.getIdleConnections(),
                one.getThreadsAwaitingConnection() + other.getThreadsAwaitingConnection());
    }

    @Override
    public void close() {
        try (any) {
            path.close();
        }
    }
}
