package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.Erasures;
import cl.fizko.chat.domain.port.Erasures.Run;
import cl.fizko.chat.domain.privacy.Erased;
import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Erasing a person beside live traffic, and what of it outlasts crashes and providers' histories. */
class ErasuresTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final ContactAddress ANA = Fixture.phone(1);

    private static final Instant OPTED_OUT = Instant.parse("2026-11-01T12:00:00Z");

    private Fixture fixture;
    private Erasures erasures;
    private CompanyId company;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(POSTGRES.database());
        erasures = POSTGRES.database().erasures();
        company = fixture.config.companyId();
    }

    @Test
    void aReplyThatWaits_isCancelled_andATurnAtWork_isRefused() {
        fixture.receiveAndReply("m1", ANA, 1);
        var conversation = fixture.receive("m2", ANA);
        var turn = Fixture.only(POSTGRES.database().turns().claim(List.of(conversation), Fixture.LEASE));

        erasures.begin(company, ANA);

        assertThat(POSTGRES.database().outbox().claimDue(10)).isEmpty();
        var result = Fixture.only(POSTGRES.database().turns().finish(List.of(Fixture.answer(turn, 1))));
        assertThat(result.committed()).isFalse();
        assertThat(number("select count(*) from whatsapp_messages where direction = 'outgoing'"))
                .isZero();
    }

    @Test
    void whatThePersonWritesMeanwhile_isKept_asSomebodyNew() {
        var before = fixture.receive("m1", ANA);
        var run = erasures.begin(company, ANA);
        var meanwhile = fixture.receive("m2", ANA);
        finish(run);

        assertThat(meanwhile).isNotEqualTo(before);
        assertThat(strings("select external_id from whatsapp_messages")).containsExactly("m2");
        assertThat(number("select message_count from whatsapp_conversations")).isEqualTo(1);
        assertThat(number("select count(*) from contacts")).isEqualTo(1);
    }

    @Test
    void whatACrashLeft_isFinishedByTheNextRun_thatKnowsNothingButTheReceipt() {
        fixture.receiveAndReply("m1", ANA, 1);
        erasures.begin(company, ANA); // and the process dies
        assertThat(erasures.unfinished(Duration.ofHours(1))).isEmpty();
        var run = Fixture.only(POSTGRES.otherNode().erasures().unfinished(Duration.ZERO));
        var erased = finish(run);
        assertThat(number("select count(*) from whatsapp_messages")).isZero();
        assertThat(number("select count(*) from auto_reply_decisions")).isZero();
        assertThat(erased.counts().of(RecordKind.MESSAGES)).isEqualTo(2);
        assertThat(erased.counts().of(RecordKind.CONTACTS)).isEqualTo(1);
        assertThat(erasures.unfinished(company, ANA)).isEmpty();
    }

    @Test
    void anOptOut_isKeptBlocked_alsoWhenErasedAgain_andHoldsForWhoComesBack() {
        fixture.receive("m1", ANA);
        POSTGRES.jdbi()
                .useHandle(handle -> handle.execute("update contacts set opted_out_at = '2026-11-01T12:00:00Z'"));
        finish(erasures.begin(company, ANA));
        var again = finish(erasures.begin(company, ANA));
        assertThat(again.blockedOptOut()).contains(Instant.parse("2026-11-01T12:00:00Z"));

        fixture.receive("m2", ANA);
        fixture.receive("m3", Fixture.phone(2));
        assertThat(number("select count(*) from contacts where opted_out_at = '2026-11-01T12:00:00Z'"))
                .isEqualTo(1);
    }

    @Test
    void anOptOut_holdsForWhoIsEnrolled_orErasedBeforeAnythingElse() {
        eraseOptedOut();
        POSTGRES.database()
                .reminders()
                .enrol(
                        new EnrolmentId(UUID.randomUUID()),
                        company,
                        ANA.phone().orElseThrow(),
                        Optional.of(fixture.config.id()));
        assertThat(strings("select opted_out_at = '2026-11-01T12:00:00Z' from contacts"))
                .containsExactly("t");

        sql("update contacts set opted_out_at = null"); // made by a node of an earlier release
        assertThat(finish(erasures.begin(company, ANA)).blockedOptOut()).contains(OPTED_OUT);
    }

    @Test
    void anOptOut_holdsForAContactThatLearnsTheNumber_butNotForOneThatHasItAndHasOptedIn() {
        eraseOptedOut();
        fixture.receive("m2", Fixture.userId(7));
        assertThat(number("select count(opted_out_at) from contacts")).isZero();
        fixture.receive("m3", Fixture.both(1, 7));
        assertThat(number("select count(opted_out_at) from contacts")).isEqualTo(1);

        sql("update contacts set opted_out_at = null, name = 'another'");
        fixture.receive("m4", Fixture.both(1, 7));
        assertThat(number("select count(opted_out_at) from contacts")).isZero();
    }

    @Test
    void anOptOut_holdsForWhoIsImported() {
        fixture.receive("m1", ANA);
        var archived = new ArrayList<Part>();
        POSTGRES.database().contactArchive().read(company, ANA, archived::add, looked -> {});
        eraseOptedOut();
        POSTGRES.database().contactArchive().open(company, archived.get(0)).add(archived);
        assertThat(number("select count(opted_out_at) from contacts")).isEqualTo(1);
    }

    @Test
    void whoHasOptedInSince_isErasedWithoutAnOptOut() {
        eraseOptedOut();
        fixture.receiveAndReply("m2", ANA, 1);
        sql("update contacts set opted_out_at = null");
        sql("update auto_reply_decisions set decided_at = now(), decision = '{\"acts\":[\"opt_in\"]}'");
        assertThat(finish(erasures.begin(company, ANA)).blockedOptOut()).isEmpty();
    }

    @Test
    void oneThatCannotBeRead_hidesNoOther() {
        erasures.begin(company, ANA);
        sql("update erasures set pending_encrypted = '\\x00'");
        erasures.begin(company, Fixture.phone(2));
        assertThat(erasures.unfinished(Duration.ZERO)).hasSize(1);
    }

    private void eraseOptedOut() {
        fixture.receive("m0", ANA);
        sql("update contacts set opted_out_at = '" + OPTED_OUT + "'");
        finish(erasures.begin(company, ANA));
    }

    @Test
    void theProvidersHistory_doesNotBringBackWhatWasErased() {
        fixture.receive("m1", ANA);
        finish(erasures.begin(company, ANA));

        var inbox = POSTGRES.database().inbox();
        assertThat(inbox.store(fixture.backfill(fixture.adding("m1", ANA))).status())
                .isEqualTo(WebhookEventStatus.DUPLICATE);
        assertThat(inbox.store(fixture.backfill(fixture.adding("m2", Fixture.phone(2))))
                        .status())
                .isEqualTo(WebhookEventStatus.APPLIED);
        assertThat(strings("select external_id from whatsapp_messages")).containsExactly("m2");
        assertThat(number("select count(*) from webhook_events where backfilled"))
                .isEqualTo(1);
    }

    @Test
    void whatClientsNamedTheirRequests_goes_alsoOfMessagesThatWaitedOrAreGone() {
        fixture.receiveAndReply("m1", ANA, 2);
        fixture.receiveAndReply("m2", Fixture.phone(2), 1);
        sql("""
                insert into idempotent_requests (company_id, key, operation, request_digest, message_id)
                select company_id, 'of ' || id, 'send', '\\x00', id from whatsapp_messages where direction = 'outgoing'""");
        sql("update whatsapp_messages set status = 'sent', due_at = null where content like 'respuesta 1%'");
        sql("""
                insert into idempotent_requests (company_id, key, operation, request_digest, message_id)
                values (%d, 'f29 of %s', 'send', '\\x00', gen_random_uuid())""".formatted(company.value(), ANA.phone().orElseThrow().e164()));
        var preview = erasures.preview(company, ANA);
        assertThat(all(preview).of(RecordKind.REQUEST_KEYS)).isEqualTo(3);

        assertThat(finish(erasures.begin(company, ANA)).counts().of(RecordKind.REQUEST_KEYS))
                .isEqualTo(3);
        assertThat(number("select count(*) from idempotent_requests")).isEqualTo(1);
    }

    @Test
    void aKeyThatIsReplaced_leavesWhoWasErasedRecognised() {
        fixture.receive("m1", ANA);
        var erased = finish(erasures.begin(company, ANA));
        var keys = EncryptionKeys.parse(SecretColumnsTest.key(7) + "," + SecretColumnsTest.key(0));
        new SecretRotation(POSTGRES.jdbi(), new SecretColumns(keys), keys).run(done -> {});

        var secrets = new SecretColumns(EncryptionKeys.parse(SecretColumnsTest.key(7)));
        var later = new PostgresErasures(
                POSTGRES.jdbi(), new Seals(secrets), secrets, new TimeOrderedIds(Clock.systemUTC()));
        assertThat(later.earlier(company, ANA)).containsExactly(erased);
    }

    @Test
    void aPersonOfAnotherCompany_isNotTouched() {
        var other = new Fixture(POSTGRES.database(), Rut.parse("11.111.111-1"), "line-2");
        fixture.receive("m1", ANA);
        other.receive("m1", ANA);
        assertThat(erasures.companiesOf(ANA)).hasSize(2);
        var erased = finish(erasures.begin(company, ANA));
        assertThat(number("select count(*) from contacts")).isEqualTo(1);
        assertThat(number("select company_id from whatsapp_messages"))
                .isEqualTo(other.config.companyId().value());
        finish(erasures.begin(other.config.companyId(), ANA));
        assertThat(erasures.earlier(other.config.companyId(), ANA).get(0).phoneSeal())
                .isPresent()
                .isNotEqualTo(erased.phoneSeal());
    }

    private static Erased finish(Run run) {
        all(run);
        return run.finish();
    }

    private static Tally all(Run run) {
        var done = Tally.NONE;
        var looked = 0L;
        for (var step = run.next(); step.isPresent(); step = run.next()) {
            done = done.plus(step.get().tally());
            looked += step.get().looked();
        }
        assertThat(looked).isGreaterThanOrEqualTo(done.of(RecordKind.MESSAGES));
        return done;
    }

    private static void sql(String statement) {
        POSTGRES.jdbi().useHandle(handle -> handle.execute(statement));
    }

    private long number(String query) {
        return POSTGRES.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private List<String> strings(String query) {
        return POSTGRES.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
