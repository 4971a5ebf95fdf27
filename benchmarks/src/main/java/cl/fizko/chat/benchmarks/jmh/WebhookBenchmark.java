package cl.fizko.chat.benchmarks.jmh;

import cl.fizko.chat.adapter.kapso.KapsoPlugin;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.SimulatedMessage;
import cl.fizko.chat.domain.port.WebhookCodec;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to tell that a delivery of Kapso is genuine and what it says: payload v2, one text message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WebhookBenchmark {

    private final Secret secret = new Secret("benchmark");
    private final WebhookCodec codec = new KapsoPlugin().open(Map.of()).webhooks();
    private final WebhookDelivery delivery = codec.compose(
            new SimulatedMessage(
                    new IdempotencyKey("5d0c6a1e-0000-4000-8000-000000000000"),
                    new LineId("109900000000001"),
                    new ExternalId("wamid.BENCHMARK"),
                    new PhoneNumber("+56910000000"),
                    "Cliente",
                    "hasta cuando puedo pagar el f29 de este mes sin multa",
                    Instant.parse("2026-11-23T13:00:00Z")),
            secret);

    /** HMAC-SHA-256 over the body. */
    @Benchmark
    public boolean signature() {
        return codec.isAuthentic(delivery, secret);
    }

    /** The body, into effects. */
    @Benchmark
    public DecodedDelivery decode() {
        return codec.decode(delivery);
    }

    /** What intake does before it stores anything. */
    @Benchmark
    public DecodedDelivery signatureAndDecode() {
        if (!codec.isAuthentic(delivery, secret)) {
            throw new IllegalStateException("our own signature is refused");
        }
        return codec.decode(delivery);
    }
}
