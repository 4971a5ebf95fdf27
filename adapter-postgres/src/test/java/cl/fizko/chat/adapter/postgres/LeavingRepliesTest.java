package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.TurnResult;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replies that are claimed in the commit that stores them. */
@Timeout(60)
class LeavingRepliesTest {

    private static final String WAITING_FOR_ADVISORY_LOCKS =
            "select count(*) from pg_locks where locktype = 'advisory' and not granted";
    private static final String WAITING_FOR_ROWS =
            "select count(*) from pg_locks where locktype in ('transactionid', 'tuple') and not granted";

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

    /**
     * A message whose outcome is unknown lets the next one of its conversation leave. If it turns out meanwhile that it surely had not
     * left, whoever claims it waits for that one.
     */
    @Test
    void besideAClaimOfAnEarlierMessage_oneOfAConversationIsBeingSentAtATime() throws Exception {
        var other = postgres.otherNode();
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 1);
        var earlier = only(other.outbox().claim(List.of(conversation), 1));
        other.outbox().record(new Report.Unknown(earlier, "no answer"));
        fixture.receive("wamid.2", phone(1));
        var turn = only(postgres.database().turns().claim(List.of(conversation), LEASE));
        var claims = Executors.newSingleThreadExecutor();
        try (var finishing = postgres.jdbi().open()) {
            finishing.begin();
            var result = only(TurnOutcomes.store(
                    finishing,
                    List.of(answer(turn, 1)),
                    new LeavingReplies(PostgresExtension.NODE, Set.of(conversation))));
            assertThat(result.leaving()).isPresent();
            other.outbox().record(new Report.Deferred(earlier, Duration.ZERO, "net", false));

            var claim = claims.submit(() -> other.outbox().claim(List.of(conversation), 1));
            while (!claim.isDone() && fixture.number(WAITING_FOR_ADVISORY_LOCKS) == 0) {
                Thread.onSpinWait();
            }
            finishing.commit();

            assertThat(claim.get(30, TimeUnit.SECONDS)).isEmpty();
        } finally {
            claims.shutdownNow();
        }
        assertThat(statuses()).containsExactly("queued", "sending");
    }

    /** The turn is in time, whoever its contact is by now. */
    @Test
    void contactMergedMeanwhile_theReplyGoesToTheOneThatIsLeft() throws Exception {
        var turn = turn("wamid.1");
        var conversation = turn.conversation().id();
        var turns = Executors.newSingleThreadExecutor();
        try (var merging = postgres.jdbi().open()) {
            merging.begin();
            var merged = UUID.randomUUID();
            merging.execute(
                    "insert into contacts (id, company_id, business_scoped_user_id)"
                            + " select ?, company_id, 'CL.moved' from whatsapp_conversations where id = ?",
                    merged,
                    conversation.value());
            merging.execute(
                    "update whatsapp_conversations set contact_id = ? where id = ?", merged, conversation.value());
            var finished = turns.submit(() -> finish(turn, answer(turn, 1)));
            while (fixture.number(WAITING_FOR_ROWS) == 0) {
                Thread.onSpinWait();
            }
            merging.commit();

            var leaving = finished.get(30, TimeUnit.SECONDS).leaving().orElseThrow();

            assertThat(leaving.recipient().userId())
                    .hasValueSatisfying(id -> assertThat(id.value()).isEqualTo("CL.moved"));
        } finally {
            turns.shutdownNow();
        }
    }

    /** Both ways to look would do when the plan is made; only by the key costs the same however much waits elsewhere. */
    @Test
    void plan_madeWhileNothingWaits_looksUpTheConversation() {
        fixture.receive("wamid.1", phone(1));
        fixture.sql("vacuum analyze whatsapp_messages");

        var plan = KeptPlan.of(
                postgres.database().path(),
                Replies.QUEUE,
                Map.ofEntries(
                        entry("id", "'{}'::uuid[]"),
                        entry("company", "'{}'::bigint[]"),
                        entry("config", "'{}'::uuid[]"),
                        entry("conversation", "'{}'::uuid[]"),
                        entry("sequence", "'{}'::bigint[]"),
                        entry("type", "'{}'::text[]"),
                        entry("content", "'{}'::text[]"),
                        entry("details", "'{}'::text[]"),
                        entry("quoted", "'{}'::text[]"),
                        entry("triggeredBy", "'{}'::uuid[]"),
                        entry("part", "'{}'::smallint[]"),
                        entry("agent", "'{}'::text[]"),
                        entry("mayLeave", "'{}'::boolean[]"),
                        entry("node", "'00000000-0000-0000-0000-000000000001'::uuid"),
                        entry("seconds", "60::int")));

        assertThat(plan)
                .as("%s", plan)
                .anyMatch(line -> line.contains("whatsapp_messages_unsent_idx"))
                .anyMatch(line -> line.contains("Index Cond: (conversation_id = n.conversation_id)"))
                .noneMatch(line -> line.contains("hashed") || line.contains("AlternativeSubPlan"));
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
