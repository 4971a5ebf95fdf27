package cl.fizko.chat.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load test tested: sender, stand-in and report find exactly the faults of a receiver that has them. */
class KnownFaultsTest {

    private static final int MESSAGES = 600;
    private static final int CONNECTIONS = 8;

    @TempDir
    Path folder;

    private int conversations = 60;
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
        conversations = CONNECTIONS;
        var outcome = outcome(FaultyReceiver.Faults.none().holding(n -> n % 60 == 0));

        assertThat(outcome.outOfOrder()).isEqualTo(10);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.doubled()).isZero();
    }

    @Test
    void overtaking_between_conversations_is_no_fault() throws IOException {
        // Eight conversations on each connection: the reply that comes before the held one is another conversation's.
        conversations = CONNECTIONS * 8;
        var outcome = outcome(FaultyReceiver.Faults.none().holding(n -> n % 60 == 0));

        assertThat(outcome.isFaultless()).isTrue();
    }

    @Test
    void tells_the_faults_apart_when_they_come_together() throws IOException {
        conversations = CONNECTIONS;
        var outcome = outcome(FaultyReceiver.Faults.none()
                .losing(n -> n % 100 == 99)
                .doubling(n -> n == 17)
                .holding(n -> n % 60 == 0)
                .refusing(n -> n % 50 == 7));

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

    @Test
    void finds_what_one_of_two_nodes_has_lost() throws IOException {
        var lossy = FaultyReceiver.Faults.none().losing(n -> n % 100 == 99);
        var outcome = ofTwoNodes(
                FaultyReceiver.Faults.none(),
                lossy,
                true,
                (deliveries, sends) -> Outcome.of(deliveries, sends, Set.of()));

        // Message n goes to node (n % 60 + n / 60) % 2: of the six, 299, 399 and 499 go to the one that loses them.
        assertThat(outcome.lost()).isEqualTo(3);
        assertThat(outcome.acceptedByNode()).containsExactly(MESSAGES / 2, MESSAGES / 2);
    }

    @Test
    void a_roaming_conversation_takes_turns_between_the_nodes_and_waits_for_each_answer() throws IOException {
        conversations = CONNECTIONS / 2; // so that connections have to wait
        var deliveries =
                ofTwoNodes(FaultyReceiver.Faults.none(), FaultyReceiver.Faults.none(), true, (sent, sends) -> sent);

        for (var next = conversations; next < MESSAGES; next++) {
            var before = next - conversations;
            assertThat(deliveries.node[next]).isNotEqualTo(deliveries.node[before]);
            assertThat(deliveries.sent[next] - deliveries.answered[before]).isNotNegative();
        }
    }

    @Test
    void a_conversation_that_does_not_roam_keeps_to_its_node() throws IOException {
        var deliveries =
                ofTwoNodes(FaultyReceiver.Faults.none(), FaultyReceiver.Faults.none(), false, (sent, sends) -> sent);

        for (var next = conversations; next < MESSAGES; next++) {
            assertThat(deliveries.node[next]).isEqualTo(deliveries.node[next - conversations]);
        }
        assertThat(deliveries.acceptedByNode()).containsExactly(MESSAGES / 2, MESSAGES / 2);
    }

    private <T> T ofTwoNodes(
            FaultyReceiver.Faults one,
            FaultyReceiver.Faults other,
            boolean roaming,
            BiFunction<Deliveries, Sends, T> reading)
            throws IOException {
        try (var stub = new KapsoStub(new KapsoStub.Behaviour(0, 0, 0, 29));
                var first = new FaultyReceiver(one, stub.port());
                var second = new FaultyReceiver(other, stub.port());
                var corpus = corpus(first.port())) {
            stub.expect("L", MESSAGES);
            var deliveries = new LoadGenerator(
                            corpus, List.of(address(first), address(second)), CONNECTIONS, rate, roaming)
                    .run();
            first.awaitReplies();
            second.awaitReplies();
            return reading.apply(deliveries, stub.sends());
        }
    }

    /** The receiver replies before it reads on, so what is not there when all is answered and replied to never comes. */
    private Outcome outcome(FaultyReceiver.Faults faults) throws IOException {
        try (var stub = new KapsoStub(new KapsoStub.Behaviour(0, errors500, 0, 29));
                var receiver = new FaultyReceiver(faults, stub.port());
                var corpus = corpus(receiver.port())) {
            stub.expect("L", MESSAGES);
            var deliveries = new LoadGenerator(corpus, List.of(address(receiver)), CONNECTIONS, rate, false).run();
            receiver.awaitReplies();
            return Outcome.of(deliveries, stub.sends(), Set.of());
        }
    }

    private Corpus corpus(int port) throws IOException {
        return Corpus.write(
                folder.resolve("load.bin"),
                new Corpus.Shape("L", MESSAGES, conversations, 1, 0, duplicates, 29),
                new Corpus.Target("127.0.0.1", port, "/hook", secret, "109900000000001"));
    }

    private static InetSocketAddress address(FaultyReceiver receiver) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), receiver.port());
    }
}
