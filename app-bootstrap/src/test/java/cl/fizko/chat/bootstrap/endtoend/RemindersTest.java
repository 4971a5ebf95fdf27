package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.reminder.EditEnrolments;
import cl.fizko.chat.application.reminder.PreviewReminders;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.template.EditTemplates;
import cl.fizko.chat.application.template.TemplateFields;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.template.TemplateCategory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reminders of the F29 from the job to the wire, by a clock that the test moves. The line's due-day rule is not known, so the period of
 * November is due on Monday 14 December 2026 and people are reminded from Friday the 11th on.
 */
class RemindersTest {

    private static final int PEOPLE = 20;
    private static final int OPTED_OUT = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Six o'clock in the morning in Santiago. */
    private static final Instant BEFORE_THE_HOUR = Instant.parse("2026-12-11T09:00:00Z");

    private static final Instant FIRST_DAY = Instant.parse("2026-12-11T13:00:30Z");
    private static final Instant END_OF_FIRST_DAY = Instant.parse("2026-12-11T23:00:00Z");
    private static final Instant SECOND_DAY = Instant.parse("2026-12-12T13:00:30Z");

    @TempDir
    private Path dataDir;

    @Test
    void everybodyIsRemindedOnce_byTwoNodes_exceptWhoOptedOut() throws Exception {
        var clock = new ShiftedClock(BEFORE_THE_HOUR);
        try (var kapso = withTemplate();
                var first = TestApp.startReminding(dataDir, kapso, clock);
                var second = TestApp.startReminding(dataDir, kapso, clock)) {
            var company = company(first);
            writeTemplate(first, company);
            IntStream.range(0, PEOPLE).forEach(person -> enrol(first, company, person));
            for (var person = 0; person < OPTED_OUT; person++) {
                optOut(first, company, person);
            }
            awaitRuns(first, 3);
            assertThat(kapso.sends()).isEmpty();

            clock.moveTo(FIRST_DAY);
            kapso.awaitSends(PEOPLE - OPTED_OUT, PATIENCE);
            first.stored()
                    .await(
                            "select count(*) from whatsapp_messages where direction = 'outgoing' and status = 'sent'",
                            PEOPLE - OPTED_OUT);
            awaitRuns(first, 3);
            clock.moveTo(SECOND_DAY);
            awaitRuns(second, 3);

            assertThat(kapso.sends().stream().map(KapsoDouble.Send::to))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(OPTED_OUT, PEOPLE)
                            .mapToObj(person -> "+" + number(person))
                            .toList());
            assertThat(first.stored().number("select count(*) from reminders")).isEqualTo(PEOPLE - OPTED_OUT);
            assertThat(first.stored()
                            .text("select content from whatsapp_messages where direction = 'outgoing' limit 1"))
                    .hasValueSatisfying(
                            text -> assertThat(text)
                                    .startsWith(
                                            "Hola cliente, el F29 de noviembre de 2026 vence el lunes 14 de diciembre de 2026,"));
        }
    }

    /** A message that could not leave before the day was over fails, does not leave at night, and another one leaves the next day. */
    @Test
    void whatCannotLeaveBeforeTheDayIsOver_leavesTheNextDay() throws Exception {
        var clock = new ShiftedClock(BEFORE_THE_HOUR);
        try (var kapso = withTemplate();
                var app = TestApp.startReminding(dataDir, kapso, clock)) {
            var company = company(app);
            writeTemplate(app, company);
            enrol(app, company, 0);
            kapso.next((exchange, wamid) -> {
                clock.moveTo(END_OF_FIRST_DAY);
                KapsoDouble.status(429, "{\"error\":\"slow down\"}", Map.of("Retry-After", "1"))
                        .answer(exchange, wamid);
            });

            clock.moveTo(FIRST_DAY);
            kapso.awaitSends(1, PATIENCE);
            app.stored()
                    .await(
                            "select count(*) from whatsapp_messages where status = 'failed' and error_code = 'civil_hours'",
                            1);
            awaitRuns(app, 3);
            assertThat(kapso.sends()).hasSize(1);

            clock.moveTo(SECOND_DAY);
            kapso.awaitSends(2, PATIENCE);
            app.stored().await("select count(*) from whatsapp_messages where status = 'sent'", 1);
            assertThat(kapso.accepted()).hasSize(1);
            assertThat(app.stored().number("select count(*) from reminders")).isEqualTo(1);
        }
    }

    /** Nothing ran on the first two days; the third is the last one, and on the due date it is too late. */
    @Test
    void whoWasMissed_isRemindedLater_butNotOnTheDueDate() throws Exception {
        var clock = new ShiftedClock(Instant.parse("2026-12-14T13:00:30Z"));
        try (var kapso = withTemplate();
                var app = TestApp.startReminding(dataDir, kapso, clock)) {
            var company = company(app);
            writeTemplate(app, company);
            enrol(app, company, 0);
            awaitRuns(app, 3);
            assertThat(kapso.sends()).isEmpty();

            clock.moveTo(Instant.parse("2026-12-13T22:59:00Z"));
            kapso.awaitSends(1, PATIENCE);
        }
    }

    @Test
    void aPreview_tellsWhoIsRemindedAndWhyOthersAreNot() throws Exception {
        var clock = new ShiftedClock(BEFORE_THE_HOUR);
        try (var kapso = withTemplate();
                var app = TestApp.startReminding(dataDir, kapso, clock)) {
            var company = company(app);
            writeTemplate(app, company);
            enrol(app, company, 0);
            enrol(app, company, 1);
            optOut(app, company, 1);
            var preview = new PreviewReminders(
                    app.get(Reminders.class),
                    app.get(WhatsAppConfigRepository.class),
                    app.get(SendTemplate.class),
                    clock);

            var day = preview.preview(company, LocalDate.of(2026, 12, 11));
            assertThat(day.planned()).singleElement().satisfies(planned -> {
                assertThat(planned.at()).isEqualTo(Instant.parse("2026-12-11T13:00:00Z"));
                assertThat(planned.reminder().dueOn()).isEqualTo(LocalDate.of(2026, 12, 14));
                assertThat(planned.message().rendered())
                        .hasValueSatisfying(text -> assertThat(text).contains("el F29 de noviembre de 2026 vence"));
            });
            assertThat(day.leftOut())
                    .singleElement()
                    .satisfies(out -> assertThat(out.why().wireName()).isEqualTo("opted_out"));

            assertThat(preview.preview(company, LocalDate.of(2026, 12, 12)).leftOut())
                    .anySatisfy(out -> {
                        assertThat(out.why().wireName()).isEqualTo("not_due");
                        assertThat(out.next()).contains(Instant.parse("2026-12-11T13:00:00Z"));
                    });
            assertThat(preview.preview(company, LocalDate.of(2026, 12, 9)).planned())
                    .isEmpty();
            assertThat(preview.preview(company, LocalDate.of(2027, 1, 9)).planned())
                    .hasSize(1);
        }
    }

    /** Kapso knows the template and lets it be sent. */
    private static KapsoDouble withTemplate() throws Exception {
        return new KapsoDouble().serves("/message_templates", KapsoDouble.status(200, """
                {"data":[{"id":"1001","name":"recordatorio_f29","language":"es_CL","status":"APPROVED","category":"UTILITY",
                "parameter_format":"NAMED","components":[{"type":"BODY",
                "text":"Hola {{nombre}}, el F29 de {{periodo}} vence el {{vencimiento}}."}]}]}""", Map.of()));
    }

    private static void writeTemplate(TestApp app, CompanyId company) {
        app.get(EditTemplates.class)
                .create(
                        company,
                        new TemplateFields(
                                "recordatorio_f29",
                                "es_CL",
                                TemplateCategory.UTILITY,
                                "Hola {{nombre}}, el F29 de {{periodo}} vence el {{vencimiento}}.",
                                true));
    }

    private static CompanyId company(TestApp app) {
        return app.get(WhatsAppConfigRepository.class).all().stream()
                .filter(config -> config.lineId().value().equals(KapsoWebhooks.LINE))
                .findFirst()
                .orElseThrow()
                .companyId();
    }

    private static void enrol(TestApp app, CompanyId company, int person) {
        app.get(EditEnrolments.class).enrol(company, new PhoneNumber("+" + number(person)), Optional.empty());
    }

    private static void optOut(TestApp app, CompanyId company, int person) {
        assertThat(app.stored()
                        .text("update contacts set opted_out_at = now() where company_id = " + company
                                + " and phone = '+" + number(person) + "' returning id"))
                .isPresent();
    }

    /** Waits until the job has been run so often, on whichever node: by then whatever it does is done. */
    private static void awaitRuns(TestApp app, int more) throws InterruptedException {
        var job = " from scheduled_tasks where task_name = 'f29-reminders'";
        for (var run = 0; run < more; run++) {
            var last = app.stored()
                    .text("select coalesce(last_success, 'epoch')::text" + job)
                    .orElse("epoch");
            app.stored().await("select last_success > '" + last + "'" + job, "t");
        }
    }

    private static String number(int person) {
        return "569555%05d".formatted(person + 300);
    }
}
