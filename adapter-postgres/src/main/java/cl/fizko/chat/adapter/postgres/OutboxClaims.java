package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.conversation.OptOut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.LiveChanges.Change;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims the first unsent message of conversations.
 *
 * <p>The lock on a conversation's outbox is taken in a statement of its own, so that the next one sees what the claim before it
 * did: without it two nodes could each see another message as the first one, when an unknown message went back to the queue
 * between their looks.
 */
final class OutboxClaims {

    private static final Logger log = LoggerFactory.getLogger(OutboxClaims.class);

    static final int CLAIM_SECONDS = 60;

    /** The first unsent message of each conversation, when it is due; none while another one of it is being sent. */
    static final String CLAIM = """
            with first as (
                select f.id
                  from unnest(:conversations) with ordinality k(id, place)
                 cross join lateral (
                       select m.id, m.status, m.due_at from whatsapp_messages m
                        where m.conversation_id = k.id and m.due_at is not null
                        order by m.sequence
                        limit 1) f
                 cross join lateral (
                       select count(*) as being_sent from whatsapp_messages s
                        where s.conversation_id = k.id and s.due_at is not null and s.status = 'sending') s
                 where f.status = 'queued' and f.due_at <= clock_timestamp() and s.being_sent = 0
                 order by k.place
                 limit :limit)
            update whatsapp_messages m
               set status = 'sending', claimed_by = :node, attempts = m.attempts + 1, claims = m.claims + 1,
                   claimed_until = clock_timestamp() + :seconds * interval '1 second'
              from first, whatsapp_conversations c, contacts p
             where m.id = first.id and m.status = 'queued' and c.id = m.conversation_id and p.id = c.contact_id
            returning m.id, m.company_id, m.conversation_id, m.config_id, m.message_type, m.content, m.details, m.quoted_external_id,
                      m.claims, m.attempts, m.doubtful_attempts, m.due_at, m.created_at, m.is_auto_response,
                      case when m.is_auto_response and m.part = 0 then m.triggered_by end as answers,
                      c.provider_conversation_id, c.last_inbound_at, p.phone, p.business_scoped_user_id, p.opted_out_at,
                      case when m.sequence <= c.bot_through then 'bot' else c.owner end as owner""";

    private static final String FAIL_UNREADABLE = """
            update whatsapp_messages
               set status = 'failed', due_at = null, claimed_by = null, claimed_until = null,
                   failure_reason = 'bad_request', error_code = 'unreadable',
                   error_message = 'the version that was to send it could not read it'
             where id = any(:ids)""";

    private final UUID node;

    OutboxClaims(UUID node) {
        this.node = node;
    }

    /**
     * Claims the first due message of each conversation, at most {@code limit}, longest due first. One that cannot be read is
     * marked as failed, so that it stops neither the others nor its own conversation.
     */
    List<ClaimedSend> firstOf(Handle handle, List<UUID> conversations, int limit) {
        if (conversations.isEmpty()) {
            return List.of();
        }
        AdvisoryLocks.OUTBOX.lock(
                handle,
                conversations.stream().map(id -> new AdvisoryLocks.Key(id, "")).toList());
        List<UUID> unreadable = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        var claimed = handle
                .createQuery(CLAIM)
                .bindArray("conversations", UUID.class, conversations)
                .bind("limit", limit)
                .bind("node", node)
                .bind("seconds", CLAIM_SECONDS)
                .map((row, context) -> {
                    changes.add(Announcements.status(row));
                    return due(row, unreadable);
                })
                .stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Due::at)
                        .thenComparing(due -> due.send().id().value()))
                .map(Due::send)
                .toList();
        Announcements.after(handle, changes::stream);
        if (!unreadable.isEmpty()) {
            handle.createUpdate(FAIL_UNREADABLE)
                    .bindArray("ids", UUID.class, unreadable)
                    .execute();
        }
        if (!claimed.isEmpty()) {
            CrashPoint.SEND_CLAIM_WRITTEN.pass();
        }
        return claimed;
    }

    private static Optional<Due> due(ResultSet row, List<UUID> unreadable) throws SQLException {
        try {
            return Optional.of(new Due(JdbiSetup.instant(row, "due_at"), read(row)));
        } catch (RuntimeException e) {
            var id = JdbiSetup.uuid(row, "id");
            log.error(
                    "outgoing message {} cannot be read and is marked as failed: {}",
                    id,
                    e.getClass().getName());
            unreadable.add(id);
            return Optional.empty();
        }
    }

    private static ClaimedSend read(ResultSet row) throws SQLException {
        return new ClaimedSend(
                new MessageId(JdbiSetup.uuid(row, "id")),
                new ConversationId(JdbiSetup.uuid(row, "conversation_id")),
                new WhatsAppConfigId(JdbiSetup.uuid(row, "config_id")),
                LeasedConversation.address(row),
                MessageContentColumns.read(row),
                Optional.ofNullable(row.getString("quoted_external_id")).map(ExternalId::new),
                Optional.ofNullable(row.getString("provider_conversation_id")),
                JdbiSetup.optionalInstant(row, "last_inbound_at").map(CustomerServiceWindow::new),
                row.getInt("claims"),
                row.getInt("attempts"),
                row.getInt("doubtful_attempts"),
                JdbiSetup.instant(row, "created_at"),
                row.getBoolean("is_auto_response"),
                ConversationOwner.of(row.getString("owner")),
                JdbiSetup.optionalInstant(row, "opted_out_at").map(OptOut::new),
                Optional.ofNullable(row.getObject("answers", UUID.class)).map(TimeOrderedIds::timeOf));
    }

    private record Due(Instant at, ClaimedSend send) {}
}
