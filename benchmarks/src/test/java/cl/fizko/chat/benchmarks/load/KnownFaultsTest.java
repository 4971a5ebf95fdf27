package cl.fizko.chat.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load test tested: sender, stand-in and report find exactly the faults of a receiver that has them. */
class KnownFaultsTest {

    private static final int MESSAGES = 600;
    private static final int CONNECTIONS = 8;

    @TempDir
    Path folder;

    private double duplicates;
    private double rate;
    private double errors500;
    private String secret = FaultyReceiver.SECRET;

    @Test
    void finds_nothing_where_nothing_is_wrong() throws IOException {
        var outcome = outcome(FaultyReceiver.Faults.none());

        assertThat(outcome.accepted()).isEqualTo(MESSAGES);
        assertThat(outcome.replies()).isEqualTo(MESSAGES);
        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.isFaultless()).isTrue();
    }

    @Test
    void finds_every_hundredth_that_is_lost() throws IOException {
        var outcome = outcome(FaultyReceiver.Faults.none().losing(n -> n % 100 == 99));

        assertThat(outcome.lost()).isEqualTo(6);
        assertThat(outcome.accepted()).isEqualTo(MESSAGES);
        assertThat(outcome.doubled()).isZero();
        assertThat(outcome.outOfOrder()).isZero();
    }

    @Test
    void finds_the_one_that_is_doubled() throws IOException {
        var outcome = outcome(FaultyReceiver.Faults.none().doubling(n -> n == 17));

        assertThat(outcome.doubled()).isEqualTo(1);
        assertThat(outcome.replies()).isEqualTo(MESSAGES + 1);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.outOfOrder()).isZero();
    }

    @Test
    void finds_those_that_were_overtaken_in_their_conversation() throws IOException {
        var outcome = outcome(FaultyReceiver.Faults.none().holding(n -> n % 60 == 0), CONNECTIONS);

        assertThat(outcome.outOfOrder()).isEqualTo(10);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.doubled()).isZero();
    }

    @Test
    void overtaking_between_conversations_is_no_fault() throws IOException {
        // Eight conversations on each connection: the reply that comes before the held one is another conversation's.
        var outcome = outcome(FaultyReceiver.Faults.none().holding(n -> n % 60 == 0), CONNECTIONS * 8);

        assertThat(outcome.isFaultless()).isTrue();
    }

    @Test
    void tells_the_faults_apart_when_they_come_together() throws IOException {
        var outcome = outcome(
                FaultyReceiver.Faults.none()
                        .losing(n -> n % 100 == 99)
                        .doubling(n -> n == 17)
                        .holding(n -> n % 60 == 0)
                        .refusing(n -> n % 50 == 7),
                CONNECTIONS);

        assertThat(outcome.lost()).isEqualTo(6);
        assertThat(outcome.doubled()).isEqualTo(1);
        assertThat(outcome.outOfOrder()).isEqualTo(10);
        assertThat(outcome.refused()).isEqualTo(Map.of("503", 12));
        assertThat(outcome.accepted()).isEqualTo(MESSAGES - 12);
    }

    @Test
    void a_duplicate_that_is_known_is_no_fault_and_one_that_is_answered_again_is() throws IOException {
        duplicates = 1;
        var remembered = outcome(FaultyReceiver.Faults.none());
        var forgotten = outcome(FaultyReceiver.Faults.none().forgetful());

        assertThat(remembered.acceptances()).isEqualTo(2 * MESSAGES);
        assertThat(remembered.accepted()).isEqualTo(MESSAGES);
        assertThat(remembered.isFaultless()).isTrue();
        assertThat(forgotten.doubled()).isEqualTo(MESSAGES);
    }

    @Test
    void the_open_loop_sends_the_same() throws IOException {
        rate = 2_000;
        var outcome = outcome(FaultyReceiver.Faults.none().losing(n -> n % 100 == 99));

        assertThat(outcome.accepted()).isEqualTo(MESSAGES);
        assertThat(outcome.lost()).isEqualTo(6);
        assertThat(outcome.outOfOrder()).isZero();
    }

    @Test
    void what_the_stand_in_refuses_is_no_reply() throws IOException {
        errors500 = 1;
        var outcome = outcome(FaultyReceiver.Faults.none());

        assertThat(outcome.failedSends()).isEqualTo(MESSAGES);
        assertThat(outcome.lost()).isEqualTo(MESSAGES);
        assertThat(outcome.replies()).isZero();
    }

    @Test
    void a_forged_delivery_is_refused_and_not_lost() throws IOException {
        secret = "another";
        var outcome = outcome(FaultyReceiver.Faults.none());

        assertThat(outcome.refused()).isEqualTo(Map.of("401", MESSAGES));
        assertThat(outcome.accepted()).isZero();
        assertThat(outcome.lost()).isZero();
    }

    private Outcome outcome(FaultyReceiver.Faults faults) throws IOException {
        return outcome(faults, 60);
    }

    /** The receiver replies before it reads on, so what is not there when all is answered and replied to never comes. */
    private Outcome outcome(FaultyReceiver.Faults faults, int conversations) throws IOException {
        try (var stub = new KapsoStub(new KapsoStub.Behaviour(0, errors500, 0, 29));
                var receiver = new FaultyReceiver(faults, stub.port());
                var corpus = Corpus.write(
                        folder.resolve("load.bin"),
                        new Corpus.Shape("L", MESSAGES, conversations, 1, 0, duplicates, 29),
                        new Corpus.Target("127.0.0.1", receiver.port(), "/hook", secret, "109900000000001"))) {
            stub.expect("L", MESSAGES);
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), receiver.port());
            var deliveries = new LoadGenerator(corpus, address, CONNECTIONS, rate).run();
            receiver.awaitReplies();
            return Outcome.of(deliveries, stub.sends());
        }
    }
}
