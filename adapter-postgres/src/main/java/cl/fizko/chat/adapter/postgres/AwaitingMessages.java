package cl.fizko.chat.adapter.postgres;

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
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of leased conversations that no agent has handled. */
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
        return leased.stream()
                .sorted(Comparator.comparing(LeasedConversation::pendingSince))
                .map(one -> new ClaimedTurn(
                        one.conversation(),
                        one.epoch(),
                        inOrder(messages.getOrDefault(one.conversation().id().value(), List.of())),
                        List.of()))
                .filter(turn -> !turn.messages().isEmpty())
                .toList();
    }

    private static List<AwaitingMessage> inOrder(List<AwaitingMessage> messages) {
        return messages.stream()
                .sorted(Comparator.comparingLong(AwaitingMessage::sequence))
                .toList();
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
