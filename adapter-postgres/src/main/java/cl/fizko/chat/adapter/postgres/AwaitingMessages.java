package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.RecentMessages.Mark;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.TurnRepository.AwaitingMessage;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of leased conversations that no agent has handled, and what was said before them. */
final class AwaitingMessages {

    private static final Logger log = LoggerFactory.getLogger(AwaitingMessages.class);

    /** More than this wait for the next turn, so that one customer's flood does not hold a worker for ever. */
    static final int MOST_PER_TURN = 50;

    /** Read after the lease, so that it sees whatever was stored before the lease was had. */
    private static final String LOAD = """
            select m.conversation_id, m.id, m.sequence, m.external_id, m.message_type, m.content, m.details, m.created_at
              from unnest(:id, :handledThrough) c(id, handled_through)
             cross join lateral (
                   select * from whatsapp_messages m
                    where m.conversation_id = c.id and m.sequence > c.handled_through and m.awaits_turn
                    order by m.sequence
                    limit :most) m""";

    private AwaitingMessages() {}

    static List<ClaimedTurn> load(Handle handle, List<LeasedConversation> leased) {
        if (leased.isEmpty()) {
            return List.of();
        }
        var messages = new HashMap<UUID, List<AwaitingMessage>>();
        MultiRow.of(handle.createQuery(LOAD), leased)
                .with("id", UUID.class, one -> one.conversation().id().value())
                .with("handledThrough", Long.class, LeasedConversation::handledThrough)
                .statement()
                .bind("most", MOST_PER_TURN)
                .map((row, context) -> messages.computeIfAbsent(
                                JdbiSetup.uuid(row, "conversation_id"), id -> new ArrayList<>())
                        .add(read(row)))
                .list();
        messages.values().forEach(ofOne -> ofOne.sort(Comparator.comparingLong(AwaitingMessage::sequence)));
        var recent = recent(handle, messages);
        return leased.stream()
                .sorted(Comparator.comparing(LeasedConversation::pendingSince))
                .map(one -> turn(one, messages, recent))
                .filter(turn -> !turn.messages().isEmpty())
                .toList();
    }

    private static ClaimedTurn turn(
            LeasedConversation leased, Map<UUID, List<AwaitingMessage>> messages, Map<UUID, List<PastMessage>> recent) {
        var id = leased.conversation().id().value();
        return new ClaimedTurn(
                leased.conversation(),
                leased.epoch(),
                leased.attempt(),
                messages.getOrDefault(id, List.of()),
                recent.getOrDefault(id, List.of()));
    }

    private static Map<UUID, List<PastMessage>> recent(Handle handle, Map<UUID, List<AwaitingMessage>> messages) {
        return RecentMessages.before(
                handle,
                messages.entrySet().stream()
                        .map(ofOne -> {
                            var first = ofOne.getValue().get(0);
                            return new Mark(ofOne.getKey(), first.sequence(), first.receivedAt());
                        })
                        .toList());
    }

    private static AwaitingMessage read(ResultSet row) throws SQLException {
        return new AwaitingMessage(
                new MessageId(JdbiSetup.uuid(row, "id")),
                row.getLong("sequence"),
                new ExternalId(row.getString("external_id")),
                content(row),
                JdbiSetup.instant(row, "created_at"));
    }

    /** What this version cannot read, e.g. a kind of message that a newer node has stored, is handled as unsupported. */
    private static MessageContent content(ResultSet row) throws SQLException {
        try {
            return MessageContentColumns.read(row);
        } catch (RuntimeException e) {
            log.error(
                    "incoming message {} cannot be read: {}",
                    JdbiSetup.uuid(row, "id"),
                    e.getClass().getName());
            return new MessageContent.Unsupported(row.getString("message_type"));
        }
    }
}
