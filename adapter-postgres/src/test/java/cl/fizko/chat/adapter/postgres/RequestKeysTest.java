package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.newMessageId;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.Submissions;
import cl.fizko.chat.domain.port.Submissions.Outcome;
import cl.fizko.chat.domain.port.Submissions.Ruling;
import cl.fizko.chat.domain.sending.Destination.InConversation;
import cl.fizko.chat.domain.sending.Destination.Person;
import cl.fizko.chat.domain.sending.RequestKey;
import cl.fizko.chat.domain.sending.Submission;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests to send that are repeated, and those that come at the same time. */
class RequestKeysTest {

    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private CompanyId company;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        company = fixture.config.companyId();
    }

    @Test
    void submit_twentyAtOnceUnderOneKey_sendOneMessage_andAllGetTheSameAnswer() throws Exception {
        var outcomes = Together.together(20, i -> submit(1, Optional.of(key("k", ONE))));

        var answers = new HashSet<Object>();
        var queued = 0;
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Queued<String> first) {
                queued++;
                answers.add(first.id());
            } else {
                answers.add(((Outcome.Repeated<String>) outcome).id());
            }
        }
        assertThat(queued).isEqualTo(1);
        assertThat(answers).hasSize(1);
        assertThat(fixture.texts("select id::text from whatsapp_messages"))
                .containsExactly(only(answers).toString());
    }

    @Test
    void submit_twentyAtOnceToANewPerson_makeOneConversation_withAPlaceForEachMessage() throws Exception {
        Together.together(20, i -> submit(1, Optional.empty()));

        assertThat(fixture.count("contacts")).isEqualTo(1);
        assertThat(fixture.texts("select message_count || ' ' || last_sequence from whatsapp_conversations"))
                .containsExactly("20 20");
        assertThat(fixture.number("select count(distinct sequence) from whatsapp_messages"))
                .isEqualTo(20);
    }

    /** What a customer writes meanwhile, and what is sent to them, are in one order. */
    @Test
    void submit_whileThePersonWritesForTheFirstTime_makesOneConversation() throws Exception {
        Together.together(10, i -> i % 2 == 0 ? submit(1, Optional.empty()) : fixture.receive("wamid." + i, phone(1)));

        assertThat(fixture.texts("select message_count || ' ' || last_sequence from whatsapp_conversations"))
                .containsExactly("10 10");
    }

    @Test
    void submit_sameKeyWithAnotherRequest_isRefused() {
        submit(1, Optional.of(key("k", ONE)));

        assertThat(submit(1, Optional.of(key("k", TWO)))).isInstanceOf(Outcome.KeyReused.class);
        assertThat(submit(1, Optional.of(new RequestKey("k", "send-template", ONE))))
                .isInstanceOf(Outcome.KeyReused.class);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(1);
    }

    /** However things have changed since, and whatever would be decided now. */
    @Test
    void submit_again_isAnsweredAsTheFirstTime() {
        var first = (Outcome.Queued<String>) submit(1, Optional.of(key("k", ONE)));
        fixture.sql("update whatsapp_configs set is_active = false");

        var again = submissions()
                .<String>submit(newMessageId(), submission(1, Optional.of(key("k", ONE))), (conversation, config) -> {
                    throw new AssertionError("there is nothing to decide");
                });

        assertThat(again).isEqualTo(new Outcome.Repeated<String>(first.id()));
    }

    @Test
    void submit_refused_leavesTheKeyFree() {
        var refused = submissions()
                .submit(
                        newMessageId(),
                        submission(1, Optional.of(key("k", ONE))),
                        (conversation, config) -> new Ruling.Refuse<>("not now"));
        assertThat(refused).isEqualTo(new Outcome.Refused<>("not now"));
        assertThat(fixture.count("idempotent_requests")).isZero();
        assertThat(fixture.count("contacts")).isZero();
        assertThat(fixture.count("whatsapp_conversations")).isZero();

        assertThat(submit(1, Optional.of(key("k", TWO)))).isInstanceOf(Outcome.Queued.class);
    }

    @Test
    void submit_judgeFails_nothingIsStored() {
        assertThatThrownBy(() -> submissions()
                        .submit(newMessageId(), submission(1, Optional.of(key("k", ONE))), (conversation, config) -> {
                            throw new IllegalStateException("no idea");
                        }))
                .hasMessage("no idea");

        assertThat(fixture.count("idempotent_requests")).isZero();
        assertThat(fixture.count("contacts")).isZero();
    }

    @Test
    void submit_sameKeyOfAnotherCompany_isAnotherRequest() {
        var other = new Fixture(postgres.database(), new Rut(77_123_456, Rut.checkDigitOf(77_123_456)), "line-2");
        submit(1, Optional.of(key("k", ONE)));

        company = other.config.companyId();

        assertThat(submit(1, Optional.of(key("k", TWO)))).isInstanceOf(Outcome.Queued.class);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(2);
    }

    /** The person behind a conversation turns out to be another one's second half: it is gone, and nothing is sent. */
    @Test
    void submit_toAConversationThatWasMergedIntoAnother_isUnknown() {
        var gone = fixture.receive("wamid.1", phone(1));
        fixture.receive("wamid.2", Fixture.userId(1));
        fixture.receive("wamid.3", Fixture.both(1, 1));
        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(1);
        assertThat(fixture.texts("select id::text from whatsapp_conversations")).doesNotContain(gone.toString());

        assertThat(submissions()
                        .submit(
                                newMessageId(),
                                new Submission(company, new InConversation(gone), Optional.empty()),
                                (conversation, config) -> queue()))
                .isInstanceOf(Outcome.UnknownConversation.class);
    }

    @Test
    void forget_theOldOnes_soManyAtMost() {
        for (var i = 0; i < 5; i++) {
            submit(1, Optional.of(key("k" + i, ONE)));
        }
        fixture.sql("update idempotent_requests set created_at = now() - interval '8 days' where key <> 'k4'");

        assertThat(submissions().forgetKeys(Duration.ofDays(7), 3)).isEqualTo(3);
        assertThat(submissions().forgetKeys(Duration.ofDays(7), 3)).isEqualTo(1);
        assertThat(fixture.texts("select key from idempotent_requests")).containsExactly("k4");
    }

    @Test
    void submit_takesTheSameStatements_howeverMuchIsThere() {
        var statements = new AtomicInteger();
        var jdbi = JdbiSetup.on(postgres.database().pool());
        jdbi.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        var counted = new PostgresSubmissions(
                jdbi, new SecretColumns(PostgresExtension.KEYS), new TimeOrderedIds(Clock.systemUTC()));

        submit(counted, 1, Optional.of(key("new", ONE)));
        assertThat(statements.getAndSet(0)).as("to a new person").isEqualTo(10);
        submit(counted, 1, Optional.of(key("known", ONE)));
        assertThat(statements.getAndSet(0)).as("to a known person").isEqualTo(8);
        submit(counted, 1, Optional.of(key("known", ONE)));
        assertThat(statements.getAndSet(0)).as("again").isEqualTo(2);
        for (var i = 0; i < 50; i++) {
            fixture.receive("wamid." + i, phone(i % 10));
        }
        statements.set(0);
        submit(counted, 1, Optional.of(key("much", ONE)));
        assertThat(statements.getAndSet(0)).as("when much is there").isEqualTo(8);
    }

    private Submissions submissions() {
        return postgres.database().submissions();
    }

    private Outcome<String> submit(int person, Optional<RequestKey> key) {
        return submit(submissions(), person, key);
    }

    private Outcome<String> submit(Submissions to, int person, Optional<RequestKey> key) {
        return to.submit(newMessageId(), submission(person, key), (conversation, config) -> queue());
    }

    private Submission submission(int person, Optional<RequestKey> key) {
        return new Submission(company, new Person(phone(person).phone().orElseThrow(), Optional.empty()), key);
    }

    private static Ruling<String> queue() {
        return new Ruling.Queue<>(new MessageContent.Text("hola"));
    }

    private static RequestKey key(String key, String digest) {
        return new RequestKey(key, "send-message", digest);
    }
}
