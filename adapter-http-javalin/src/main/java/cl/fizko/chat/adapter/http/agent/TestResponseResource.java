package cl.fizko.chat.adapter.http.agent;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.CommonFields;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Form;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.api.Values;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Shows what would be answered to a message, by which agent and why. Nothing is sent and nothing is stored. */
public final class TestResponseResource implements Resource {

    private static final String PATH = "/api/chat/test-response";

    /** As long as WhatsApp allows. */
    private static final Field<String> MESSAGE = Field.text("message", 4096).described("What a customer writes.");

    private static final Field<Instant> NOW = LocalMoment.field("now")
            .described(
                    "The moment to answer at: local to America/Santiago unless it has an offset; the present if not given.");

    private final AgentManager agents;
    private final Clock clock;

    /**
     * The operations on those agents.
     *
     * @param clock the present, for requests that name no other moment
     */
    @Inject
    public TestResponseResource(AgentManager agents, Clock clock) {
        this.agents = agents;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named("agents", "testResponse", "What would be answered to a message.")
                        .access(Access.VIEWER)
                        .query(MESSAGE.mandatory(), NOW)
                        .answers(200, "the answer; nothing is sent", TestResponseView.class)
                        .handledBy(call -> answer(call.query())),
                Operation.post(PATH)
                        .named("agents", "testResponseOfBody", "What would be answered to a message.")
                        .access(Access.VIEWER)
                        .body(Form.required(MESSAGE).andOptional(NOW.nullable(), CommonFields.COMPANY))
                        .answers(200, "the answer; nothing is sent", TestResponseView.class)
                        .handledBy(call -> answer(call.body())));
    }

    private Reply answer(Values values) {
        var now = values.find(NOW).orElseGet(clock::instant);
        return Reply.ok(TestResponseView.of(agents.processMessage(values.get(MESSAGE), AgentContext.at(now))));
    }
}
