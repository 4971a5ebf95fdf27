package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.TurnResult;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replies that are claimed in the commit that stores them. */
@Timeout(60)
class LeavingRepliesTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void leaving_isTheSendThatAClaimWouldHaveGiven() {
        var queued = fixture.receiveAndReply("wamid.1", phone(1), 1);
        var claimed = only(postgres.database().outbox().claim(List.of(queued), 1));
        var conversation = fixture.receive("wamid.2", phone(2));
        var turn = only(postgres.database().turns().claim(List.of(conversation), LEASE));

        var result = finish(turn, answer(turn, 1));

        var leaving = result.leaving().orElseThrow();
        assertThat(result.repliesQueued()).isTrue();
        assertThat(leaving)
                .usingRecursiveComparison()
                .ignoringFields(
                        "id", "conversation", "recipient", "content", "quoted", "firstDueAt", "askedAt", "window")
                .isEqualTo(claimed);
        assertThat(leaving.quoted()).contains(new ExternalId("wamid.2"));
        assertThat(leaving.recipient()).isEqualTo(turn.conversation().contact().address());
        assertThat(leaving.window()).isPresent().isEqualTo(turn.conversation().window());
        assertThat(leaving.askedAt()).isPresent();
        assertThat(fixture.texts("""
                select concat_ws('|', status, attempts, claims, claimed_by = '%s',
                                 claimed_until > clock_timestamp() + interval '50 seconds')
                  from whatsapp_messages where direction = 'outgoing'""".formatted(PostgresExtension.NODE)))
                .containsExactly("sending|1|1|t|t", "sending|1|1|t|t");
        assertThat(postgres.otherNode()
                        .outbox()
                        .claim(List.of(turn.conversation().id()), 1))
                .isEmpty();
        postgres.database().outbox().record(new Report.Sent(leaving, new ExternalId("out.2")));
        assertThat(fixture.count("whatsapp_messages where status = 'sent'")).isEqualTo(1);
    }

    @Test
    void onlyTheFirstPartLeaves_theNextIsDueOnceItHasAnOutcome() {
        var turn = turn("wamid.1");

        var leaving = finish(turn, answer(turn, 2)).leaving().orElseThrow();

        assertThat(statuses()).containsExactly("sending", "queued");
        assertThat(postgres.database().outbox().claimDue(10)).isEmpty();
        assertThat(postgres.database().outbox().record(new Report.Sent(leaving, new ExternalId("out.1"))))
                .isTrue();
        assertThat(only(postgres.database().outbox().claimDue(10)).askedAt()).isEmpty();
    }

    @Test
    void whatWaitsBeforeIt_leavesFirst() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var turn = turn("wamid.2");

        var result = finish(turn, answer(turn, 1));

        assertThat(result.leaving()).isEmpty();
        assertThat(result.repliesQueued()).isTrue();
        assertThat(statuses()).containsExactly("queued", "queued");
    }

    @Test
    void nobodyAsked_orNothingToSay_orALostLease_leavesNothing() {
        var turn = turn("wamid.1");
        var silent = new FinishedTurn(
                turn.conversation().id(),
                turn.epoch(),
                answer(turn, 1).handledThrough(),
                answer(turn, 0).decisions());
        var other = only(postgres.database().turns().claim(List.of(fixture.receive("wamid.2", phone(2))), LEASE));

        assertThat(finish(turn, silent).leaving()).isEmpty();
        assertThat(only(postgres.database().turns().finish(List.of(answer(other, 1))))
                        .leaving())
                .isEmpty();
        assertThat(finish(turn, answer(turn, 1)))
                .isEqualTo(new TurnResult(turn.conversation().id(), false, false, false));
        assertThat(statuses()).containsExactly("queued");
    }

    /** Nobody was given it, so its call surely never began. */
    @Test
    void answerToTheCommitWasLost_goesBackToTheQueue() {
        var turn = turn("wamid.1");
        var answers = new LosingAnswers(postgres.database().path());
        var given = new GivenClaims(UUID.randomUUID(), Ticker.systemTicker());
        var cut = new PostgresTurns(JdbiSetup.on(answers), given);
        try (var outbox = new PostgresOutbox(
                JdbiSetup.on(answers), given, GroupCommitter.Limits.DEFAULT, Ticker.systemTicker())) {
            answers.loseNext();
            assertThatThrownBy(() -> cut.finish(
                            List.of(answer(turn, 1)), Set.of(turn.conversation().id())))
                    .isInstanceOf(StoreBusyException.class);
            assertThat(statuses()).containsExactly("sending");

            var again = only(outbox.claimDue(10));

            assertThat(again.attempt()).isEqualTo(1);
            assertThat(again.claim()).isEqualTo(2);
        }
    }

    /** The process ended before the call began. */
    @Test
    void crash_beforeTheCall_goesBackToTheQueue() {
        var turn = turn("wamid.1");
        var leaving = finish(turn, answer(turn, 1)).leaving().orElseThrow();

        var recovery = postgres.database().outbox().recover(PostgresExtension.NODE, Optional.of(Set.of()));

        assertThat(recovery.requeued()).isEqualTo(1);
        assertThat(only(postgres.database().outbox().claimDue(10)).id()).isEqualTo(leaving.id());
    }

    /** Whoever claims at the same time sees either nothing yet or what is being sent already. */
    @Test
    void besideClaims_oneMessageOfAConversationIsBeingSentAtATime() throws Exception {
        var other = postgres.otherNode();
        for (var round = 0; round < 30; round++) {
            var first = turn("wamid.a" + round);
            var conversation = first.conversation().id();
            postgres.database().turns().finish(List.of(answer(first, 1)));
            fixture.receive("wamid.b" + round, phone(1));
            var second = only(postgres.database().turns().claim(List.of(conversation), LEASE));

            var claimed = together(
                    2,
                    thread -> thread == 0
                            ? other.outbox().claim(List.of(conversation), 1)
                            : finish(second, answer(second, 1)).leaving().stream()
                                    .toList());

            List<ClaimedSend> all = claimed.stream().flatMap(List::stream).toList();
            assertThat(all).as("round %d", round).hasSize(1);
            other.outbox().record(new Report.Sent(all.get(0), new ExternalId("out.a" + round)));
            var rest = only(other.outbox().claim(List.of(conversation), 1));
            other.outbox().record(new Report.Sent(rest, new ExternalId("out.b" + round)));
        }
    }

    private ClaimedTurn turn(String message) {
        ConversationId conversation = fixture.receive(message, phone(1));
        return only(postgres.database().turns().claim(List.of(conversation), LEASE));
    }

    private TurnResult finish(ClaimedTurn turn, FinishedTurn finished) {
        return only(postgres.database()
                .turns()
                .finish(List.of(finished), Set.of(turn.conversation().id())));
    }

    private List<String> statuses() {
        return fixture.texts("select status from whatsapp_messages where direction = 'outgoing' order by id");
    }
}
