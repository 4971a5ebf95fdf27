package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.PastMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What was said in conversations before a message: by customers, agents and people. */
final class RecentMessages {

    static final int MOST = 10;
    static final Duration NOT_OLDER = Duration.ofHours(24);

    /** The limit comes before the look at the age, so that a long history is never read to its beginning. */
    static final String LOAD = """
            select k.id as conversation_id, m.direction, m.content, m.agent_name, m.created_at
              from unnest(:id, :sequence, :since) k(id, sequence, since)
             cross join lateral (
                   select b.sequence, b.direction, b.content, b.agent_name, b.created_at
                     from whatsapp_messages b
                    where b.conversation_id = k.id and b.sequence < k.sequence
                    order by b.sequence desc
                    limit :most) m
             where m.created_at > k.since
             order by m.sequence""";

    private RecentMessages() {}

    /** A message, and when it came. */
    record Mark(UUID conversation, long sequence, Instant at) {}

    /** The last messages before each mark, oldest first, by conversation; at most one mark a conversation. */
    static Map<UUID, List<PastMessage>> before(Handle handle, List<Mark> marks) {
        var recent = new HashMap<UUID, List<PastMessage>>();
        var later = marks.stream().filter(mark -> mark.sequence() > 1).toList();
        if (later.isEmpty()) {
            return recent;
        }
        MultiRow.of(handle.createQuery(LOAD), later)
                .with("id", UUID.class, Mark::conversation)
                .with("sequence", Long.class, Mark::sequence)
                .with("since", Instant.class, mark -> mark.at().minus(NOT_OLDER))
                .statement()
                .bind("most", MOST)
                .map((row, context) -> recent.computeIfAbsent(
                                JdbiSetup.uuid(row, "conversation_id"), id -> new ArrayList<>())
                        .add(read(row)))
                .list();
        return recent;
    }

    /** From the columns {@code direction}, {@code content}, {@code agent_name} and {@code created_at}. */
    static PastMessage read(ResultSet row) throws SQLException {
        return new PastMessage(
                "incoming".equals(row.getString("direction")),
                Optional.ofNullable(row.getString("content")),
                Optional.ofNullable(row.getString("agent_name")).map(AgentName::new),
                JdbiSetup.instant(row, "created_at"));
    }
}
