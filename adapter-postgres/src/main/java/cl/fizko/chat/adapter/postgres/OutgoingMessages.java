package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.message.Failure;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of outgoing messages that reports move: locked in the order of their ids, changed, saved. */
final class OutgoingMessages {

    private static final String LOCK = """
            select %s
              from whatsapp_messages m
             where m.id = any(:ids) and m.direction = 'outgoing'
             order by m.id
               for update""".formatted(OutgoingMessage.COLUMNS);

    /** Incoming messages are told too, for a status of one of them is to be dropped, not parked. */
    private static final String FIND = """
            select m.id, m.config_id, m.external_id, m.direction
              from unnest(:config, :externalId) k(config_id, external_id)
              join whatsapp_messages m on m.config_id = k.config_id and m.external_id = k.external_id""";

    private static final String FIND_CORRELATED = """
            select m.id
              from unnest(:id, :config) k(id, config_id)
              join whatsapp_messages m on m.id = k.id and m.config_id = k.config_id
             where m.direction = 'outgoing'""";

    private static final String SAVE = """
            update whatsapp_messages m
               set status = n.status,
                   external_id = n.external_id,
                   failure_reason = n.failure_reason,
                   error_code = n.error_code,
                   error_message = n.error_message,
                   sent_at = n.sent_at,
                   attempts = m.attempts - n.held::int,
                   doubtful_attempts = m.doubtful_attempts + n.doubted::int,
                   unknown_since = case when n.status = 'unknown'
                                        then coalesce(m.unknown_since, least(m.claimed_until, clock_timestamp())) end,
                   looked_for_at = case when n.status = 'unknown' then m.looked_for_at end,
                   looked_for = n.status = 'unknown' and m.looked_for,
                   due_at = case when n.status not in ('queued', 'sending') then null
                                 when n.delay_micros is null then m.due_at
                                 else clock_timestamp() + n.delay_micros * interval '1 microsecond' end,
                   claimed_by = case when n.status = 'sending' then m.claimed_by end,
                   claimed_until = case when n.status = 'sending' then m.claimed_until end
              from unnest(:id, :status, :externalId, :reason, :code, :message, :sentAt, :delay, :doubted, :held)
                   n(id, status, external_id, failure_reason, error_code, error_message, sent_at, delay_micros, doubted, held)
             where m.id = n.id""";

    private OutgoingMessages() {}

    /** A provider's id of a message, on one business number. */
    record Address(UUID config, String externalId) {
        AdvisoryLocks.Key lock() {
            return new AdvisoryLocks.Key(config, externalId);
        }
    }

    /** A message that was found by the provider's id. */
    record Found(UUID id, boolean outgoing) {}

    /** By our own ids; what is not there, or is incoming, is left out. */
    static Map<UUID, OutgoingMessage> lock(Handle handle, Collection<UUID> ids) {
        var messages = new HashMap<UUID, OutgoingMessage>();
        if (!ids.isEmpty()) {
            handle.createQuery(LOCK)
                    .bindArray("ids", UUID.class, List.copyOf(ids))
                    .map((row, context) -> OutgoingMessage.read(row))
                    .forEach(message -> messages.put(message.id(), message));
        }
        return messages;
    }

    static Map<Address, Found> find(Handle handle, Collection<Address> addresses) {
        var found = new HashMap<Address, Found>();
        if (addresses.isEmpty()) {
            return found;
        }
        MultiRow.of(handle.createQuery(FIND), List.copyOf(addresses))
                .with("config", UUID.class, Address::config)
                .with("externalId", String.class, Address::externalId)
                .statement()
                .map((row, context) -> found.put(
                        new Address(JdbiSetup.uuid(row, "config_id"), row.getString("external_id")),
                        new Found(JdbiSetup.uuid(row, "id"), "outgoing".equals(row.getString("direction")))))
                .list();
        return found;
    }

    /** Those of the messages, given with the business number that they must be of, that are ours. */
    static List<UUID> findCorrelated(Handle handle, Map<UUID, UUID> configByMessage) {
        if (configByMessage.isEmpty()) {
            return List.of();
        }
        return MultiRow.of(handle.createQuery(FIND_CORRELATED), List.copyOf(configByMessage.entrySet()))
                .with("id", UUID.class, Map.Entry::getKey)
                .with("config", UUID.class, Map.Entry::getValue)
                .statement()
                .mapTo(UUID.class)
                .list();
    }

    /** Stores those that changed, and tells whoever watches. */
    static void save(Handle handle, Collection<OutgoingMessage> messages) {
        var changed = messages.stream().filter(OutgoingMessage::isChanged).toList();
        if (changed.isEmpty()) {
            return;
        }
        Announcements.after(
                handle,
                () -> changed.stream()
                        .map(moved -> Announcements.status(moved.company(), moved.conversation(), moved.id())));
        MultiRow.of(handle.createUpdate(SAVE), changed)
                .with("id", UUID.class, OutgoingMessage::id)
                .with("status", String.class, message -> message.status().wireName())
                .with("externalId", String.class, OutgoingMessage::externalId)
                .with("reason", String.class, of(failure -> failure.reason().wireName()))
                .with("code", String.class, of(Failure::code))
                .with("message", String.class, of(Failure::detail))
                .with("sentAt", Instant.class, OutgoingMessage::sentAt)
                .with("delay", Long.class, OutgoingMessages::delayMicros)
                .with("doubted", Boolean.class, OutgoingMessage::isDoubted)
                .with("held", Boolean.class, OutgoingMessage::isHeld)
                .statement()
                .execute();
    }

    private static Function<OutgoingMessage, @Nullable String> of(Function<Failure, String> part) {
        return message -> message.failure() == null ? null : storable(part.apply(message.failure()));
    }

    /** The database takes no U+0000, and an outcome is not to be lost for one in its explanation. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static @Nullable Long delayMicros(OutgoingMessage message) {
        var delay = message.requeuedFor();
        return delay == null ? null : delay.toNanos() / 1_000;
    }
}
