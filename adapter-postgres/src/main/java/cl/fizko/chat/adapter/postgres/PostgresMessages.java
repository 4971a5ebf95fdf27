package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MessageRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads stored messages from PostgreSQL. */
final class PostgresMessages implements MessageRepository {

    private static final String SELECT = """
            select id, conversation_id, sequence, direction, message_type, content, details, status, external_id,
                   failure_reason, error_code, error_message, triggered_by, agent_name, created_at
              from whatsapp_messages\s""";

    private static final String BY_ID = SELECT + "where id = :id";

    private static final String BY_EXTERNAL_ID = SELECT + "where config_id = :config and external_id = :externalId";

    private static final String KNOWN = """
            select external_id, status
              from whatsapp_messages
             where config_id = :config and external_id = any(:ids)""";

    private static final String REPLIES = SELECT + "where triggered_by = :incoming and is_auto_response order by part";

    private static final String SILENCE = """
            select silence from auto_reply_decisions where message_id = :incoming and silence is not null""";

    private final Jdbi jdbi;

    PostgresMessages(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Message> byId(MessageId id) {
        return jdbi.withHandle(handle -> handle.createQuery(BY_ID)
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public Optional<Message> byExternalId(WhatsAppConfigId config, ExternalId id) {
        return read(handle -> handle.createQuery(BY_EXTERNAL_ID)
                .bind("config", config.value())
                .bind("externalId", id.value())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public Map<ExternalId, Optional<DeliveryStatus>> known(WhatsAppConfigId config, Collection<ExternalId> ids) {
        // No stored id holds U+0000, and the database would refuse the whole question for one.
        var storable = ids.stream()
                .map(ExternalId::value)
                .filter(id -> id.indexOf('\0') < 0)
                .toList();
        var known = new HashMap<ExternalId, Optional<DeliveryStatus>>();
        read(handle -> handle.createQuery(KNOWN)
                .bind("config", config.value())
                .bindArray("ids", String.class, storable)
                .map((row, context) -> known.put(
                        new ExternalId(row.getString("external_id")),
                        Optional.ofNullable(row.getString("status")).map(DeliveryStatus::of)))
                .list());
        return known;
    }

    @Override
    public List<Message> repliesTo(MessageId incoming) {
        return read(handle -> handle.createQuery(REPLIES)
                .bind("incoming", incoming.value())
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public Optional<String> silenceAbout(MessageId incoming) {
        return read(handle -> handle.createQuery(SILENCE)
                .bind("incoming", incoming.value())
                .mapTo(String.class)
                .findOne());
    }

    private <T> T read(Function<Handle, T> query) {
        return FailureKind.once(() -> jdbi.withHandle(query::apply));
    }

    private static Message read(ResultSet row) throws SQLException {
        return new Message(
                new MessageId(JdbiSetup.uuid(row, "id")),
                new ConversationId(JdbiSetup.uuid(row, "conversation_id")),
                row.getLong("sequence"),
                Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                MessageContentColumns.read(row),
                Optional.ofNullable(row.getString("status")).map(DeliveryStatus::of),
                Optional.ofNullable(row.getString("external_id")).map(ExternalId::new),
                OutgoingMessage.failure(row),
                Optional.ofNullable(row.getObject("triggered_by", UUID.class)).map(MessageId::new),
                Optional.ofNullable(row.getString("agent_name")).map(AgentName::new),
                JdbiSetup.instant(row, "created_at"));
    }
}
