package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.OutgoingMessages.Address;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.UnknownSends;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sends whose answer was lost, in PostgreSQL: the rows of {@code whatsapp_messages} that have {@code unknown_since}. */
final class PostgresUnknownSends implements UnknownSends {

    private static final Logger log = LoggerFactory.getLogger(PostgresUnknownSends.class);

    private static final String CLAIM = """
            with lost as (
                select id from whatsapp_messages
                 where unknown_since is not null and status = 'unknown'
                   and unknown_since <= clock_timestamp() - :quiet * interval '1 microsecond'
                   and (looked_for_at is null or looked_for_at <= clock_timestamp() - :again * interval '1 microsecond')
                 order by unknown_since
                 limit :limit
                   for update skip locked)
            update whatsapp_messages m
               set looked_for_at = clock_timestamp()
              from lost, whatsapp_conversations c, contacts p
             where m.id = lost.id and c.id = m.conversation_id and p.id = c.contact_id
            returning m.id, m.config_id, m.message_type, m.content, m.details, m.quoted_external_id, m.unknown_since,
                      c.provider_conversation_id, p.phone, p.business_scoped_user_id""";

    /** A message that was lost once more since it was handed out is to be handed out, and looked for, once more. */
    private static final String LOOKED_FOR = """
            with lost as (
                select id from whatsapp_messages
                 where id = any(:ids) and unknown_since is not null and looked_for_at is not null
                 order by id
                   for update)
            update whatsapp_messages m
               set looked_for = true
              from lost
             where m.id = lost.id""";

    private static final String GIVE_UP = """
            with lost as (
                select id from whatsapp_messages
                 where unknown_since is not null and status = 'unknown'
                   and ((looked_for and unknown_since < clock_timestamp() - :after * interval '1 microsecond')
                        or unknown_since < clock_timestamp() - :atLast * interval '1 microsecond')
                 order by unknown_since
                 limit :limit
                   for update skip locked)
            update whatsapp_messages m
               set status = 'failed', unknown_since = null, looked_for_at = null, looked_for = false,
                   failure_reason = :reason, error_code = :code, error_message = :text
              from lost
             where m.id = lost.id
            returning m.id, m.company_id, m.conversation_id""";

    private final Jdbi jdbi;

    PostgresUnknownSends(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<UnknownSend> claim(Duration quiet, Duration again, int limit) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> handle
                .createQuery(CLAIM)
                .bind("quiet", quiet.toNanos() / 1_000)
                .bind("again", again.toNanos() / 1_000)
                .bind("limit", limit)
                .map((row, context) -> readable(row))
                .stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(UnknownSend::unknownSince)
                        .thenComparing(send -> send.id().value()))
                .toList()));
    }

    /** One that cannot be read is never looked for, so it is given up at last. */
    private static Optional<UnknownSend> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(read(row));
        } catch (RuntimeException e) {
            log.error(
                    "unknown message {} cannot be read: {}",
                    JdbiSetup.uuid(row, "id"),
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    private static UnknownSend read(ResultSet row) throws SQLException {
        return new UnknownSend(
                new MessageId(JdbiSetup.uuid(row, "id")),
                new WhatsAppConfigId(JdbiSetup.uuid(row, "config_id")),
                LeasedConversation.address(row),
                MessageContentColumns.read(row),
                Optional.ofNullable(row.getString("quoted_external_id")).map(ExternalId::new),
                Optional.ofNullable(row.getString("provider_conversation_id")),
                JdbiSetup.instant(row, "unknown_since"));
    }

    @Override
    public void lookedFor(Collection<MessageId> sends) {
        if (!sends.isEmpty()) {
            FailureKind.retrying(() -> jdbi.withHandle(handle -> handle.createUpdate(LOOKED_FOR)
                    .bindArray(
                            "ids",
                            UUID.class,
                            sends.stream().map(MessageId::value).toList())
                    .execute()));
        }
    }

    @Override
    public boolean adopt(UnknownSend send, MessageHistory.Entry.Sent found) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> adopt(handle, send, found)));
    }

    static boolean adopt(Handle handle, UnknownSend send, MessageHistory.Entry.Sent found) {
        var id = send.id().value();
        var address = new Address(send.config().value(), found.id().value());
        AdvisoryLocks.EXTERNAL_ID.lock(handle, Set.of(address.lock()));
        var holder = OutgoingMessages.find(handle, Set.of(address)).get(address);
        var message = OutgoingMessages.lock(handle, Set.of(id)).get(id);
        if (holder != null && !holder.id().equals(id)) {
            return false;
        }
        if (message == null
                || !message.config().equals(address.config())
                || !message.isInDoubt()
                || !message.takesId(address.externalId())) {
            return false;
        }
        message.report(found.status(), found.at(), found.failure().orElse(null));
        for (var parked : ParkedStatuses.take(handle, Set.of(address))) {
            message.report(parked.status(), parked.at(), parked.failure().orElse(null));
        }
        OutgoingMessages.save(handle, Set.of(message));
        return true;
    }

    @Override
    public List<MessageId> giveUp(Duration after, Duration atLast, int limit, Failure failure) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> Announcements.moved(
                handle,
                handle.createQuery(GIVE_UP)
                        .bind("after", after.toNanos() / 1_000)
                        .bind("atLast", atLast.toNanos() / 1_000)
                        .bind("limit", limit)
                        .bind("reason", failure.reason().wireName())
                        .bind("code", OutgoingMessages.storable(failure.code()))
                        .bind("text", OutgoingMessages.storable(failure.detail())))));
    }
}
