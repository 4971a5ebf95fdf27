package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.conversation.ConversationStatus;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads conversations as they are listed. */
final class ConversationRows {

    /** Of a conversation {@code c} and its contact {@code p}. */
    static final String COLUMNS = """
            c.id, c.company_id, c.config_id, c.contact_id, c.owner, c.last_inbound_at, c.status, c.unread_count, c.message_count,
            c.created_at, c.last_active_at, c.metadata::text as metadata, c.tags, c.version,
            p.phone, p.business_scoped_user_id, coalesce(p.given_name, p.name) as name, p.opted_out_at""";

    private ConversationRows() {}

    /** From {@link #COLUMNS}. */
    static ConversationSummary read(ResultSet row) throws SQLException {
        return new ConversationSummary(
                LeasedConversation.conversation(row),
                ConversationStatus.of(row.getString("status")),
                row.getInt("unread_count"),
                row.getInt("message_count"),
                JdbiSetup.instant(row, "created_at"),
                JdbiSetup.instant(row, "last_active_at"),
                row.getString("metadata"),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getLong("version"));
    }
}
