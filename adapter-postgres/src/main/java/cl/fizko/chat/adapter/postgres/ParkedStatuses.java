package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.OutgoingMessages.Address;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.Inbox.Effect.MoveStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Statuses that arrived before their message was known by the provider's id. */
final class ParkedStatuses {

    private static final String PARK = """
            insert into parked_statuses
                (config_id, external_id, status, company_id, failure_reason, error_code, error_message, at)
            select * from unnest(:config, :externalId, :status, :company, :reason, :code, :message, :at)
            on conflict do nothing""";

    private static final String TAKE = """
            delete from parked_statuses p
             using unnest(:config, :externalId) k(config_id, external_id)
             where p.config_id = k.config_id and p.external_id = k.external_id
            returning p.*""";

    static final int MOST_FORGOTTEN_AT_ONCE = 1_000;

    private static final String FORGET = """
            with old as (
                select config_id, external_id, status from parked_statuses
                 where parked_at < now() - interval '7 days'
                 order by parked_at
                 limit :most
                   for update skip locked)
            delete from parked_statuses p
             using old
             where p.config_id = old.config_id and p.external_id = old.external_id and p.status = old.status""";

    private ParkedStatuses() {}

    /** Deletes some of those that nobody has come for in a week: their messages were never ours. */
    static void forgetOld(Handle handle) {
        handle.createUpdate(FORGET).bind("most", MOST_FORGOTTEN_AT_ONCE).execute();
    }

    /** A status that waited. */
    record Parked(Address address, long position, DeliveryStatus status, Instant at, Optional<Failure> failure) {}

    static void park(Handle handle, List<MoveStatus> moves) {
        if (moves.isEmpty()) {
            return;
        }
        MultiRow.of(handle.createUpdate(PARK), moves)
                .with("config", UUID.class, move -> move.config().id().value())
                .with("externalId", String.class, move -> move.event().id().value())
                .with("status", String.class, move -> move.event().status().wireName())
                .with("company", Long.class, move -> move.config().companyId().value())
                .with(
                        "reason",
                        String.class,
                        move -> move.event()
                                .failure()
                                .map(f -> f.reason().wireName())
                                .orElse(null))
                .with(
                        "code",
                        String.class,
                        move -> move.event()
                                .failure()
                                .map(Failure::code)
                                .map(OutgoingMessages::storable)
                                .orElse(null))
                .with(
                        "message",
                        String.class,
                        move -> move.event()
                                .failure()
                                .map(Failure::detail)
                                .map(OutgoingMessages::storable)
                                .orElse(null))
                .with("at", Instant.class, move -> move.event().at())
                .statement()
                .execute();
    }

    /** Takes what waits for these ids, in the order of arrival. The caller holds their locks. */
    static List<Parked> take(Handle handle, Collection<Address> addresses) {
        if (addresses.isEmpty()) {
            return List.of();
        }
        return MultiRow.of(handle.createQuery(TAKE), List.copyOf(addresses))
                .with("config", UUID.class, Address::config)
                .with("externalId", String.class, Address::externalId)
                .statement()
                .map((row, context) -> new Parked(
                        new Address(JdbiSetup.uuid(row, "config_id"), row.getString("external_id")),
                        row.getLong("position"),
                        DeliveryStatus.of(row.getString("status")),
                        JdbiSetup.instant(row, "at"),
                        OutgoingMessage.failure(row)))
                .stream()
                .sorted(Comparator.comparingLong(Parked::position))
                .toList();
    }
}
