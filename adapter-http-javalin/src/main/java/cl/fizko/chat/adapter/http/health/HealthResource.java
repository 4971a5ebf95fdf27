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
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an orchestrator whether the process lives, and whether it can serve now. Public: it shows names and nothing else. */
public final class HealthResource implements Resource {

    private static final Logger log = LoggerFactory.getLogger(HealthResource.class);

    private static final byte[] ALIVE = "{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DEAD = "{\"status\":\"down\"}".getBytes(StandardCharsets.UTF_8);

    private final BooleanSupplier lives;
    private final List<ReadinessCheck> checks;

    /** The routes of a process that lives as long as it answers; with no check it is always ready. */
    public HealthResource(List<ReadinessCheck> checks) {
        this(() -> true, checks);
    }

    /**
     * The routes.
     *
     * @param lives false when only a new start can help; asked on every request to {@code /health/live}, so quick
     */
    @Inject
    public HealthResource(BooleanSupplier lives, List<ReadinessCheck> checks) {
        this.lives = lives;
        this.checks = List.copyOf(checks);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/health/live")
                        .named("health", "isAlive", "Whether the process lives.")
                        .access(Access.PUBLIC)
                        .answers(200, "it lives", LiveView.class)
                        .answers(503, "it must be started again", LiveView.class)
                        .handledRaw(this::live),
                Operation.get("/health/ready")
                        .named(
                                "health",
                                "isReady",
                                "Whether it can serve now, and what a person should look at (degraded).")
                        .access(Access.PUBLIC)
                        .answers(200, "it can", ReadyView.class)
                        .answers(503, "it cannot", ReadyView.class)
                        .handledRaw(this::ready));
    }

    private record LiveView(String status) {}

    private record ReadyView(String status, Map<String, String> checks) {}

    private void live(Context ctx) throws IOException {
        var alive = lives.getAsBoolean();
        Answers.send(ctx.res(), alive ? 200 : 503, Answers.JSON, alive ? ALIVE : DEAD);
    }

    private void ready(Context ctx) throws IOException {
        var named = Json.object();
        var worst = Readiness.UP;
        for (var check : checks) {
            var state = stateOf(check);
            named.put(check.name(), state.wireName());
            worst = state.compareTo(worst) > 0 ? state : worst;
        }
        var json = Json.object().put("status", worst.wireName());
        json.set("checks", named);
        Answers.send(ctx.res(), worst == Readiness.DOWN ? 503 : 200, Answers.JSON, Json.bytes(json));
    }

    private static Readiness stateOf(ReadinessCheck check) {
        try {
            return check.state().get();
        } catch (RuntimeException e) {
            log.warn("readiness check failed name={} cause={}", check.name(), Fault.summary(e));
            return Readiness.DOWN;
        }
    }
}
