package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.OpenConversations.Open;
import cl.fizko.chat.adapter.postgres.PostgresInbox.Arrival;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.ExternalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of incoming messages. */
final class IncomingMessages {

    private static final String INSERT = """
            insert into whatsapp_messages
                (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, details,
                 external_id, quoted_external_id, awaits_turn, sent_at, created_at)
            select id, company_id, config_id, conversation_id, sequence, 'incoming', message_type, content, details::jsonb,
                   external_id, quoted_external_id, awaits_turn, sent_at, created_at
              from unnest(:id, :company, :config, :conversation, :sequence, :type, :content, :details,
                          :externalId, :quoted, :awaitsTurn, :sentAt, :createdAt)
                   n(id, company_id, config_id, conversation_id, sequence, message_type, content, details,
                     external_id, quoted_external_id, awaits_turn, sent_at, created_at)
            on conflict (config_id, external_id) where external_id is not null do nothing
            returning id""";

    private IncomingMessages() {}

    /**
     * Stores those that no delivery has brought before and counts them in their conversations. Places are handed out in the
     * order of arrival; rows are written in the order of the provider's ids, so that transactions meet in one order.
     *
     * @return which arrivals were new
     */
    static BitSet insert(Handle handle, TimeOrderedIds ids, List<Arrival> arrivals, List<Open> conversations) {
        List<Row> rows = new ArrayList<>(arrivals.size());
        for (var i = 0; i < arrivals.size(); i++) {
            var open = conversations.get(i);
            rows.add(new Row(
                    ids.next(),
                    arrivals.get(i),
                    open,
                    open.nextSequence(),
                    MessageContentColumns.of(arrivals.get(i).effect().event().content())));
        }
        var inserted = new HashSet<>(write(handle, rows));
        var fresh = new BitSet(rows.size());
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (inserted.contains(row.id())) {
                fresh.set(i);
                row.conversation().add(row.arrival(), row.sequence());
            }
        }
        return fresh;
    }

    private static List<UUID> write(Handle handle, List<Row> rows) {
        var sorted = rows.stream()
                .sorted(Comparator.comparing(Row::config).thenComparing(Row::externalId))
                .toList();
        return MultiRow.of(handle.createQuery(INSERT), sorted)
                .with("id", UUID.class, Row::id)
                .with(
                        "company",
                        Long.class,
                        row -> row.arrival().effect().config().companyId().value())
                .with("config", UUID.class, Row::config)
                .with("conversation", UUID.class, row -> row.conversation().id())
                .with("sequence", Long.class, Row::sequence)
                .with("type", String.class, row -> row.content().messageType())
                .with("content", String.class, row -> row.content().content())
                .with("details", String.class, row -> row.content().details())
                .with("externalId", String.class, Row::externalId)
                .with(
                        "quoted",
                        String.class,
                        row -> row.arrival()
                                .effect()
                                .event()
                                .quoted()
                                .map(ExternalId::value)
                                .orElse(null))
                .with("awaitsTurn", Boolean.class, row -> row.arrival().effect().awaitsTurn())
                .with(
                        "sentAt",
                        Instant.class,
                        row -> row.arrival().effect().event().sentAt())
                .with("createdAt", Instant.class, row -> row.arrival().entry().receivedAt())
                .statement()
                .mapTo(UUID.class)
                .list();
    }

    private record Row(UUID id, Arrival arrival, Open conversation, long sequence, MessageContentColumns content) {
        UUID config() {
            return arrival.effect().config().id().value();
        }

        String externalId() {
            return arrival.effect().event().id().value();
        }
    }
}
