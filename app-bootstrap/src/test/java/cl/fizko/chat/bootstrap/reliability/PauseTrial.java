package cl.fizko.chat.bootstrap.reliability;

import cl.fizko.chat.bootstrap.reliability.NodeProcess.Fuse;
import cl.fizko.chat.domain.port.CrashPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A node is paused (SIGSTOP) while it has conversations leased and answered, nothing stored. Its leases run out, another node takes
 * over and settles everything; then the paused one is woken (SIGCONT) and stores: that must be refused. Every tenth time the
 * leases run out by themselves, else by the harness; every fifth time it is paused at once, else when the rest of it is at rest.
 */
record PauseTrial() implements Trial {

    private static final long LEASE_SECONDS = 31;

    /** What a node leaves that is paused in the middle of a transaction or of a call: a minute, then the outcome is unknown. */
    private static final Duration CLAIMS_RUN_OUT = Duration.ofSeconds(150);

    private static final String LEASED = """
            select count(*) from whatsapp_conversations
             where leased_until is not null
               and not exists (select 1 from whatsapp_messages where status in ('queued', 'sending'))""";
    private static final String REFUSED = "the lease was lost";

    @Override
    public String name() {
        return "NODE_PAUSED";
    }

    @Override
    public String sentence() {
        return "the node is paused with conversations answered and not stored; another one takes over; the late commit is refused";
    }

    @Override
    public Finding run(Stage stage, long seed) throws IOException, SQLException, InterruptedException {
        var random = new Random(seed * 19);
        var paused = stage.node();
        var before = refusals(paused.log());
        try (var courier = stage.courier(seed, random)) {
            paused.arm(new Fuse(CrashPoint.TURN_DECIDED, 1 + random.nextInt(3)).holding());
            courier.start();
            var reached = awaitHeld(stage, courier, seed % 5 == 0 ? 1 : 20);
            paused.signal("STOP");
            courier.follow(0);
            if (seed % 10 == 0) {
                TimeUnit.SECONDS.sleep(LEASE_SECONDS);
            } else {
                stage.leasesRunOut();
            }
            try (var other = stage.startBeside()) {
                courier.follow(other.port());
                courier.repeatSome();
                var settled = Settling.await(stage.database(), courier, CLAIMS_RUN_OUT);
                paused.signal("CONT");
                paused.release();
                reached &= awaitRefusal(paused.log(), before);
                courier.follow(paused.port());
                return settled.plus(stage.settled(courier)).with(1, reached);
            }
        }
    }

    /** A lease that outlasts everything else is the one of the thread that is held. */
    private static boolean awaitHeld(Stage stage, KapsoCourier courier, int looks)
            throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + Settling.PATIENCE.toNanos();
        for (var seen = 0; System.nanoTime() < deadline; seen = stage.database().number(LEASED) > 0 ? seen + 1 : 0) {
            if (seen >= looks) {
                return true;
            }
            if (Settling.isSettled(stage.database(), courier)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(25);
        }
        return false;
    }

    private static boolean awaitRefusal(Path log, long before) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + Settling.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (refusals(log) > before) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(25);
        }
        return false;
    }

    private static long refusals(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(REFUSED)).count();
        }
    }
}
