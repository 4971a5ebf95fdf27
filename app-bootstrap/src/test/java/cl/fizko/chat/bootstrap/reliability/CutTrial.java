package cl.fizko.chat.bootstrap.reliability;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Random;

/**
 * All connections of the node to PostgreSQL are ended by the server, several times, while customers write. Leases of which it never heard
 * are ended by the harness.
 */
record CutTrial() implements Trial {

    private static final int CUTS = 4;

    private static final String CUT = """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()""";

    @Override
    public String name() {
        return "CONNECTIONS_CUT";
    }

    @Override
    public String sentence() {
        return "four times all connections to PostgreSQL are ended by the server";
    }

    @Override
    public Finding run(Stage stage, long seed) throws IOException, SQLException, InterruptedException {
        var random = new Random(seed * 11);
        try (var courier = stage.courier(seed, random)) {
            courier.start();
            var cut = 0L;
            for (var i = 0; i < CUTS; i++) {
                stage.kapso().awaitRequests(1 + i * 4 + random.nextInt(4), Settling.PATIENCE);
                cut += stage.database().number(CUT);
            }
            courier.repeatSome();
            stage.leasesRunOut();
            return stage.settled(courier).with(CUTS, cut > 0);
        }
    }
}
