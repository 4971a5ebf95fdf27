package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.TurnOutcomes.Committed;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of {@code auto_reply_decisions}: why each message got the reply it got, or none. */
final class Decisions {

    private static final String RECORD = """
            insert into auto_reply_decisions
                (message_id, company_id, agent_name, confidence, decision, silence, decided_at, turn_began_with)
            select message_id, company_id, agent_name, confidence, decision::jsonb, silence, decided_at, turn_began_with
              from unnest(:message, :company, :agent, :confidence, :decision, :silence, :decidedAt, :turnBeganWith)
                   n(message_id, company_id, agent_name, confidence, decision, silence, decided_at, turn_began_with)""";

    private Decisions() {}

    static void record(Handle handle, List<Committed> turns) {
        var rows = turns.stream()
                .flatMap(turn -> turn.turn().decisions().stream()
                        .map(handled -> Row.of(turn.conversation().company(), turn.turn(), handled)))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        MultiRow.of(handle.createUpdate(RECORD), rows)
                .with("message", UUID.class, Row::message)
                .with("company", Long.class, Row::company)
                .with("agent", String.class, row -> row.columns().agentName())
                .with("confidence", Double.class, row -> row.columns().confidence())
                .with("decision", String.class, row -> row.columns().decision())
                .with("silence", String.class, row -> row.columns().silence())
                .with("decidedAt", Instant.class, row -> row.columns().decidedAt())
                .with("turnBeganWith", UUID.class, Row::turnBeganWith)
                .statement()
                .execute();
    }

    private record Row(long company, UUID message, @Nullable UUID turnBeganWith, DecisionColumns columns) {
        static Row of(long company, FinishedTurn turn, HandledMessage handled) {
            var first = turn.decisions().get(0).message();
            return new Row(
                    company,
                    handled.message().value(),
                    first.equals(handled.message()) ? null : first.value(),
                    DecisionColumns.of(handled));
        }
    }
}
