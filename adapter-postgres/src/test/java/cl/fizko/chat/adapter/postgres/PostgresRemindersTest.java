package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.RemindersContract;
import cl.fizko.chat.domain.port.Submissions;
import cl.fizko.chat.domain.port.Submissions.Outcome;
import cl.fizko.chat.domain.port.Submissions.Ruling;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import cl.fizko.chat.domain.reminder.F29Reminder;
import cl.fizko.chat.domain.sending.Destination;
import cl.fizko.chat.domain.sending.Submission;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRemindersTest extends RemindersContract {

    private static final F29Reminder NOVEMBER = new F29Reminder(YearMonth.of(2026, 11), LocalDate.of(2026, 12, 21));

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private Fixture other;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        other = new Fixture(postgres.database(), new Rut(77_123_456, Rut.checkDigitOf(77_123_456)), "line-2");
    }

    @Override
    protected Reminders reminders() {
        return postgres.database().reminders();
    }

    @Override
    protected Submissions submissions() {
        return postgres.database().submissions();
    }

    @Override
    protected WhatsAppConfig line() {
        return fixture.config;
    }

    @Override
    protected WhatsAppConfig strangersLine() {
        return other.config;
    }

    @Override
    protected void optOut(Enrolment enrolment) {
        fixture.sql("update contacts set opted_out_at = now() where id = '"
                + enrolment.contact().id() + "'");
    }

    @Override
    protected void failForTheHour(MessageId message, boolean mayHaveLeft) {
        fixture.sql("update whatsapp_messages set status = 'failed', due_at = null, error_code = 'civil_hours',"
                + " doubtful_attempts = " + (mayHaveLeft ? 1 : 0) + " where id = '" + message + "'");
    }

    /** The message and the note of it are one commit: neither is there without the other. */
    @Test
    void aReminder_isNotedInTheCommitOfItsMessage() {
        var enrolment = enrol("+56990000001");

        remind(enrolment);
        remind(enrolment);

        assertThat(fixture.count("whatsapp_messages m join reminders r on r.message_id = m.id"))
                .isEqualTo(1);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(1);
    }

    @Test
    void aRefusedReminder_leavesNoConversationBehind() {
        var enrolment = enrol("+56990000001");

        submissions()
                .submit(
                        Fixture.newMessageId(),
                        submission(enrolment),
                        (conversation, config) -> new Ruling.Refuse<String>("no"));

        assertThat(fixture.count("whatsapp_conversations")).isZero();
        assertThat(fixture.count("reminders")).isZero();
    }

    /** Who opts out while a reminder is being decided about waits for its commit; who did before is seen. */
    @Test
    void theContact_isLockedWhileTheJudgeDecides() throws Exception {
        var enrolment = enrol("+56990000001");
        var judging = new CountDownLatch(1);
        var tried = new CountDownLatch(1);
        var threads = Executors.newSingleThreadExecutor();
        try {
            var reminding = threads.submit(() -> submissions()
                    .submit(Fixture.newMessageId(), submission(enrolment), (conversation, config) -> {
                        judging.countDown();
                        try {
                            tried.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return new Ruling.Queue<String>(new MessageContent.Text("le recordamos"));
                    }));
            judging.await();
            var free = postgres.jdbi()
                    .withHandle(handle -> handle.createQuery("select id from contacts for no key update skip locked")
                            .mapTo(UUID.class)
                            .list());
            tried.countDown();
            assertThat(reminding.get()).isInstanceOf(Outcome.Queued.class);
            assertThat(free).isEmpty();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void erasingAContact_erasesTheEnrolmentAndWhatTheyWereRemindedOf() {
        var enrolment = enrol("+56990000001");
        remind(enrolment);

        fixture.sql("delete from whatsapp_conversations");
        fixture.sql("delete from contacts");

        assertThat(fixture.count("reminder_enrolments")).isZero();
        assertThat(fixture.count("reminders")).isZero();
    }

    /** The person turns out to be another contact, who has written under a user id: both are one from then on. */
    @Test
    void mergedContacts_keepTheEnrolmentAndAreRemindedOnce() {
        var enrolment = enrol("+56910000001");
        remind(enrolment);
        fixture.receive("wamid.1", Fixture.userId(1));

        fixture.receive("wamid.2", Fixture.both(1, 1));

        assertThat(fixture.count("contacts")).isEqualTo(1);
        var kept = reminders()
                .find(fixture.config.companyId(), new PhoneNumber("+56910000001"))
                .orElseThrow();
        assertThat(kept.id()).isEqualTo(enrolment.id());
        assertThat(remind(kept)).isInstanceOf(Outcome.Repeated.class);
    }

    @Test
    void ofTwoMergedContactsThatWereReminded_oneNoteStays() {
        var byPhone = enrol("+56910000001");
        remind(byPhone);
        fixture.receive("wamid.1", Fixture.userId(1));
        fixture.sql("insert into reminder_enrolments (id, company_id, contact_id) select '" + UUID.randomUUID()
                + "', company_id, id from contacts where business_scoped_user_id = 'CL.1'");
        fixture.sql("insert into reminders (contact_id, company_id, period, due_on, message_id) select id, company_id,"
                + " '2026-11-01', '2026-12-21', '" + UUID.randomUUID()
                + "' from contacts where business_scoped_user_id = 'CL.1'");

        fixture.receive("wamid.2", Fixture.both(1, 1));

        assertThat(fixture.count("reminders")).isEqualTo(1);
        assertThat(fixture.count("reminder_enrolments")).isEqualTo(1);
    }

    /** The kept contact's reminder failed in the evening, the other one's left: the person is not reminded once more. */
    @Test
    void ofTwoMergedContacts_theNoteStaysOfTheReminderThatLeft() {
        fixture.receive("wamid.1", Fixture.userId(1));
        fixture.sql("insert into reminder_enrolments (id, company_id, contact_id) select '" + UUID.randomUUID()
                + "', company_id, id from contacts where business_scoped_user_id = 'CL.1'");
        var kept = reminders()
                .page(fixture.config.companyId(), Optional.empty(), PageRequest.first(10))
                .rows()
                .get(0);
        failForTheHour(((Outcome.Queued<String>) remind(kept)).id(), false);
        var left = (Outcome.Queued<String>) remind(enrol("+56910000001"));

        fixture.receive("wamid.2", Fixture.both(1, 1));

        assertThat(fixture.count("contacts")).isEqualTo(1);
        assertThat(remind(kept)).isEqualTo(new Outcome.Repeated<String>(left.id()));
    }

    /** The contact is found, and gone before the enrolment is stored. */
    @Test
    void enrol_whileTheContactIsErased_meetsThePersonAnew() throws Exception {
        fixture.sql("insert into contacts (id, company_id, phone) values ('" + UUID.randomUUID() + "', "
                + fixture.config.companyId() + ", '+56910000001')");
        var threads = Executors.newSingleThreadExecutor();
        try {
            var enrolling = postgres.jdbi().inTransaction(handle -> {
                handle.execute("delete from contacts");
                var begun = threads.submit(() -> enrol("+56910000001"));
                while (!begun.isDone() && fixture.count("pg_locks where not granted") == 0) {
                    Thread.onSpinWait();
                }
                return begun;
            });
            assertThat(enrolling.get().contact().address().phone()).hasValue(new PhoneNumber("+56910000001"));
        } finally {
            threads.shutdown();
        }
    }

    /** A page of people costs one statement that reads their rows, whatever the number of those who are not due. */
    @Test
    void candidates_ofManyEnrolled_useTheIndex() {
        fixture.sql("insert into contacts (id, company_id, phone) select gen_random_uuid(), "
                + fixture.config.companyId() + ", '+5698' || lpad(n::text, 7, '0') from generate_series(1, 3000) n");
        fixture.sql("insert into reminder_enrolments (id, company_id, contact_id, look_after)"
                + " select gen_random_uuid(), company_id, id, '2030-01-01' from contacts");

        assertThat(reminders().candidates(fixture.config.companyId(), Instant.now(), Optional.empty(), 100))
                .isEmpty();
        assertThat(reminders()
                        .candidates(
                                fixture.config.companyId(),
                                Instant.parse("9999-12-31T00:00:00Z"),
                                Optional.empty(),
                                100))
                .hasSize(100);
    }

    private Enrolment enrol(String phone) {
        return reminders()
                .enrol(
                        new EnrolmentId(UUID.randomUUID()),
                        fixture.config.companyId(),
                        new PhoneNumber(phone),
                        Optional.empty())
                .enrolment();
    }

    private Outcome<String> remind(Enrolment enrolment) {
        return submissions()
                .submit(
                        Fixture.newMessageId(),
                        submission(enrolment),
                        (conversation, config) -> new Ruling.Queue<>(new MessageContent.Text("le recordamos")));
    }

    private Submission submission(Enrolment enrolment) {
        return new Submission(
                fixture.config.companyId(),
                new Destination.KnownContact(enrolment.contact().id(), fixture.config.id()),
                Optional.empty(),
                Optional.of(NOVEMBER));
    }
}
