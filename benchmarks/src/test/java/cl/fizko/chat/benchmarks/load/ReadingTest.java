package cl.fizko.chat.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the load test reads: percentiles, its command line, HTTP in pieces, ids, the log of the garbage collector. */
class ReadingTest {

    @Test
    void percentiles_are_by_nearest_rank() {
        var nanos = new Longs();
        for (var i = 100; i >= 1; i--) {
            nanos.add(i * 1_000_000L);
        }

        assertThat(Latency.of(nanos)).isEqualTo(new Latency(50, 95, 99, 100));
        assertThat(Latency.of(new Longs()).p50()).isNaN();
    }

    @Test
    void the_command_line_goes_over_the_scenario_which_goes_over_the_defaults() {
        var options = Options.parse(
                Map.of("connections", "64", "rate", "100", "seconds", "3"), List.of("-c", "8", "--seed", "5"));

        assertThat(options.number("connections")).isEqualTo(8);
        assertThat(options.messages()).isEqualTo(300);
        assertThat(options.number("seed")).isEqualTo(5);
        assertThatThrownBy(() -> Options.parse(Map.of(), List.of("--colour", "red")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown --colour");
        assertThatThrownBy(() -> Options.parse(Map.of(), List.of("--rate")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_http_message_may_come_byte_by_byte_and_two_at_once() {
        var bytes = "HTTP/1.1 503 X\r\nCONTENT-LENGTH: 2\r\nConnection: close\r\n\r\nnoHTTP/1.1 200 OK\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        var frame = new HttpFrame();
        var at = 0;
        while (!frame.whole()) {
            frame.add(new byte[] {bytes[at++]}, 1);
        }

        assertThat(frame.status()).isEqualTo(503);
        assertThat(frame.closes()).isTrue();
        assertThat(frame.bodyEnd() - frame.bodyStart()).isEqualTo(2);

        frame.next();
        var rest = Arrays.copyOfRange(bytes, at, bytes.length);
        frame.add(rest, rest.length);
        assertThat(frame.whole()).isTrue();
        assertThat(frame.status()).isEqualTo(200);
        assertThat(frame.closes()).isFalse();
    }

    @Test
    void an_id_tells_its_message_and_its_run() {
        var body = ("…\"" + Corpus.id("L", 1234) + "\"").getBytes(StandardCharsets.UTF_8);
        var from = "…\"".getBytes(StandardCharsets.UTF_8).length;

        assertThat(Corpus.messageOf(Corpus.idPrefix("L"), body, from, body.length))
                .isEqualTo(1234);
        assertThat(Corpus.messageOf(Corpus.idPrefix("W"), body, from, body.length))
                .isEqualTo(-1);
        assertThat(Corpus.messageOf(Corpus.idPrefix("L"), body, 0, body.length)).isEqualTo(-1);
    }

    @Test
    void the_least_heap_of_each_minute_is_found_in_the_log(@TempDir Path folder) throws IOException {
        var log = folder.resolve(GcLog.NAME);
        Files.writeString(log, """
                [0.011s][gc] Using G1
                [12.500s][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->9M(256M) 2.3ms
                [33.100s][gc] GC(1) Pause Young (Normal) (G1 Evacuation Pause) 90M->7M(256M) 2.3ms
                [61.000s][gc] GC(2) Concurrent Mark Cycle
                [130.000s][gc] GC(3) Pause Full (Diagnostic Command) 40M->11M(256M) 31.0ms
                """);

        assertThat(new GcLog(log).leastPerMinute()).containsExactly(7, 11);
    }

    @Test
    void a_running_process_has_used_time_and_memory() {
        var self = new ProcessTree(ProcessHandle.current().pid(), Set.of());

        assertThat(self.cpuSeconds()).isPositive();
        assertThat(self.pssMegabytes()).isPositive();
        assertThat(ProcessTree.machineBusySeconds()).isGreaterThanOrEqualTo(self.cpuSeconds());
    }
}
