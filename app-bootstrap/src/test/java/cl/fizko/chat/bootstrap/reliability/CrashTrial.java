package cl.fizko.chat.bootstrap.reliability;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Random;

/**
 * Customers write, the node is killed at its place, every fourth time another one after it wherever it may be, and the next is left
 * in peace until everything is settled; then the audit.
 */
record CrashTrial(KillPlace place) implements Trial {

    @Override
    public String name() {
        return place.name();
    }

    @Override
    public String sentence() {
        return place.sentence();
    }

    @Override
    public String stageName() {
        return "kills";
    }

    @Override
    public Finding run(Stage stage, long seed) throws IOException, SQLException, InterruptedException {
        var random = new Random(seed * 1_000_003 + place.name().hashCode());
        try (var courier = stage.courier(seed, random)) {
            var kills = 1;
            var before = place.before(random);
            var fuse = place.fuse(random);
            if (before.isPresent()) {
                stage.node().arm(before.get());
            } else if (fuse.isPresent()) {
                stage.node().arm(fuse.get());
            } else {
                killAtProvider(stage, random);
            }
            courier.start();
            var reached = stage.awaitDeath(courier);
            if (before.isPresent()) {
                stage.startAgain(courier, fuse);
                reached = stage.awaitDeath(courier);
                kills++;
            }
            if (random.nextInt(4) == 0) {
                stage.startAgain(courier, Optional.of(KillPlace.anywhere(random)));
                stage.awaitDeath(courier);
                kills++;
            }
            courier.repeatSome();
            stage.startAgain(courier, Optional.empty());
            return stage.settled(courier).with(kills, reached);
        }
    }

    /** The provider kills the node that has just asked it, with the request in its hands; half of them it never takes. */
    private static void killAtProvider(Stage stage, Random random) {
        var number = 1 + random.nextInt(KapsoCourier.CUSTOMERS * KapsoCourier.LETTERS_EACH / 2);
        var takes = random.nextBoolean();
        var node = stage.node();
        stage.kapso().door(request -> {
            if (request == number) {
                node.kill();
            }
            return request != number || takes;
        });
    }
}
