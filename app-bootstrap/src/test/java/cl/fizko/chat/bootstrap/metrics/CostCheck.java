package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.message.MessageContent;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Measures what counting costs, in time and in memory. Not a test: {@code main}, whose results are in docs/operations/metrics.md. */
final class CostCheck {

    private static final int TIMES = 20_000_000;
    private static final MessageContent TEXT = new MessageContent.Text("hola");

    private CostCheck() {}

    public static void main(String... arguments) {
        try (var metrics = new Metrics()) {
            var calls = metrics.callsTo(new ProviderId("kapso"));
            measure("messages_total + 1", () -> metrics.messages().incoming(TEXT));
            measure("sends_total + 1", () -> metrics.sends().count(SendMeters.SENT));
            measure("response_seconds", () -> metrics.sends().answered(Duration.ofMillis(700)));
            measure("provider_requests_seconds", () -> calls.record("accepted", 1_000_000));
            measure(
                    "http_requests_seconds",
                    () -> metrics.requests().answered("POST", "/api/chat/webhook", 200, 1_000_000));
            System.out.println("scrape: " + metrics.scrape().length + " bytes");
        }
    }

    private static void measure(String what, Runnable count) {
        for (int round = 0; round < 2; round++) {
            var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            var bytes = bean.getCurrentThreadAllocatedBytes();
            var from = System.nanoTime();
            for (int i = 0; i < TIMES; i++) {
                count.run();
            }
            var nanos = System.nanoTime() - from;
            System.out.printf(
                    "%s: %.1f ns, %.1f bytes%n",
                    what, (double) nanos / TIMES, (double) (bean.getCurrentThreadAllocatedBytes() - bytes) / TIMES);
        }
    }
}
