package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.Inbox.Entry;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of {@code webhook_events}. */
final class DeliveryRows {

    // No constraint is named: a group that is repeated after its connection was cut may meet its own rows, by id as by
    // key.
    private static final String INSERT = """
            insert into webhook_events
                (id, provider, idempotency_key, event_name, status, reason, raw_body, received_at, company_id, backfilled,
                 signed_by)
            select * from unnest(:id, :provider, :key, :eventName, :status, :reason, :rawBody, :receivedAt, :company,
                                 :backfilled, :signedBy)
            on conflict do nothing
            returning id""";

    private static final String MARK_DUPLICATE = """
            update webhook_events set status = 'duplicate' where id = any(:ids)""";

    private static final String LOCK = """
            select status, raw_body from webhook_events where id = :id for update""";

    private static final String SETTLE = """
            update webhook_events
               set status = :status, reason = :reason, company_id = :company::bigint
             where id = :id""";

    /** The name of the installation's secrets in {@code signed_by}. */
    static final String INSTALLATION = "installation";

    private DeliveryRows() {}

    /** Stores those that were not stored before, sorted by key so that transactions meet in one order; returns them in order. */
    static Set<Entry> insert(Handle handle, List<Entry> entries) {
        var byKey = new LinkedHashMap<Key, Entry>();
        entries.forEach(entry -> byKey.putIfAbsent(Key.of(entry), entry));
        var sorted = byKey.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        var inserted = new HashSet<>(MultiRow.of(handle.createQuery(INSERT), sorted)
                .with("id", UUID.class, entry -> entry.id().value())
                .with("provider", String.class, entry -> entry.provider().value())
                .with("key", String.class, entry -> entry.key().value())
                .with("eventName", String.class, Entry::eventName)
                .with("status", String.class, entry -> intended(entry).wireName())
                .with("reason", String.class, entry -> entry.quarantineReason().orElse(null))
                .withBytes("rawBody", Entry::rawBody)
                .with("receivedAt", Instant.class, Entry::receivedAt)
                .with("company", Long.class, DeliveryRows::company)
                .with("backfilled", Boolean.class, Entry::backfilled)
                .with("signedBy", String.class, DeliveryRows::signedBy)
                .statement()
                .mapTo(UUID.class)
                .list());
        var fresh = Collections.newSetFromMap(new LinkedHashMap<Entry, Boolean>());
        byKey.values().stream()
                .filter(entry -> inserted.contains(entry.id().value()))
                .forEach(fresh::add);
        return fresh;
    }

    /** The status of a delivery whose messages nobody has brought before. */
    static WebhookEventStatus intended(Entry entry) {
        if (entry.quarantineReason().isPresent()) {
            return WebhookEventStatus.QUARANTINED;
        }
        return entry.effects().isEmpty() ? WebhookEventStatus.IGNORED : WebhookEventStatus.APPLIED;
    }

    static void markDuplicate(Handle handle, List<Entry> entries) {
        if (!entries.isEmpty()) {
            handle.createUpdate(MARK_DUPLICATE)
                    .bindArray(
                            "ids",
                            UUID.class,
                            entries.stream().map(entry -> entry.id().value()).toList())
                    .execute();
        }
    }

    /** What speaks for several companies is none of theirs to see. */
    static @Nullable Long company(Entry entry) {
        var companies = entry.effects().stream()
                .map(effect -> effect.config().companyId())
                .distinct()
                .toList();
        return companies.size() == 1 ? companies.get(0).value() : null;
    }

    private static @Nullable String signedBy(Entry entry) {
        return entry.signer()
                .map(signer -> signer.number().map(WhatsAppConfigId::toString).orElse(INSTALLATION))
                .orElse(null);
    }

    /** What may have changed of a delivery since it was read. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Locked(WebhookEventStatus status, byte[] body) {}

    /** A delivery, its row locked until the transaction ends. */
    static Optional<Locked> lock(Handle handle, WebhookEventId id) {
        return handle.createQuery(LOCK)
                .bind("id", id.value())
                .map((row, context) ->
                        new Locked(WebhookEventStatus.of(row.getString("status")), row.getBytes("raw_body")))
                .findOne();
    }

    /** Gives a locked delivery another outcome. */
    static void settle(Handle handle, Entry entry, WebhookEventStatus status) {
        handle.createUpdate(SETTLE)
                .bind("id", entry.id().value())
                .bind("status", status.wireName())
                .bind("reason", entry.quarantineReason().orElse(null))
                .bind("company", company(entry))
                .execute();
    }

    private record Key(String provider, String key) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::provider).thenComparing(Key::key);

        static Key of(Entry entry) {
            return new Key(entry.provider().value(), entry.key().value());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
