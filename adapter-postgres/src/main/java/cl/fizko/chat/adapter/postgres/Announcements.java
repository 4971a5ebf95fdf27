package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.LiveChanges.Change;
import cl.fizko.chat.domain.port.LiveChanges.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * What transactions tell those who watch, once they are committed; a transaction that is rolled back tells nothing. Whoever changes a
 * row says so right where it does, whatever transaction that belongs to.
 */
final class Announcements {

    private Announcements() {}

    /** From here on handles of this Jdbi, and of no other, tell. */
    static void to(PostgresLiveChanges live, Jdbi jdbi) {
        jdbi.getConfig(Hearer.class).live = live;
    }

    /** Tells after the commit. The changes are asked for only if anybody watches any company. */
    static void after(Handle handle, Supplier<Stream<Change>> changes) {
        var live = handle.getConfig(Hearer.class).live;
        if (live == null || !live.isAnythingWatched()) {
            return;
        }
        var told = changes.get()
                .filter(change -> live.isWatched(change.company().value()))
                .toList();
        if (!told.isEmpty()) {
            handle.afterCommit(() -> live.publish(told));
        }
    }

    /** Runs a statement that moves messages and returns their {@code id}, {@code company_id} and {@code conversation_id}. */
    static List<MessageId> moved(Handle handle, Query statement) {
        return moved(handle, statement, row -> {});
    }

    /** As above; each row is also shown to {@code seen}. */
    static List<MessageId> moved(Handle handle, Query statement, RowSeen seen) {
        var changes = statement
                .map((row, context) -> {
                    seen.see(row);
                    return status(row);
                })
                .list();
        after(handle, changes::stream);
        return changes.stream().map(Change::message).flatMap(Optional::stream).toList();
    }

    /** Looks at a row. */
    interface RowSeen {
        void see(ResultSet row) throws SQLException;
    }

    /** From the columns {@code id}, {@code company_id} and {@code conversation_id}. */
    static Change status(ResultSet row) throws SQLException {
        return status(row.getLong("company_id"), JdbiSetup.uuid(row, "conversation_id"), JdbiSetup.uuid(row, "id"));
    }

    static Change conversation(long company, UUID conversation) {
        return Change.of(new CompanyId(company), new ConversationId(conversation));
    }

    static Change message(long company, UUID conversation, UUID message) {
        return Change.of(
                new CompanyId(company), Kind.MESSAGE, new ConversationId(conversation), new MessageId(message));
    }

    static Change status(long company, UUID conversation, UUID message) {
        return Change.of(new CompanyId(company), Kind.STATUS, new ConversationId(conversation), new MessageId(message));
    }

    /** Rides with the handle, so that no statement's caller has to pass it on. */
    public static final class Hearer implements JdbiConfig<Hearer> {
        private @Nullable PostgresLiveChanges live;

        @Override
        public Hearer createCopy() {
            var copy = new Hearer();
            copy.live = live;
            return copy;
        }
    }
}
