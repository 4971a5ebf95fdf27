package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The conversations that a group of deliveries, or one message of ours, adds to, locked in the order of their ids while it does. */
final class OpenConversations {

    private static final String LOCK = """
            select c.id, c.config_id, c.contact_id, c.company_id, c.last_sequence
              from unnest(:config, :contact) k(config_id, contact_id)
              join whatsapp_conversations c on c.contact_id = k.contact_id and c.config_id = k.config_id
             order by c.id
               for update of c""";

    private static final String LOCK_ONE = """
            select id, config_id, contact_id, company_id, last_sequence
              from whatsapp_conversations
             where id = :id and company_id = :company
               for update""";

    private static final String INSERT = """
            insert into whatsapp_conversations (id, company_id, config_id, contact_id)
            select * from unnest(:id, :company, :config, :contact)
            on conflict on constraint whatsapp_conversations_thread_key do nothing""";

    private static final String SAVE = """
            update whatsapp_conversations c
               set last_sequence = n.last_sequence,
                   message_count = c.message_count + n.added,
                   unread_count = c.unread_count + n.unread,
                   status = 'active',
                   %s,
                   last_inbound_at = greatest(c.last_inbound_at, n.last_inbound_at),
                   last_active_at = greatest(c.last_active_at, n.last_active_at),
                   awaiting_through = greatest(c.awaiting_through, n.awaiting_through),
                   pending_since = case when n.awaiting_through is null then c.pending_since
                                        else coalesce(c.pending_since, clock_timestamp()) end,
                   not_before = case when n.awaiting_through is null then c.not_before
                                     when n.burst is not null
                                     then least(clock_timestamp() + n.burst * interval '1 microsecond',
                                                coalesce(c.burst_until,
                                                         clock_timestamp() + 4 * n.burst * interval '1 microsecond')) end,
                   burst_until = case when n.burst is null then c.burst_until
                                      else coalesce(c.burst_until,
                                                    clock_timestamp() + 4 * n.burst * interval '1 microsecond') end,
                   provider_conversation_id = coalesce(n.provider_conversation_id, c.provider_conversation_id)
              from unnest(:id, :lastSequence, :added, :unread, :lastInboundAt, :lastActiveAt, :awaitingThrough,
                          :providerConversation, :takenOver, :burst)
                   n(id, last_sequence, added, unread, last_inbound_at, last_active_at, awaiting_through,
                     provider_conversation_id, taken_over, burst)
             where c.id = n.id""".formatted(TakenOver.columns("n.taken_over"));

    private OpenConversations() {}

    /**
     * The conversation of each correspondence, made when it is new.
     *
     * @throws LostRaceException if another transaction has just made one of the new ones
     */
    static List<Open> lock(
            Handle handle, TimeOrderedIds ids, List<? extends Correspondence> arrivals, List<UUID> contacts) {
        Map<ThreadKey, @Nullable Open> byThread = new LinkedHashMap<>();
        List<ThreadKey> threads = new ArrayList<>(arrivals.size());
        for (var i = 0; i < arrivals.size(); i++) {
            var config = arrivals.get(i).config();
            var thread = new ThreadKey(
                    config.id().value(), contacts.get(i), config.companyId().value());
            threads.add(thread);
            byThread.put(thread, null);
        }
        lockKnown(handle, List.copyOf(byThread.keySet())).forEach(open -> byThread.replace(open.thread, open));
        var made = byThread.entrySet().stream()
                .filter(entry -> entry.getValue() == null)
                .map(entry -> new Open(ids.next(), entry.getKey(), 0, true))
                .sorted(Comparator.comparing((Open open) -> open.thread.config())
                        .thenComparing(o -> o.thread.contact()))
                .toList();
        if (!made.isEmpty() && insert(handle, made) < made.size()) {
            throw new LostRaceException("another transaction has stored a conversation at the same time");
        }
        made.forEach(open -> byThread.replace(open.thread, open));
        return threads.stream().map(byThread::get).map(Objects::requireNonNull).toList();
    }

    /** A company's conversation by its id; empty when it has no such one. */
    static Optional<Open> lock(Handle handle, CompanyId company, ConversationId id) {
        return handle.createQuery(LOCK_ONE)
                .bind("id", id.value())
                .bind("company", company.value())
                .map((row, context) -> open(row))
                .findOne();
    }

