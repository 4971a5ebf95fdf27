package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.Inbox.Entry;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of {@code webhook_events}. */
final class DeliveryRows {

    private static final String INSERT = """
            insert into webhook_events
                (id, provider, idempotency_key, event_name, status, reason, raw_body, received_at, company_id, backfilled)
            select * from unnest(:id, :provider, :key, :eventName, :status, :reason, :rawBody, :receivedAt, :company,
                                 :backfilled)
            on conflict on constraint webhook_events_delivery_key do nothing
            returning id""";

    private static final String MARK_DUPLICATE = """
            update webhook_events set status = 'duplicate' where id = any(:ids)""";

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

    private static @Nullable Long company(Entry entry) {
        return entry.effects().isEmpty()
                ? null
                : entry.effects().get(0).config().companyId().value();
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
