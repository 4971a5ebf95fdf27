package cl.fizko.chat.adapter.http;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentResponse;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;

/** Shows what would be answered to a message, by which agent and why. Nothing is sent and nothing is stored. */
public final class TestResponseRoutes implements Routes {

    private static final String PATH = "/api/chat/test-response";

    private final AgentManager agents;
    private final Clock clock;
    private final RequestBodies bodies;

    /**
     * The routes on those agents.
     *
     * @param clock the present, for requests that name no other moment
     */
    @Inject
    public TestResponseRoutes(AgentManager agents, Clock clock, HttpLimits limits) {
        this.agents = agents;
        this.clock = clock;
        this.bodies = new RequestBodies(limits.requestBytes(), 1, limits.bodyDeadline());
    }

    @Override
    public void define(JavalinDefaultRoutingApi routes) {
        routes.get(PATH, ctx -> answer(ctx, TestResponseRequest.ofQuery(ctx.queryParamMap())), Access.ADMINISTRATOR);
        routes.post(PATH, this::answerBody, Access.ADMINISTRATOR);
    }

    private void answerBody(Context ctx) throws IOException {
        try (var body = bodies.read(ctx.req())) {
            answer(ctx, TestResponseRequest.ofJson(Json.parseObject(body.bytes())));
        }
    }

    private void answer(Context ctx, TestResponseRequest request) throws IOException {
        var now = request.now().orElseGet(clock::instant);
        var response = agents.processMessage(request.message(), AgentContext.at(now));
        Answers.send(ctx.res(), 200, Answers.JSON, json(response));
    }

    private static byte[] json(AgentResponse response) {
        var json = Json.object()
                .put("agent_name", response.agentName().value())
                .put("confidence", response.confidence().value())
                .put("content", response.content());
        var candidates = json.putArray("candidates");
        for (var candidate : response.candidates()) {
            candidates
                    .addObject()
                    .put("agent_name", candidate.agentName().value())
                    .put("confidence", candidate.confidence().value());
        }
        var reasons = json.putArray("reasons");
        for (var evidence : response.candidates().get(0).evidence()) {
            reasons.addObject().put("what", evidence.what()).put("weight", evidence.weight());
        }
        return Json.bytes(json);
    }
}