    private static List<Open> lockKnown(Handle handle, List<ThreadKey> threads) {
        return MultiRow.of(handle.createQuery(LOCK), threads)
                .with("config", UUID.class, ThreadKey::config)
                .with("contact", UUID.class, ThreadKey::contact)
                .statement()
                .map((row, context) -> open(row))
                .list();
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                JdbiSetup.uuid(row, "id"),
                new ThreadKey(
                        JdbiSetup.uuid(row, "config_id"), JdbiSetup.uuid(row, "contact_id"), row.getLong("company_id")),
                row.getLong("last_sequence"),
                false);
    }

    private static int insert(Handle handle, List<Open> made) {
        return MultiRow.of(handle.createUpdate(INSERT), made)
                .with("id", UUID.class, Open::id)
                .with("company", Long.class, open -> open.thread.company())
                .with("config", UUID.class, open -> open.thread.config())
                .with("contact", UUID.class, open -> open.thread.contact())
                .statement()
                .execute();
    }

    /** Stores what the messages changed. */
    static void save(Handle handle, List<Open> conversations) {
        var changed =
                conversations.stream().distinct().filter(open -> open.added > 0).toList();
        if (changed.isEmpty()) {
            return;
        }
        MultiRow.of(handle.createUpdate(SAVE), changed)
                .with("id", UUID.class, Open::id)
                .with("lastSequence", Long.class, open -> open.lastSequence)
                .with("added", Integer.class, open -> open.added)
                .with("unread", Integer.class, open -> open.unread)
                .with("lastInboundAt", Instant.class, open -> open.lastInboundAt)
                .with("lastActiveAt", Instant.class, open -> open.lastActiveAt)
                .with("awaitingThrough", Long.class, open -> open.awaitingThrough)
                .with("providerConversation", String.class, open -> open.providerConversation)
                .with("takenOver", Boolean.class, open -> open.takenOver)
                .with("burst", Long.class, open -> open.burstMicros)
                .statement()
                .execute();
    }

    /** One business number and one contact. */
    record ThreadKey(UUID config, UUID contact, long company) {}

    /** A locked conversation, and what the group adds to it. */
    static final class Open {
        private final UUID id;
        private final ThreadKey thread;
        private final boolean isNew;
        private long lastSequence;
        private int added;
        private int unread;
        private @Nullable Instant lastInboundAt;
        private @Nullable Instant lastActiveAt;
        private @Nullable Long awaitingThrough;
        private @Nullable String providerConversation;
        private boolean takenOver;
        private @Nullable Long burstMicros;

        private Open(UUID id, ThreadKey thread, long lastSequence, boolean isNew) {
            this.id = id;
            this.thread = thread;
            this.lastSequence = lastSequence;
            this.isNew = isNew;
        }

        /** Whether it was made just now. */
        boolean isNew() {
            return isNew;
        }

        UUID id() {
            return id;
        }

        UUID config() {
            return thread.config();
        }

        UUID contact() {
            return thread.contact();
        }

        /** The place of the next message; a message that turns out to be known leaves a gap. */
        long nextSequence() {
            return ++lastSequence;
        }

        /** Counts a message that was new. */
        void add(Arrival arrival, long sequence) {
            added++;
            takenOver |= arrival.takesOver();
            lastActiveAt = later(lastActiveAt, arrival.live() ? arrival.entry().receivedAt() : arrival.happenedAt());
            if (arrival.isNews()) {
                unread += arrival.live() ? 1 : 0;
            }
            if (arrival.opensWindow()) {
                lastInboundAt = later(lastInboundAt, arrival.happenedAt());
            }
            arrival.providerConversation().ifPresent(value -> providerConversation = value);
            if (arrival.awaitsTurn()) {
                awaitingThrough = sequence;
                var window = arrival.config().burstWindow();
                burstMicros = window.isZero() ? null : window.toNanos() / 1_000;
            }
        }

        /** Counts a message of ours that waits to be sent. */
        void addOurs(Instant at) {
            added++;
            lastActiveAt = later(lastActiveAt, at);
        }

        private static Instant later(@Nullable Instant one, Instant other) {
            return one == null || one.isBefore(other) ? other : one;
        }
    }
}
