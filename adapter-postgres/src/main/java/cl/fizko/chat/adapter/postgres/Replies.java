package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.TurnOutcomes.Committed;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.LiveChanges.Change;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import cl.fizko.chat.domain.port.TurnRepository.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of replies, queued to be sent. */
final class Replies {

    private static final String QUEUE = """
            insert into whatsapp_messages
                (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, details,
                 quoted_external_id, status, is_auto_response, triggered_by, part, agent_name, due_at, created_at)
            select id, company_id, config_id, conversation_id, sequence, 'outgoing', message_type, content, details::jsonb,
                   quoted, 'queued', true, triggered_by, part, agent_name, clock_timestamp(), clock_timestamp()
              from unnest(:id, :company, :config, :conversation, :sequence, :type, :content, :details, :quoted,
                          :triggeredBy, :part, :agent)
                   n(id, company_id, config_id, conversation_id, sequence, message_type, content, details, quoted,
                     triggered_by, part, agent_name)""";

    private Replies() {}

    /** Queues the replies of all turns; their places in each conversation follow the last one. */
    static void queue(Handle handle, List<Committed> turns) {
        List<Row> rows = new ArrayList<>();
        for (var turn : turns) {
            var sequence = turn.conversation().lastSequence();
            for (var handled : turn.turn().decisions()) {
                var part = (short) 0;
                for (var reply : handled.replies()) {
                    rows.add(new Row(
                            turn, handled, reply, ++sequence, part++, MessageContentColumns.of(reply.content())));
                }
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        Announcements.after(handle, () -> rows.stream().map(Row::change));
        MultiRow.of(handle.createUpdate(QUEUE), rows)
                .with("id", UUID.class, row -> row.reply().id().value())
                .with("company", Long.class, row -> row.turn().conversation().company())
                .with("config", UUID.class, row -> row.turn().conversation().config())
                .with(
                        "conversation",
                        UUID.class,
                        row -> row.turn().conversation().id())
                .with("sequence", Long.class, Row::sequence)
                .with("type", String.class, row -> row.content().messageType())
                .with("content", String.class, row -> row.content().content())
                .with("details", String.class, row -> row.content().details())
                .with(
                        "quoted",
                        String.class,
                        row -> row.reply().quoted().map(ExternalId::value).orElse(null))
                .with("triggeredBy", UUID.class, row -> row.handled().message().value())
                .with("part", Short.class, Row::part)
                .with("agent", String.class, Row::agent)
                .statement()
                .execute();
    }

    private record Row(
            Committed turn,
            HandledMessage handled,
            Reply reply,
            long sequence,
            short part,
            MessageContentColumns content) {
        Change change() {
            var conversation = turn.conversation();
            return Announcements.message(
                    conversation.company(), conversation.id(), reply.id().value());
        }

        @Nullable
        String agent() {
            return handled.decision()
                    .response()
                    .map(response -> response.agentName().value())
                    .orElse(null);
        }
    }
}
