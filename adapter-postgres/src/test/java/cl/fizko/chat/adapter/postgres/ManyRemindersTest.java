package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.reminder.SendReminders;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.sending.SubmitMessage;
import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.TemplateCategory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a round of reminders costs when many are enrolled, on Friday 11 December 2026, three days before the period of November is due.
 * {@code -Dpeople=10000} is a round to be timed.
 */
class ManyRemindersTest {

    private static final int PEOPLE = Integer.getInteger("people", 200);
    private static final Instant TEN_O_CLOCK = Instant.parse("2026-12-11T13:00:00Z");
    private static final int PAGE = 100;

    /** Among them the contact's lock, a conversation that is new, its message, and the note of it. */
    private static final int A_PERSON = 12;

    /** The companies, the settings, the people who are due, and when to look at them again. */
    private static final int AROUND = 6;

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private final StatementCounter statements = new StatementCounter();
    private Fixture few;
    private Fixture many;

    @BeforeEach
    void enrol() {
        few = new Fixture(postgres.database());
        many = new Fixture(postgres.database(), new Rut(77_123_456, Rut.checkDigitOf(77_123_456)), "line-2");
    }

    @Test
    void aRound_costsTheSameFewStatementsAPerson_howeverManyThereAre() {
        enrol(few, PAGE);
        assertThat(run()).isEqualTo(PAGE);
        var ofAPage = statements.take();
        postgres.jdbi().useHandle(handle -> handle.execute("delete from reminder_enrolments"));
        enrol(many, PEOPLE);

        var from = System.nanoTime();
        assertThat(run()).isEqualTo(PEOPLE);
        var millis = (System.nanoTime() - from) / 1_000_000;
        var ofAll = statements.take();
        System.out.printf("%d reminded in %d ms by %d statements%n", PEOPLE, millis, ofAll);

        assertThat(ofAPage).isLessThanOrEqualTo(PAGE * A_PERSON + AROUND);
        assertThat(ofAll).isLessThanOrEqualTo(PEOPLE / PAGE * ofAPage);
        assertThat(many.count("reminders")).isEqualTo(PAGE + PEOPLE);

        assertThat(run()).isZero();
        assertThat(statements.take()).as("nobody is due for a look").isLessThanOrEqualTo(AROUND);
    }

    private int run() {
        var jdbi = statements.on(postgres.database().pool());
        var clock = Clock.fixed(TEN_O_CLOCK, ZoneOffset.UTC);
        var ids = new TimeOrderedIds(Clock.systemUTC());
        var submissions = new PostgresSubmissions(jdbi, new SecretColumns(PostgresExtension.KEYS), ids);
        var submit = new SubmitMessage(submissions, new WakeQueue(PEOPLE), new Bell(), ids, clock);
        return new SendReminders(
                        new PostgresReminders(jdbi, ids),
                        postgres.database().configs(),
                        new SendTemplate(submit, new PostgresMessageTemplates(jdbi)),
                        clock)
                .run(() -> false);
    }

    private static void enrol(Fixture fixture, int people) {
        var company = fixture.config.companyId();
        fixture.database
                .messageTemplates()
                .add(new MessageTemplate(
                        new MessageTemplateId(UUID.randomUUID()),
                        company,
                        "recordatorio_f29",
                        "es_CL",
                        TemplateCategory.UTILITY,
                        "Hola {{nombre}}, el F29 de {{periodo}} vence el {{vencimiento}}.",
                        true));
        fixture.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        with met as (
                            insert into contacts (id, company_id, phone)
                            select gen_random_uuid(), :company, '+569' || (50000000 + i) from generate_series(1, :people) i
                            returning id)
                        insert into reminder_enrolments (id, company_id, contact_id)
                        select gen_random_uuid(), :company, id from met""")
                        .bind("company", company.value())
                        .bind("people", people)
                        .execute());
    }
}
