package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Inbox.Effect.MoveStatus;
import cl.fizko.chat.domain.port.Outbox.Report;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every message costs in indexes: rare needs must not make it more. */
class PlainPathTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    /** An index that mentions a column, be it only in its condition, makes every change of that column write to all indexes. */
    @Test
    void indexes_ofMessages_mentionNothingThatMovesOnTheWay() {
        var fixture = new Fixture(postgres.database());

        var mentioned = fixture.texts("""
                select distinct a.attname
                  from pg_index i
                  join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                                  and d.refobjid = i.indrelid and d.refobjsubid > 0
                  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
                 where i.indrelid = 'whatsapp_messages'::regclass and not i.indisprimary
                 order by 1""");

        assertThat(mentioned)
                .contains("due_at", "unknown_since")
                .doesNotContain(
                        "status", "attempts", "claimed_by", "claimed_until", "sent_at", "looked_for_at", "origin");
    }

    @Test
    void statuses_ofASentMessage_writeToNoIndex() {
        var fixture = new Fixture(postgres.database());
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(postgres.database().outbox().claim(List.of(conversation), 1));
        postgres.database().outbox().record(new Report.Sent(send, new ExternalId("out.1")));

        var updates = postgres.jdbi().inTransaction(handle -> {
            var before = updates(handle);
            for (var status : List.of(DeliveryStatus.DELIVERED, DeliveryStatus.READ)) {
                StatusMoves.apply(handle, List.of((MoveStatus) fixture.moving("out.1", status)), List.of());
            }
            var after = updates(handle);
            return List.of(after.get(0) - before.get(0), after.get(1) - before.get(1));
        });

        assertThat(updates).as("updates, and those without index").containsExactly(2L, 2L);
    }

    /** What this connection has counted and not told yet. */
    private static List<Long> updates(Handle handle) {
        return handle.createQuery("""
                        select unnest(array[pg_stat_get_xact_tuples_updated(id), pg_stat_get_xact_tuples_hot_updated(id)])
                          from (select 'whatsapp_messages'::regclass::oid as id) t""").mapTo(Long.class).list();
    }

    @Test
    void message_plain_makesRowsInNoOtherTable() {
        var fixture = new Fixture(postgres.database());

        fixture.receiveAndReply("wamid.1", phone(1), 1);

        assertThat(fixture.count("media_files")).isZero();
        assertThat(fixture.count("whatsapp_messages where unknown_since is not null"))
                .isZero();
    }
}
