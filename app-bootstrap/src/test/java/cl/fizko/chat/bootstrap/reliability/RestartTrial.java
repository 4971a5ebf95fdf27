package cl.fizko.chat.bootstrap.reliability;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;

/** PostgreSQL is stopped and started while customers write: as an operator does it, or as if it had crashed. */
record RestartTrial() implements Trial {

    @Override
    public String name() {
        return "DATABASE_RESTARTED";
    }

    @Override
    public String sentence() {
        return "PostgreSQL is stopped and started, half of the times as by a crash";
    }

    @Override
    public Finding run(Stage stage, long seed) throws IOException, SQLException, InterruptedException {
        var random = new Random(seed * 7);
        try (var courier = stage.courier(seed, random)) {
            courier.start();
            stage.kapso().awaitRequests(1 + random.nextInt(6), Settling.PATIENCE);
            stage.cluster().restart(random.nextBoolean() ? "immediate" : "fast", Map.of());
            courier.repeatSome();
            return stage.settled(courier).with(1, courier.refused() > 0);
        }
    }
}
