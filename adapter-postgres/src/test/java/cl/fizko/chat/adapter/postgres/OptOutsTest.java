package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.both;
import static cl.fizko.chat.adapter.postgres.Fixture.decision;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Fixture.userId;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Customers who want no messages of the company's own accord. */
class OptOutsTest {

    private static final Instant LATER = NOW.plusSeconds(60);

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private int received;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void optOut_isKnownFromTheNextTurnOn_andOfThatPersonOnly() {
        say(phone(1), decision(NOW, Act.OPT_OUT));

        assertThat(optedOutAt(phone(1))).contains(NOW);
        assertThat(optedOutAt(phone(2))).isEmpty();
    }

    @Test
    void optOut_again_keepsTheFirstTime() {
        say(phone(1), decision(NOW, Act.OPT_OUT));
        say(phone(1), decision(LATER, Act.OPT_OUT));

        assertThat(optedOutAt(phone(1))).contains(NOW);
    }

    @Test
    void optIn_takesItBack_andTheNextOptOutHasATimeOfItsOwn() {
        say(phone(1), decision(NOW, Act.OPT_OUT));
        say(phone(1), decision(NOW, Act.OPT_IN));
        assertThat(optedOutAt(phone(1))).isEmpty();

        say(phone(1), decision(LATER, Act.OPT_OUT));
        assertThat(optedOutAt(phone(1))).contains(LATER);
    }

    @Test
    void oneTurn_theLastWordCounts() {
        say(phone(1), decision(NOW, Act.OPT_OUT), decision(NOW, Act.OPT_IN));
        assertThat(optedOutAt(phone(1))).isEmpty();

        say(phone(2), decision(NOW, Act.OPT_OUT));
        say(phone(2), decision(LATER, Act.OPT_IN), decision(LATER, Act.OPT_OUT));
        assertThat(optedOutAt(phone(2))).contains(LATER);
    }

    @Test
    void otherTurns_changeNothing() {
        say(phone(1), decision(NOW, Act.OPT_OUT));
        say(phone(1), decision(LATER));
        say(phone(1), decision(LATER, Act.HAND_OVER));

        assertThat(optedOutAt(phone(1))).contains(NOW);
    }

    @Test
    void refusedTurn_changesNothing() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var turns = postgres.database().turns();
        var lost = only(turns.claim(List.of(conversation), Duration.ofSeconds(-1)));
        turns.claim(List.of(conversation), LEASE);

        turns.finish(List.of(answer(lost, decision(NOW, Act.OPT_OUT), "listo")));

        assertThat(fixture.count("contacts where opted_out_at is not null")).isZero();
    }

    /** The person wrote by user id and by phone number before both were known as one. */
    @Test
    void contactsMerged_theOptOutIsKept() {
        say(userId(1), decision(NOW));
        say(phone(1), decision(NOW, Act.OPT_OUT));

        assertThat(optedOutAt(both(1, 1))).contains(NOW);
        assertThat(fixture.count("contacts")).isEqualTo(1);
    }

    /** The inbox locks contacts before conversations: a turn that did it the other way round would wait for it in a circle. */
    @Test
    void finish_whileTheContactIsLocked_holdsNoConversation() throws Exception {
        fixture.receive("wamid.1", phone(1));
        var turns = postgres.database().turns();
        var turn = only(turns.claimWaiting(1, LEASE));
        var pool = Executors.newSingleThreadExecutor();
        try {
            var finished = fixture.jdbi().inTransaction(inbox -> {
                inbox.execute("update contacts set name = 'Ana María'");
                var result =
                        pool.submit(() -> turns.finish(List.of(answer(turn, decision(NOW, Act.OPT_OUT), "listo"))));
                while (fixture.count("pg_locks where not granted") == 0) {
                    assertThat(result).isNotDone();
                }
                inbox.execute("select id from whatsapp_conversations for update nowait");
                return result;
            });

            assertThat(only(finished.get()).committed()).isTrue();
        } finally {
            pool.shutdownNow();
        }
        assertThat(optedOutAt(phone(1))).contains(NOW);
    }

    /** The person writes one message for each decision, and gets them all in one turn. */
    private void say(ContactAddress person, Decision... decisions) {
        for (var i = 0; i < decisions.length; i++) {
            fixture.receive("wamid." + received++, person);
        }
        var turn = only(postgres.database().turns().claimWaiting(10, LEASE));
        List<HandledMessage> handled = new ArrayList<>();
        for (var i = 0; i < decisions.length; i++) {
            handled.add(new HandledMessage(turn.messages().get(i).id(), decisions[i], List.of()));
        }
        finish(turn, handled);
    }

    private Optional<Instant> optedOutAt(ContactAddress person) {
        fixture.receive("wamid." + received++, person);
        var turn = only(postgres.database().turns().claimWaiting(10, LEASE));
        finish(turn, List.of(new HandledMessage(turn.messages().get(0).id(), decision(), List.of())));
        return turn.conversation().contact().optedOutAt();
    }

    private void finish(ClaimedTurn turn, List<HandledMessage> handled) {
        var last = turn.messages().get(turn.messages().size() - 1).sequence();
        postgres.database()
                .turns()
                .finish(List.of(new FinishedTurn(turn.conversation().id(), turn.epoch(), last, handled)));
    }
}
