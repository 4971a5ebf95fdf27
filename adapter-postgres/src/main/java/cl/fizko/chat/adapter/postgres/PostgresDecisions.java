package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.RecentMessages.Mark;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.DecisionRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads {@code auto_reply_decisions}, each with what it was made from. */
final class PostgresDecisions implements DecisionRepository {

    /** An opt-out counts from the decision that came of it: the agents did not know of it yet. */
    private static final String FIND = """
            select d.message_id, d.agent_name, d.confidence, d.decision, d.silence, d.decided_at,
                   coalesce(d.turn_began_with, d.message_id) as turn_began_with,
                   m.config_id, p.id as contact_id, p.phone, p.business_scoped_user_id, p.name,
                   case when p.opted_out_at < d.decided_at then p.opted_out_at end as opted_out_at
              from auto_reply_decisions d
              join whatsapp_messages m on m.id = d.message_id
              join whatsapp_conversations c on c.id = m.conversation_id
              join contacts p on p.id = c.contact_id
             where d.message_id = coalesce(
                       (select r.triggered_by from whatsapp_messages r where r.id = :id and r.is_auto_response), :id)""";

    /** What the agents had looked at in the same turn before, each message with what they said to it. */
    private static final String EARLIER_IN_TURN = """
            select m.direction, m.content, m.agent_name, m.created_at
              from whatsapp_messages i
              join auto_reply_decisions d on d.message_id = i.id
             cross join lateral (
                   select i.direction, i.content, i.agent_name, i.created_at, -1 as part
                    union all
                   select r.direction, r.content, r.agent_name, r.created_at, r.part
                     from whatsapp_messages r
                    where r.triggered_by = i.id and r.is_auto_response) m
             where i.conversation_id = :conversation and i.sequence >= :first and i.sequence < :sequence
             order by i.sequence, m.part""";

    private final Jdbi jdbi;
    private final PostgresMessages messages;

    PostgresDecisions(Jdbi jdbi, PostgresMessages messages) {
        this.jdbi = jdbi;
        this.messages = messages;
    }

    @Override
    public Optional<DecisionRecord> find(MessageId message) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", message.value())
                .map((row, context) -> read(handle, row))
                .findOne()));
    }

    private DecisionRecord read(Handle handle, ResultSet row) throws SQLException {
        var incoming = message(JdbiSetup.uuid(row, "message_id"));
        var replies = messages.repliesTo(incoming.id());
        var text = replies.stream().findFirst().flatMap(reply -> reply.content().words());
        return new DecisionRecord(
                incoming,
                new WhatsAppConfigId(JdbiSetup.uuid(row, "config_id")),
                LeasedConversation.contact(row),
                DecisionColumns.read(row, text),
                replies,
                known(handle, incoming, message(JdbiSetup.uuid(row, "turn_began_with"))));
    }

    private Message message(UUID id) {
        return messages.find(Scope.everyCompany(), new MessageId(id)).orElseThrow();
    }

    /** What the agents knew: what was said before the turn, and what came before the message in it. */
    private static List<PastMessage> known(Handle handle, Message incoming, Message first) {
        var conversation = first.conversation().value();
        var mark = new Mark(conversation, first.sequence(), first.createdAt());
        var known = new ArrayList<>(RecentMessages.before(handle, List.of(mark)).getOrDefault(conversation, List.of()));
        if (!first.id().equals(incoming.id())) {
            known.addAll(handle.createQuery(EARLIER_IN_TURN)
                    .bind("conversation", conversation)
                    .bind("first", first.sequence())
                    .bind("sequence", incoming.sequence())
                    .map((row, context) -> RecentMessages.read(row))
                    .list());
        }
        return known;
    }
}
