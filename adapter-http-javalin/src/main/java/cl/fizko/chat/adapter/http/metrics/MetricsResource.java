package cl.fizko.chat.adapter.http.metrics;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.Answers;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Resource;
import java.util.List;

/** {@code GET /metrics} for Prometheus. Counts and times, never whose: no label holds anything of a customer or a company. */
public final class MetricsResource implements Resource {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final MetricsText metrics;
    private final Access access;

    /** @param access who may read them: anybody who reaches the port, or the platform's administrator alone */
    public MetricsResource(MetricsText metrics, Access access) {
        this.metrics = metrics;
        this.access = access;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/metrics")
                .named("health", "metrics", "What this node measures, in Prometheus's text format.")
                .access(access)
                .answersWith(200, "the metrics", "text/plain")
                .handledRaw(ctx -> Answers.send(ctx.res(), 200, TEXT, metrics.scrape())));
    }
}
