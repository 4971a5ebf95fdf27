package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.both;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Fixture.userId;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.TurnRepository.AwaitingMessage;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContactDirectoryTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private int messages;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void sender_knownByPhone_getsTheUserIdThatComesLater() {
        from(phone(1));
        from(both(1, 7));
        from(userId(7));

        assertThat(contacts()).containsExactly("+56910000001|CL.7");
        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(1);
    }

    @Test
    void sender_knownByUserId_getsThePhoneThatComesLater() {
        from(userId(7));
        from(both(1, 7));
        from(phone(1));

        assertThat(contacts()).containsExactly("+56910000001|CL.7");
        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(1);
    }

    @Test
    void sender_withANewPhone_keepsTheContact() {
        from(both(1, 7));
        from(both(2, 7));

        assertThat(contacts()).containsExactly("+56910000002|CL.7");
    }

    @Test
    void phone_ofAnotherPersonNow_isTheirs() {
        from(both(1, 7));
        from(both(1, 8));

        assertThat(contacts()).containsExactlyInAnyOrder("|CL.7", "+56910000001|CL.8");
    }

    @Test
    void phone_takenOverByAKnownPerson_leavesTheOtherOne() {
        from(both(1, 7));
        from(both(2, 8));
        from(both(1, 8));

        assertThat(contacts()).containsExactlyInAnyOrder("|CL.7", "+56910000001|CL.8");
    }

    @Test
    void sender_withANewName_isRenamed() {
        from(phone(1));
        fixture.sql("update contacts set name = 'Before'");
        from(phone(1));

        assertThat(fixture.texts("select name from contacts")).containsExactly("Ana");
    }

    @Test
    void twoContacts_thatTurnOutToBeOne_areMergedWithTheirThreads() {
        from(phone(1)); // 1, answered
        var turns = postgres.database().turns();
        turns.finish(List.of(answer(only(turns.claimWaiting(1, LEASE)), 1)));
        from(phone(1)); // 2, waits
        from(userId(7)); // 3, waits in another thread
        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(2);

        from(both(1, 7)); // 4

        assertThat(contacts()).containsExactly("+56910000001|CL.7");
        var turn = only(turns.claimWaiting(9, LEASE));
        assertThat(turn.messages())
                .extracting(message -> message.externalId().value())
                .containsExactly("wamid.3", "wamid.2", "wamid.4");
        assertThat(turn.messages()).extracting(AwaitingMessage::sequence).isSorted();
        assertThat(fixture.texts("select message_count || '|' || unread_count from whatsapp_conversations"))
                .containsExactly("5|4");
        assertThat(only(turns.finish(List.of(answer(turn, 1)))).moreAwaiting()).isFalse();
        assertThat(only(postgres.database().outbox().claimDue(9)).recipient()).isEqualTo(both(1, 7));
    }

    @Test
    void twoContacts_mergedWhileLeased_refuseTheOldTurn() {
        from(phone(1));
        var turns = postgres.database().turns();
        var old = only(turns.claimWaiting(1, LEASE));
        from(userId(7));
        from(both(1, 7));

        assertThat(only(turns.finish(List.of(answer(old, 1)))).committed()).isFalse();
        assertThat(only(turns.claimWaiting(9, LEASE)).messages()).hasSize(3);
    }

    @Test
    void group_thatLearnsWhoIsWho_makesOneContact() {
        var groups = new PostgresInbox(
                postgres.jdbi(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);
        from(phone(1));

        groups.commit(List.of(
                fixture.delivery(fixture.adding("a", userId(7))),
                fixture.delivery(fixture.adding("b", phone(1))),
                fixture.delivery(fixture.adding("c", both(1, 7))),
                fixture.delivery(fixture.adding("d", userId(8))),
                fixture.delivery(fixture.adding("e", phone(2))),
                fixture.delivery(fixture.adding("f", both(2, 8)))));

        assertThat(contacts()).containsExactlyInAnyOrder("+56910000001|CL.7", "+56910000002|CL.8");
        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(2);
        assertThat(
                        fixture.texts(
                                "select string_agg(external_id, ',' order by sequence) from whatsapp_messages group by conversation_id"))
                .containsExactlyInAnyOrder("wamid.1,a,b,c", "d,e,f");
    }

    @Test
    void sender_givenAUserIdMeanwhile_keepsIt() throws Exception {
        from(phone(1));
        fixture.sql("update contacts set name = 'Before'");

        fromWhile("update contacts set business_scoped_user_id = 'CL.7'", phone(1));

        assertThat(contacts()).containsExactly("+56910000001|CL.7");
        assertThat(fixture.texts("select name from contacts")).containsExactly("Ana");
    }

    @Test
    void sender_givenAPhoneMeanwhile_keepsIt() throws Exception {
        from(both(1, 7));
        fixture.sql("update contacts set name = 'Before'");

        fromWhile("update contacts set phone = '+56910000002'", userId(7));

        assertThat(contacts()).containsExactly("+56910000002|CL.7");
    }

    @Test
    void phone_foundToBeOfAnotherPersonMeanwhile_isTakenFromThem() throws Exception {
        from(phone(1));

        fromWhile("update contacts set business_scoped_user_id = 'CL.7'", both(1, 8));

        assertThat(contacts()).containsExactlyInAnyOrder("|CL.7", "+56910000001|CL.8");
    }

    @Test
    void phone_takenAndGivenBackInAGroup_isKept() {
        var groups = new PostgresInbox(
                postgres.jdbi(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);
        from(both(1, 7));

        groups.commit(List.of(
                fixture.delivery(fixture.adding("a", both(1, 8))), fixture.delivery(fixture.adding("b", both(1, 7)))));

        assertThat(contacts()).containsExactlyInAnyOrder("+56910000001|CL.7", "|CL.8");
    }

    /** The message is at work on what it has read when another transaction commits. */
    private void fromWhile(String statement, ContactAddress sender) throws Exception {
        var caller = Executors.newSingleThreadExecutor();
        try {
            var stored = postgres.jdbi().inTransaction(other -> {
                other.execute(statement);
                var storing = caller.submit(() -> from(sender));
                while (!storing.isDone() && fixture.number("select count(*) from pg_locks where not granted") == 0) {
                    Thread.onSpinWait();
                }
                return storing;
            });
            stored.get();
        } finally {
            caller.shutdownNow();
        }
    }

    private void from(ContactAddress sender) {
        fixture.receive("wamid." + ++messages, sender);
    }

    private List<String> contacts() {
        return fixture.texts(
                "select coalesce(phone, '') || '|' || coalesce(business_scoped_user_id, '') from contacts");
    }
}
