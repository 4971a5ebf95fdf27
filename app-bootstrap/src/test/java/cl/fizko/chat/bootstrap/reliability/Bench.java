package cl.fizko.chat.bootstrap.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What all trials share: the cluster, a prepared database to copy, and the program. */
final class Bench implements AutoCloseable {

    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final Path folder;
    private final Cluster cluster;
    private final Cluster.Database prepared;
    private final NodeProcess.Program program;
    private final AtomicInteger counter = new AtomicInteger();

    /** Where trials change the environment of nodes, what they add. */
    private final Map<String, String> more;

    Bench(Path folder) throws IOException, SQLException, InterruptedException {
        this(folder, Map.of());
    }

    /**
     * A bench of its own.
     *
     * @param more variables for every node
     */
    Bench(Path folder, Map<String, String> more) throws IOException, SQLException, InterruptedException {
        this.folder = folder;
        this.more = Map.copyOf(more);
        this.cluster = Cluster.under(folder.resolve("cluster"));
        // Nodes end with us, for their standard input does; a server would not.
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "cluster"));
        this.prepared = cluster.create("prepared");
        var plain = NodeProcess.Program.under(folder);
        var archive = folder.resolve("classes.jsa");
        var environment =
                environment(prepared, Files.createDirectory(folder.resolve("prepared")), "http://127.0.0.1:9");
        NodeProcess.prepare(plain.archivingTo(archive), environment, folder.resolve("prepare.log"));
        this.program = plain.using(archive);
    }

    NodeProcess.Program program() {
        return program;
    }

    Cluster cluster() {
        return cluster;
    }

    /** A database with a company and its number, and nothing else. */
    Cluster.Database newDatabase() throws SQLException {
        return cluster.copy("trial" + counter.incrementAndGet(), prepared);
    }

    /** A new folder for the nodes of a trial. */
    Path newFolder() throws IOException {
        return Files.createTempDirectory(folder, "trial");
    }

    Map<String, String> environment(Cluster.Database database, Path dataDir, String kapso) {
        var environment = new HashMap<>(more);
        environment.put("DATABASE_URL", database.url());
        environment.put("DATA_DIR", dataDir.toString());
        environment.put("HTTP_PORT", "0");
        environment.put("KAPSO_API_BASE_URL", kapso);
        environment.put("KAPSO_API_TOKEN", "clave-de-api-de-prueba");
        environment.put("KAPSO_LINE_RATE_PER_SECOND", "0");
        environment.put("KAPSO_PAIR_RATE_LIMIT", "false");
        environment.put("WHATSAPP_WEBHOOK_SECRET", cl.fizko.chat.bootstrap.endtoend.KapsoWebhooks.SECRET);
        environment.put("CHAT_ENCRYPTION_KEY", KEY);
        return environment;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
