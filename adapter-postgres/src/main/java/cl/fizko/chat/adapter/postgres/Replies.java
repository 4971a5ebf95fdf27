package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.TurnOutcomes.Committed;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.LiveChanges.Change;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import cl.fizko.chat.domain.port.TurnRepository.Reply;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of replies, queued to be sent. */
final class Replies {

    /**
     * What waits in a conversation is looked up by its key: {@code offset} keeps the planner from reading all that waits anywhere
     * instead, which seems cheap when it plans while nothing does.
     */
    static final String QUEUE = """
            insert into whatsapp_messages
                (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, details,
                 quoted_external_id, status, is_auto_response, triggered_by, part, agent_name, due_at, created_at,
                 attempts, claims, claimed_by, claimed_until)
            select id, company_id, config_id, conversation_id, sequence, 'outgoing', message_type, content, details::jsonb,
                   quoted, case when leaves then 'sending' else 'queued' end,
                   true, triggered_by, part, agent_name, clock_timestamp(), clock_timestamp(),
                   leaves::int, leaves::int,
                   case when leaves then :node end,
                   case when leaves then clock_timestamp() + :seconds * interval '1 second' end
              from (select n.*,
                           may_leave and not exists (select 1 from whatsapp_messages m
                                                      where m.conversation_id = n.conversation_id and m.due_at is not null
                                                     offset 0) as leaves
                      from unnest(:id, :company, :config, :conversation, :sequence, :type, :content, :details, :quoted,
                                  :triggeredBy, :part, :agent, :mayLeave)
                           n(id, company_id, config_id, conversation_id, sequence, message_type, content, details, quoted,
                             triggered_by, part, agent_name, may_leave)
                    offset 0) r
            returning id, status = 'sending' as leaves, created_at,
                      case when status = 'sending' then (
                           select array[p.phone, p.business_scoped_user_id]
                             from whatsapp_conversations c join contacts p on p.id = c.contact_id
                            where c.id = whatsapp_messages.conversation_id) end as address""";

    private Replies() {}

    /**
     * Queues the replies of all turns; their places in each conversation follow the last one. Returns those that are claimed to leave,
     * by conversation.
     */
    static Map<UUID, ClaimedSend> queue(Handle handle, List<Committed> turns, LeavingReplies leaving) {
        List<Row> rows = new ArrayList<>();
        for (var turn : turns) {
            var sequence = turn.conversation().lastSequence();
            for (var handled : turn.turn().decisions()) {
                var part = (short) 0;
                for (var reply : handled.replies()) {
                    rows.add(new Row(
                            turn, handled, reply, ++sequence, part++, MessageContentColumns.of(reply.content())));
                }
            }
        }
        if (rows.isEmpty()) {
            return Map.of();
        }
        leaving.lock(handle, rows);
        Announcements.after(handle, () -> rows.stream().map(Row::change));
        var claimed = new HashMap<UUID, ClaimedSend>();
        var byId = new HashMap<UUID, Row>();
        rows.forEach(row -> byId.put(row.reply().id().value(), row));
        MultiRow.of(handle.createQuery(QUEUE), rows)
                .with("id", UUID.class, row -> row.reply().id().value())
                .with("company", Long.class, row -> row.turn().conversation().company())
                .with("config", UUID.class, row -> row.turn().conversation().config())
                .with(
                        "conversation",
                        UUID.class,
                        row -> row.turn().conversation().id())
                .with("sequence", Long.class, Row::sequence)
                .with("type", String.class, row -> row.content().messageType())
                .with("content", String.class, row -> row.content().content())
                .with("details", String.class, row -> row.content().details())
                .with(
                        "quoted",
                        String.class,
                        row -> row.reply().quoted().map(ExternalId::value).orElse(null))
                .with("triggeredBy", UUID.class, row -> row.handled().message().value())
                .with("part", Short.class, Row::part)
                .with("agent", String.class, Row::agent)
                .with("mayLeave", Boolean.class, leaving::mayLeave)
                .statement()
                .bind("node", leaving.node())
                .bind("seconds", OutboxClaims.CLAIM_SECONDS)
                .map((row, context) -> {
                    if (row.getBoolean("leaves")) {
                        var reply = Objects.requireNonNull(byId.get(JdbiSetup.uuid(row, "id")));
                        claimed.put(
                                reply.turn().conversation().id(),
                                reply.claimed(JdbiSetup.instant(row, "created_at"), address(row)));
                    }
                    return claimed.size();
                })
                .list();
        if (!claimed.isEmpty()) {
            CrashPoint.SEND_CLAIM_WRITTEN.pass();
        }
        return claimed;
    }

    private static ContactAddress address(ResultSet row) throws SQLException {
        var parts = (String[]) row.getArray("address").getArray();
        return new ContactAddress(
                Optional.ofNullable(parts[0]).map(PhoneNumber::new),
                Optional.ofNullable(parts[1]).map(BusinessScopedUserId::new));
    }

    /** A reply, and where it stands. */
    record Row(
            Committed turn,
            HandledMessage handled,
            Reply reply,
            long sequence,
            short part,
            MessageContentColumns content) {
        Change change() {
            var conversation = turn.conversation();
            return Announcements.message(
                    conversation.company(), conversation.id(), reply.id().value());
        }

        /** Whether it is the first of its conversation's turn. */
        boolean isFirst() {
            return sequence == turn.conversation().lastSequence() + 1;
        }

        /** As it leaves; what an agent writes up to the turn that hands over is still the bot's. */
        private ClaimedSend claimed(Instant at, ContactAddress address) {
            var conversation = turn.conversation();
            return new ClaimedSend(
                    reply.id(),
                    turn.turn().conversation(),
                    new WhatsAppConfigId(conversation.config()),
                    address,
                    reply.content(),
                    reply.quoted(),
                    conversation.providerConversation(),
                    conversation.window(),
                    1,
                    1,
                    0,
                    at,
                    true,
                    conversation.owner(),
                    Optional.empty(),
                    part == 0
                            ? Optional.of(
                                    TimeOrderedIds.timeOf(handled.message().value()))
                            : Optional.empty());
        }

        @Nullable
        String agent() {
            return handled.decision()
                    .response()
                    .map(response -> response.agentName().value())
                    .orElse(null);
        }
    }
}
