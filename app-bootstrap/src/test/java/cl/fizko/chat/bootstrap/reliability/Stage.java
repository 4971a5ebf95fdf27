package cl.fizko.chat.bootstrap.reliability;

import cl.fizko.chat.bootstrap.reliability.NodeProcess.Fuse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where trials take place one after the other: a database, a provider that outlives every node, and one node at a time, which
 * starts in the folder of the one before it.
 */
class Stage implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 50;

    /**
     * Nobody at work holds a lease when this is asked for, so it is what thirty seconds of waiting would bring. Locks in the
     * app's order: the server may not have noticed yet that a node is dead.
     */
    private static final String LEASES_RUN_OUT = """
            with leased as (
                select id from whatsapp_conversations where leased_until > clock_timestamp() order by id for update)
            update whatsapp_conversations c set leased_until = clock_timestamp() from leased where c.id = leased.id""";

    private final Bench bench;
    private final Cluster.Database database;
    private final KapsoStandIn kapso;
    private final Path folder;
    private NodeProcess node;
    private int couriers;

    /** With a node that runs. */
    Stage(Bench bench) throws IOException, SQLException {
        this.bench = bench;
        this.database = bench.newDatabase();
        this.kapso = new KapsoStandIn();
        this.folder = bench.newFolder();
        this.node = start(folder, Optional.empty());
    }

    Cluster.Database database() {
        return database;
    }

    KapsoStandIn kapso() {
        return kapso;
    }

    Cluster cluster() {
        return bench.cluster();
    }

    /** The node that runs, or ran last. */
    NodeProcess node() {
        return node;
    }

    /** Customers that nobody else has, on a Kapso of some temper; nothing is delivered yet. */
    KapsoCourier courier(long seed, Random random) {
        kapso.behave(random.nextInt(20), random.nextBoolean());
        var courier = new KapsoCourier(kapso, ++couriers, seed, random.nextBoolean());
        courier.follow(node.port());
        return courier;
    }

    /** A node in another folder, which knows nothing of this one's. */
    NodeProcess startBeside() throws IOException {
        return start(bench.newFolder(), Optional.empty());
    }

    private NodeProcess start(Path dataDir, Optional<Fuse> fuse) throws IOException {
        var environment = bench.environment(database, dataDir, kapso.baseUrl());
        return NodeProcess.start(bench.program(), environment, fuse, dataDir.resolve("node.log"));
    }

    /** The time passes that leases last. */
    void leasesRunOut() throws SQLException {
        database.update(LEASES_RUN_OUT);
    }

    /** Waits until the node is dead. If it does not die before all is done, it is killed then; false then. */
    boolean awaitDeath(KapsoCourier courier) throws SQLException, InterruptedException {
        var died = died(courier);
        node.kill();
        courier.follow(0);
        leasesRunOut();
        return died;
    }

    private boolean died(KapsoCourier courier) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + Settling.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                return node.ended().get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS) == NodeProcess.KILLED;
            } catch (TimeoutException e) {
                if (Settling.isSettled(database, courier)) {
                    return false;
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return false;
    }

    /** The next node. */
    void startAgain(KapsoCourier courier, Optional<Fuse> fuse) throws IOException {
        node = start(folder, fuse);
        courier.follow(node.port());
    }

    /** What became of the courier's messages, once nothing is under way any more. */
    Finding settled(KapsoCourier courier) throws SQLException, InterruptedException {
        return Settling.await(database, courier)
                .plus(new Audit(database, courier.letters(), kapso.taken(), courier.highest()).finding());
    }

    @Override
    public void close() throws SQLException {
        node.close();
        kapso.close();
        database.close();
    }
}
