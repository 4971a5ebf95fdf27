package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.OpenConversations.Open;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.LiveChanges.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The rows of messages that deliveries bring. */
final class ArrivedMessages {

    private static final String INSERT = """
            insert into whatsapp_messages
                (id, company_id, config_id, conversation_id, sequence, direction, status, message_type, content, details,
                 external_id, provider_message_id, quoted_external_id, origin, awaits_turn, sent_at, created_at)
            select id, company_id, config_id, conversation_id, sequence,
                   case when outgoing then 'outgoing' else 'incoming' end, case when outgoing then 'sent' end,
                   message_type, content, details::jsonb,
                   external_id, provider_message_id, quoted_external_id, origin, awaits_turn, sent_at, created_at
              from unnest(:id, :company, :config, :conversation, :sequence, :outgoing, :type, :content, :details,
                          :externalId, :providerMessage, :quoted, :origin, :awaitsTurn, :sentAt, :createdAt)
                   n(id, company_id, config_id, conversation_id, sequence, outgoing, message_type, content, details,
                     external_id, provider_message_id, quoted_external_id, origin, awaits_turn, sent_at, created_at)
            on conflict (config_id, external_id) where external_id is not null do nothing
            returning id""";

    private ArrivedMessages() {}

    /**
     * A message that was new.
     *
     * @param begins whether it is the conversation's first
     */
    record Stored(UUID id, Arrival arrival, UUID conversation, boolean begins) {}

    /**
     * Stores those that no delivery has brought before and counts them in their conversations. Places are handed out in the
     * order of arrival; rows are written in the order of the provider's ids, so that transactions meet in one order.
     *
     * @return those that were new, in the order of arrival
     */
    static List<Stored> insert(Handle handle, TimeOrderedIds ids, List<Arrival> arrivals, List<Open> conversations) {
        List<Row> rows = new ArrayList<>(arrivals.size());
        for (var i = 0; i < arrivals.size(); i++) {
            var open = conversations.get(i);
            var arrival = arrivals.get(i);
            rows.add(new Row(
                    ids.next(), arrival, open, open.nextSequence(), MessageContentColumns.of(arrival.content())));
        }
        var inserted = new HashSet<>(write(handle, rows));
        List<Stored> stored = new ArrayList<>(rows.size());
        for (var row : rows) {
            if (inserted.contains(row.id())) {
                row.conversation().add(row.arrival(), row.sequence());
                stored.add(
                        new Stored(row.id(), row.arrival(), row.conversation().id(), row.sequence() == 1));
            }
        }
        Announcements.after(handle, () -> stored.stream().flatMap(ArrivedMessages::changes));
        return stored;
    }

    /** The conversation too, when it is new or a person takes it; what a message adds to it can be told from the message. */
    private static Stream<Change> changes(Stored one) {
        var company = one.arrival().config().companyId().value();
        var message = Announcements.message(company, one.conversation(), one.id());
        return one.begins() || one.arrival().takesOver()
                ? Stream.of(message, Announcements.conversation(company, one.conversation()))
                : Stream.of(message);
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
                        row -> row.arrival().config().companyId().value())
                .with("config", UUID.class, Row::config)
                .with("conversation", UUID.class, row -> row.conversation().id())
                .with("sequence", Long.class, Row::sequence)
                .with("outgoing", Boolean.class, row -> row.arrival().outgoing())
                .with("type", String.class, row -> row.content().messageType())
                .with("content", String.class, row -> row.content().content())
                .with("details", String.class, row -> row.content().details())
                .with("externalId", String.class, Row::externalId)
                .with(
                        "providerMessage",
                        String.class,
                        row -> row.arrival().providerMessage().orElse(null))
                .with(
                        "quoted",
                        String.class,
                        row -> row.arrival().quoted().map(ExternalId::value).orElse(null))
                .with("origin", String.class, row -> row.arrival().origin())
                .with("awaitsTurn", Boolean.class, row -> row.arrival().awaitsTurn())
                .with("sentAt", Instant.class, row -> row.arrival().writtenAt())
                .with("createdAt", Instant.class, row -> row.arrival().entry().receivedAt())
                .statement()
                .mapTo(UUID.class)
                .list();
    }

    private record Row(UUID id, Arrival arrival, Open conversation, long sequence, MessageContentColumns content) {
        UUID config() {
            return arrival.config().id().value();
        }

        String externalId() {
            return arrival.id().value();
        }
    }
}
