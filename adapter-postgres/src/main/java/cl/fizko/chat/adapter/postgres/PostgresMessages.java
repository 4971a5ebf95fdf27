package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageFilter;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.MessageDirectory;
import cl.fizko.chat.domain.port.MessageRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads stored messages from PostgreSQL. */
final class PostgresMessages implements MessageRepository, MessageDirectory {

    /** What {@link #read} needs of a message {@code m}. */
    static final String COLUMNS = """
            m.id, m.conversation_id, m.sequence, m.direction, m.message_type, m.content, m.details, m.status, m.external_id,
            m.failure_reason, m.error_code, m.error_message, m.triggered_by, m.agent_name, m.created_at""";

    private static final String TABLE = "whatsapp_messages m";

    private static final String SELECT = "select " + COLUMNS + " from " + TABLE + " ";

    private static final String FIND =
            SELECT + "where m.id = :id and (:company::bigint is null or m.company_id = :company)";

    private static final String AMONG = SELECT + "where m.company_id = :company and m.id = any(:ids)";

    private static final String COMPANY_OF = """
            select company_id
              from whatsapp_conversations
             where id = :id and (:company::bigint is null or company_id = :company)""";

    private static final String BY_EXTERNAL_ID = SELECT + "where m.config_id = :config and m.external_id = :externalId";

    private static final String KNOWN = """
            select external_id, status
              from whatsapp_messages
             where config_id = :config and external_id = any(:ids)""";

    private static final String REPLIES =
            SELECT + "where m.triggered_by = :incoming and m.is_auto_response order by m.part";

    private static final String SILENCE = """
            select silence from auto_reply_decisions where message_id = :incoming and silence is not null""";

    private final Jdbi jdbi;

    PostgresMessages(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Page<Message> page(CompanyId company, MessageFilter filter, PageRequest request) {
        return read(handle -> MessageLists.page(handle, company, filter, request));
    }

    @Override
    public Optional<Page<Message>> page(Scope scope, ConversationId conversation, PageRequest request) {
        return read(handle -> handle.createQuery(COMPANY_OF)
                .bind("id", conversation.value())
                .bind("company", scope.company().map(CompanyId::value).orElse(null))
                .mapTo(Long.class)
                .findOne()
                .map(company ->
                        MessageLists.page(handle, new CompanyId(company), MessageFilter.of(conversation), request)));
    }

    @Override
    public Optional<Message> find(Scope scope, MessageId id) {
        return read(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .bind("company", scope.company().map(CompanyId::value).orElse(null))
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public List<Message> among(CompanyId company, Collection<MessageId> ids) {
        return read(handle -> handle.createQuery(AMONG)
                .bind("company", company.value())
                .bindArray("ids", UUID.class, ids.stream().map(MessageId::value).toList())
                .map((row, context) -> read(row))
                .list());
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

    /** From {@link #COLUMNS}. */
    static Message read(ResultSet row) throws SQLException {
        return new Message(
                new MessageId(JdbiSetup.uuid(row, "id")),
                new ConversationId(JdbiSetup.uuid(row, "conversation_id")),
                row.getLong("sequence"),
                Direction.of(row.getString("direction")),
                MessageContentColumns.read(row),
                Optional.ofNullable(row.getString("status")).map(DeliveryStatus::of),
                Optional.ofNullable(row.getString("external_id")).map(ExternalId::new),
                OutgoingMessage.failure(row),
                Optional.ofNullable(row.getObject("triggered_by", UUID.class)).map(MessageId::new),
                Optional.ofNullable(row.getString("agent_name")).map(AgentName::new),
                JdbiSetup.instant(row, "created_at"));
    }
}
