package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.ConversationDesk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The desk in PostgreSQL. It takes its locks in the order of {@link PostgresInbox}: the conversation, its outbox, its messages. */
final class PostgresConversationDesk implements ConversationDesk {

    private static final String LOCK = """
            select id, company_id, config_id, owner, bot_through, version, unread_count, handled_through, awaiting_through
              from whatsapp_conversations
             where id = :id and (:company::bigint is null or company_id = :company)
               for update""";

    private static final String TAKE = """
            update whatsapp_conversations c
               set %s
             where c.id = :id
            returning c.version""".formatted(TakenOver.columns("true"));

    /** The epoch goes up here too: a turn that was begun under the person's eyes would answer what is the person's. */
    private static final String RELEASE = """
            update whatsapp_conversations
               set owner = 'bot', bot_through = 0, epoch = epoch + 1, version = version + 1,
                   handled_through = greatest(handled_through, awaiting_through),
                   pending_since = null, not_before = null, burst_until = null, leased_until = null
             where id = :id
            returning version""";

    /** What no agent has looked at says why it gets no answer. */
    private static final String EXPLAIN = """
            insert into auto_reply_decisions (message_id, company_id, decision, silence, decided_at)
            select m.id, m.company_id, '{}', 'it was a human''s when it came', clock_timestamp()
              from whatsapp_messages m
             where m.conversation_id = :id and m.sequence > :handled and m.sequence <= :awaiting and m.awaits_turn
            on conflict (message_id) do nothing""";

    private static final String MARK_READ = "update whatsapp_conversations set unread_count = 0 where id = :id";

    private static final String NEWEST = """
            select external_id, provider_message_id, created_at
              from whatsapp_messages
             where conversation_id = :id and direction = 'incoming' and external_id is not null
               and message_type not in ('reaction', 'edit', 'removal', 'system', 'unsupported')
             order by sequence desc
             limit 1""";

    private final Jdbi jdbi;

    PostgresConversationDesk(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Seat> takeOver(Scope scope, ConversationId conversation) {
        return locked(scope, conversation, (handle, row) -> {
            // After a hand-over a person has it, and the bot's last words may still leave: not any more.
            if (row.owner == ConversationOwner.HUMAN && row.botThrough == 0) {
                return row.unchanged();
            }
            var waiting = TakenOver.waitingReplies(handle, List.of(row.id));
            var version = version(handle, TAKE, row);
            TakenOver.end(handle, waiting);
            announce(handle, row);
            return new Seat(ConversationOwner.HUMAN, version, true);
        });
    }

    @Override
    public Optional<Seat> release(Scope scope, ConversationId conversation) {
        return locked(scope, conversation, (handle, row) -> {
            if (row.owner == ConversationOwner.BOT) {
                return row.unchanged();
            }
            if (row.awaiting > row.handled) {
                handle.createUpdate(EXPLAIN)
                        .bind("id", row.id)
                        .bind("handled", row.handled)
                        .bind("awaiting", row.awaiting)
                        .execute();
            }
            announce(handle, row);
            return new Seat(ConversationOwner.BOT, version(handle, RELEASE, row), true);
        });
    }

    @Override
    public Optional<Reading> markRead(Scope scope, ConversationId conversation) {
        return locked(scope, conversation, (handle, row) -> {
            var config = new WhatsAppConfigId(row.config);
            if (row.unread == 0) {
                return new Reading(config, Optional.empty());
            }
            handle.createUpdate(MARK_READ).bind("id", row.id).execute();
            announce(handle, row);
            return new Reading(
                    config,
                    handle.createQuery(NEWEST)
                            .bind("id", row.id)
                            .map((found, context) -> heard(found))
                            .findOne());
        });
    }

    private <T> Optional<T> locked(Scope scope, ConversationId conversation, BiFunction<Handle, Row, T> work) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> handle.createQuery(LOCK)
                .bind("id", conversation.value())
                .bind("company", scope.company().map(CompanyId::value).orElse(null))
                .map((row, context) -> Row.read(row))
                .findOne()
                .map(row -> work.apply(handle, row))));
    }

    private static long version(Handle handle, String update, Row row) {
        return handle.createQuery(update).bind("id", row.id).mapTo(Long.class).one();
    }

    private static void announce(Handle handle, Row row) {
        Announcements.after(handle, () -> Stream.of(Announcements.conversation(row.company, row.id)));
    }

    private static Heard heard(ResultSet row) throws SQLException {
        return new Heard(
                new ExternalId(row.getString("external_id")),
                Optional.ofNullable(row.getString("provider_message_id")),
                JdbiSetup.instant(row, "created_at"));
    }

    /** What is needed of a locked conversation. */
    private record Row(
            UUID id,
            long company,
            UUID config,
            ConversationOwner owner,
            long botThrough,
            long version,
            int unread,
            long handled,
            long awaiting) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    JdbiSetup.uuid(row, "id"),
                    row.getLong("company_id"),
                    JdbiSetup.uuid(row, "config_id"),
                    ConversationOwner.of(row.getString("owner")),
                    row.getLong("bot_through"),
                    row.getLong("version"),
                    row.getInt("unread_count"),
                    row.getLong("handled_through"),
                    row.getLong("awaiting_through"));
        }

        Seat unchanged() {
            return new Seat(owner, version, false);
        }
    }
}
