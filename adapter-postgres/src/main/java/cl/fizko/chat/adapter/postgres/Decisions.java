package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.TurnOutcomes.Committed;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of {@code auto_reply_decisions}: why each message got the reply it got, or none. */
final class Decisions {

    private static final String RECORD = """
            insert into auto_reply_decisions (message_id, company_id, agent_name, confidence, decision, silence, decided_at)
            select message_id, company_id, agent_name, confidence, decision::jsonb, silence, decided_at
              from unnest(:message, :company, :agent, :confidence, :decision, :silence, :decidedAt)
                   n(message_id, company_id, agent_name, confidence, decision, silence, decided_at)""";

    private Decisions() {}

    static void record(Handle handle, List<Committed> turns) {
        var rows = turns.stream()
                .flatMap(turn -> turn.turn().decisions().stream()
                        .map(handled -> new Row(turn.conversation().company(), handled)))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        MultiRow.of(handle.createUpdate(RECORD), rows)
                .with("message", UUID.class, row -> row.handled().message().value())
                .with("company", Long.class, Row::company)
                .with(
                        "agent",
                        String.class,
                        row -> row.handled()
                                .decision()
                                .response()
                                .map(r -> r.agentName().value())
                                .orElse(null))
                .with(
                        "confidence",
                        Double.class,
                        row -> row.handled()
                                .decision()
                                .response()
                                .map(r -> r.confidence().value())
                                .orElse(null))
                .with(
                        "decision",
                        String.class,
                        row -> row.handled()
                                .decision()
                                .response()
                                .map(Decisions::json)
                                .orElse("{}"))
                .with(
                        "silence",
                        String.class,
                        row -> row.handled().decision().silence().orElse(null))
                .with(
                        "decidedAt",
                        Instant.class,
                        row -> row.handled().decision().decidedAt())
                .statement()
                .execute();
    }

    /** The ranking and the facts; agents that saw nothing for them are left out, and so is the text, which is in the reply. */
    private static String json(AgentResponse response) {
        var json = JsonNodeFactory.instance.objectNode();
        var candidates = json.putArray("candidates");
        for (var candidate : response.candidates()) {
            if (candidate.confidence().value() == 0 && candidate.evidence().isEmpty()) {
                continue;
            }
            var one = candidates
                    .addObject()
                    .put("agent_name", candidate.agentName().value())
                    .put("priority", candidate.priority())
                    .put("confidence", candidate.confidence().value());
            var evidence = one.putArray("evidence");
            candidate
                    .evidence()
                    .forEach(reason ->
                            evidence.addObject().put("what", reason.what()).put("weight", reason.weight()));
        }
        var facts = json.putArray("facts");
        response.facts()
                .forEach(fact -> facts.addObject()
                        .put("statement", fact.statement())
                        .put("source", fact.source())
                        .put("as_of", fact.asOf().toString()));
        return json.toString();
    }

    private record Row(long company, HandledMessage handled) {}
}
