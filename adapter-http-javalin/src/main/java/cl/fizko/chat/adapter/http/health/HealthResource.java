package cl.fizko.chat.adapter.http.health;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.Answers;
import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.worker.Fault;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an orchestrator whether the process lives, and whether it can serve now. Public: it shows names and nothing else. */
public final class HealthResource implements Resource {

    private static final Logger log = LoggerFactory.getLogger(HealthResource.class);

    private static final byte[] ALIVE = "{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8);

    private final List<ReadinessCheck> checks;

    /** The routes; with no check the process is always ready. */
    @Inject
    public HealthResource(List<ReadinessCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/health/live")
                        .named("health", "isAlive", "Whether the process lives.")
                        .access(Access.PUBLIC)
                        .answers(200, "it lives", LiveView.class)
                        .handledRaw(ctx -> Answers.send(ctx.res(), 200, Answers.JSON, ALIVE)),
                Operation.get("/health/ready")
                        .named("health", "isReady", "Whether it can serve now.")
                        .access(Access.PUBLIC)
                        .answers(200, "it can", ReadyView.class)
                        .answers(503, "it cannot", ReadyView.class)
                        .handledRaw(this::ready));
    }

    private record LiveView(String status) {}

    private record ReadyView(String status, Map<String, String> checks) {}

    private void ready(Context ctx) throws IOException {
        var named = Json.object();
        var ready = true;
        for (var check : checks) {
            var up = isUp(check);
            named.put(check.name(), up ? "up" : "down");
            ready &= up;
        }
        var json = Json.object().put("status", ready ? "up" : "down");
        json.set("checks", named);
        Answers.send(ctx.res(), ready ? 200 : 503, Answers.JSON, Json.bytes(json));
    }

    private static boolean isUp(ReadinessCheck check) {
        try {
            return check.isReady().getAsBoolean();
        } catch (RuntimeException e) {
            log.warn("readiness check failed name={} cause={}", check.name(), Fault.summary(e));
            return false;
        }
    }
}
