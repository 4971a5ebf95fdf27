package cl.fizko.chat.adapter.http;

import cl.fizko.chat.application.worker.Fault;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an orchestrator whether the process lives, and whether it can serve now. Public: it shows names and nothing else. */
public final class HealthRoutes implements Routes {

    private static final Logger log = LoggerFactory.getLogger(HealthRoutes.class);

    private static final byte[] ALIVE = "{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8);

    private final List<ReadinessCheck> checks;

    /** The routes; with no check the process is always ready. */
    @Inject
    public HealthRoutes(List<ReadinessCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public void define(JavalinDefaultRoutingApi routes) {
        routes.get("/health/live", ctx -> Answers.send(ctx.res(), 200, Answers.JSON, ALIVE), Access.PUBLIC);
        routes.get("/health/ready", this::ready, Access.PUBLIC);
    }

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
