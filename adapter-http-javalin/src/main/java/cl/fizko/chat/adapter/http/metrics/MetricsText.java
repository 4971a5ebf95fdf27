package cl.fizko.chat.adapter.http.metrics;

/** All metrics of this node in Prometheus's text format 0.0.4. Thread-safe; may read the store. */
@FunctionalInterface
public interface MetricsText {
    byte[] scrape();
}
