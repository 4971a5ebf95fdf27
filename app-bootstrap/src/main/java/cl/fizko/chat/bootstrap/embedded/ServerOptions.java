package cl.fizko.chat.bootstrap.embedded;

import java.util.List;

/** How the embedded server runs: durable, for one small machine, and heard by nobody outside it. */
final class ServerOptions {

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "timezone=UTC",
            "max_connections=100",
            // What was committed is there after a power cut.
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // 256 MB of cache; few and gentle checkpoints, at the price of up to 2 GB of log.
            "shared_buffers=256MB",
            "wal_compression=on",
            "checkpoint_timeout=15min",
            "max_wal_size=2GB",
            "min_wal_size=128MB",
            "random_page_cost=1.1",
            // Starts, stops and disasters only: a failed statement is the client's to report, and quotes personal data.
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_checkpoints=off",
            "log_timezone=UTC");

    private ServerOptions() {}

    /** As {@code pg_ctl -o} takes them: none of them needs quoting. */
    static String listeningOn(int port) {
        return "-p " + port + " -c " + String.join(" -c ", SETTINGS);
    }
}
