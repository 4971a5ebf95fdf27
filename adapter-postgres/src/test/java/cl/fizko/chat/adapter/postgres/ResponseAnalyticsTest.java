package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.analytics.Period;
import cl.fizko.chat.domain.analytics.ResponseFigures;
import cl.fizko.chat.domain.analytics.ResponseFigures.Day;
import cl.fizko.chat.domain.analytics.ResponseFigures.Figures;
import cl.fizko.chat.domain.analytics.ResponseFigures.Outcome;
import cl.fizko.chat.domain.analytics.ResponseFigures.ResponseTime;
import cl.fizko.chat.domain.analytics.ResponseFigures.WebhookError;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.Outbox.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Figures against what was stored, and against a plain count of the same in Java. */
@Timeout(60)
class ResponseAnalyticsTest {

    private static final long SEED = 20261123;
    private static final ZoneId CHILE = ZoneId.of("America/Santiago");

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private int written;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void figures_ofNothing_areZerosForEveryDay() {
        var figures = figures(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28), CHILE);

        assertThat(figures.total()).isEqualTo(Figures.none());
        assertThat(figures.total().autoReplyRate()).isEmpty();
        assertThat(figures.activeConversations()).isZero();
        assertThat(figures.days()).hasSize(28).allMatch(day -> day.figures().equals(Figures.none()));
        assertThat(figures.agents()).isEmpty();
        assertThat(figures.outcomes()).isEmpty();
        assertThat(figures.webhookErrors()).isEmpty();
    }

    /** From the customer's message to the provider's acceptance, through the stages themselves. */
    @Test
    void figures_ofWhatTheStagesStored() {
        var today = LocalDate.of(2026, 11, 20); // the fixture's deliveries are of that day
        var answered = fixture.receiveAndReply("wamid.1", phone(1), 2);
        for (var i = 0; i < 2; i++) {
            var send = only(postgres.database().outbox().claim(List.of(answered), 1));
            postgres.database().outbox().record(new Report.Sent(send, new ExternalId("out." + i)));
        }
        fixture.receiveAndReply("wamid.2", phone(2), 1);
        fixture.sql("""
                update whatsapp_messages
                   set created_at = timestamptz '2026-11-20 15:00:01+00',
                       sent_at = case when sent_at is not null
                                      then timestamptz '2026-11-20 15:00:03+00' + part * interval '1 minute' end
                 where direction = 'outgoing'""");
        postgres.database()
                .inbox()
                .store(fixture.delivery("key-1", Optional.of("broken"), fixture.adding("wamid.3", phone(2))));

        var figures = figures(today, today, ZoneOffset.UTC);

        assertThat(figures.total()).isEqualTo(new Figures(3, 3, 3, 1, Optional.of(new ResponseTime(3, 3))));
        assertThat(figures.total().autoReplyRate()).contains(1.0 / 3);
        assertThat(figures.activeConversations()).isEqualTo(2);
        var agent = only(figures.agents());
        assertThat(agent.agent()).isEqualTo(AgentName.TAX_REMINDER);
        assertThat(agent.replies()).isEqualTo(1);
        assertThat(agent.share()).isEqualTo(1);
        assertThat(agent.meanConfidence().orElseThrow()).isCloseTo(0.9, within(1e-9));
        assertThat(figures.outcomes())
                .containsExactlyInAnyOrder(
                        new Outcome(DeliveryStatus.SENT, Optional.empty(), 2),
                        new Outcome(DeliveryStatus.QUEUED, Optional.empty(), 1));
        assertThat(figures.webhookErrors()).containsExactly(new WebhookError("broken", 1));
    }

    @Test
    void outcomes_tellWhyMessagesFailed() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var turn = only(postgres.database().turns().claim(List.of(fixture.receive("wamid.2", phone(2))), LEASE));
        postgres.database().turns().finish(List.of(answer(turn, 1)));
        postgres.database().inbox().store(fixture.delivery(fixture.replying("echo.1", phone(2))));
        fixture.sql("update whatsapp_messages set created_at = timestamptz '2026-11-20 15:00:00+00'");

        var day = LocalDate.of(2026, 11, 20);
        assertThat(figures(day, day, ZoneOffset.UTC).outcomes())
                .containsExactlyInAnyOrder(
                        new Outcome(DeliveryStatus.FAILED, Optional.of(FailureReason.TAKEN_OVER), 1),
                        new Outcome(DeliveryStatus.SENT, Optional.empty(), 1),
                        new Outcome(DeliveryStatus.QUEUED, Optional.empty(), 1));
    }

    @Test
    void importedHistory_andOtherCompanies_areLeftOut() {
        var other = new Fixture(postgres.database(), Rut.parse("11.111.111-1"), "line-2");
        other.receiveAndReply("wamid.1", phone(1), 1);
        fixture.receive("wamid.2", phone(1));
        fixture.sql("update whatsapp_messages set origin = 'history_sync' where external_id = 'wamid.2'");

        var figures = figures(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), CHILE);

        assertThat(figures.total()).isEqualTo(Figures.none());
        assertThat(figures.activeConversations()).isZero();
    }

    /** Chile's clocks went back an hour when 4 April 2026 ended, so that day has 25 hours; 6 September begins at one o'clock. */
    @Test
    void days_areThoseOfTheZone_alsoWhenTheClockChanges() {
        incoming(Instant.parse("2026-04-04T02:59:59Z")); // 3 April, 23:59:59 in summer time
        incoming(Instant.parse("2026-04-04T03:00:00Z"));
        incoming(Instant.parse("2026-04-05T03:30:00Z")); // 4 April, 23:30, for the second time
        incoming(Instant.parse("2026-04-05T03:59:59Z"));
        incoming(Instant.parse("2026-04-05T04:00:00Z"));
        incoming(Instant.parse("2026-04-06T03:59:59Z"));
        incoming(Instant.parse("2026-04-06T04:00:00Z"));
        assertThat(figures(LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6), CHILE)
                        .days())
                .extracting(day -> day.figures().incoming())
                .containsExactly(1L, 3L, 2L, 1L);
        assertThat(figures(LocalDate.of(2026, 4, 4), LocalDate.of(2026, 4, 4), CHILE)
                        .total()
                        .incoming())
                .isEqualTo(3);

        incoming(Instant.parse("2026-09-06T03:59:59Z"));
        incoming(Instant.parse("2026-09-06T04:00:00Z")); // 6 September, 01:00
        incoming(Instant.parse("2026-09-07T02:59:59Z"));
        assertThat(figures(LocalDate.of(2026, 9, 5), LocalDate.of(2026, 9, 6), CHILE)
                        .days())
                .extracting(day -> day.figures().incoming())
                .containsExactly(1L, 2L);
    }

    @Test
    void figures_agreeWithAPlainCount() {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        var zone = List.of(CHILE, ZoneId.of("Pacific/Chatham"), ZoneId.of("America/St_Johns"))
                .get(random.nextInt(3));
        var first = LocalDate.of(2026, 3, 20);
        var last = LocalDate.of(2026, 4, 20);
        List<Told> told = new ArrayList<>();
        for (var i = 0; i < 400; i++) {
            var at = first.minusDays(2)
                    .atStartOfDay(zone)
                    .toInstant()
                    .plusMillis(random.nextLong(36L * 24 * 3600 * 1000));
            Optional<Duration> response =
                    random.nextInt(3) > 0 ? Optional.of(Duration.ofMillis(random.nextInt(60_000))) : Optional.empty();
            told.add(new Told(at, response));
            var incoming = incoming(at);
            response.ifPresent(wait -> reply(incoming, at.plusMillis(wait.toMillis() / 2), at.plus(wait)));
        }

        var figures = figures(first, last, zone);

        assertThat(figures.days())
                .extracting(Day::date)
                .containsExactlyElementsOf(new Period(first, last, zone).days());
        for (var day : figures.days()) {
            assertAgree(
                    day.figures(),
                    told.stream()
                            .filter(one -> LocalDate.ofInstant(one.at, zone).equals(day.date()))
                            .toList());
        }
        assertAgree(
                figures.total(),
                told.stream()
                        .filter(one -> {
                            var day = LocalDate.ofInstant(one.at, zone);
                            return !day.isBefore(first) && !day.isAfter(last);
                        })
                        .toList());
    }

    private static void assertAgree(Figures figures, List<Told> told) {
        var seconds = told.stream()
                .flatMap(one -> one.response.stream())
                .mapToDouble(wait -> wait.toMillis() / 1000.0)
                .sorted()
                .toArray();
        assertThat(figures.incoming()).isEqualTo(told.size());
        assertThat(figures.awaited()).isEqualTo(told.size());
        assertThat(figures.replied()).isEqualTo(seconds.length);
        assertThat(figures.response().isPresent()).isEqualTo(seconds.length > 0);
        figures.response().ifPresent(response -> {
            var place = 0.95 * (seconds.length - 1);
            var below = (int) Math.floor(place);
            var above = (int) Math.ceil(place);
            var p95 = seconds[below] + (place - below) * (seconds[above] - seconds[below]);
            assertThat(response.p95()).isCloseTo(p95, within(1e-3));
            assertThat(response.mean())
                    .isCloseTo(Arrays.stream(seconds).average().orElseThrow(), within(1e-3));
        });
    }

    @Test
    void figures_ofAnyPeriod_takeTheSameStatements_andSpoilNoSession() {
        var statements = new AtomicInteger();
        var jdbi = JdbiSetup.on(postgres.database().pool());
        jdbi.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        var analytics = new PostgresResponseAnalytics(jdbi);
        for (var i = 0; i < 20; i++) {
            incoming(Instant.parse("2026-11-20T15:00:00Z").minusSeconds(86_400L * i));
        }
        var day = LocalDate.of(2026, 11, 20);
        analytics.figures(fixture.config.companyId(), new Period(day, day, CHILE));
        var one = statements.getAndSet(0);
        analytics.figures(fixture.config.companyId(), new Period(day.minusDays(365), day, CHILE));
        assertThat(statements.get()).isEqualTo(one).isEqualTo(5);
        jdbi.useHandle(handle -> assertThat(handle.createQuery("select current_setting('enable_hashjoin')")
                        .mapTo(String.class)
                        .one())
                .isEqualTo("off"));
    }

    /** When a customer wrote, and how long they waited. */
    private record Told(Instant at, Optional<Duration> response) {}

    private String incoming(Instant at) {
        var name = "wamid." + written++;
        fixture.receive(name, phone(written % 5));
        var local = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        fixture.sql("update whatsapp_messages set created_at = timestamptz '" + local + "+00' where external_id = '"
                + name + "'");
        return name;
    }

    private void reply(String incoming, Instant queuedAt, Instant sentAt) {
        fixture.sql("""
                insert into whatsapp_messages (id, company_id, config_id, conversation_id, sequence, direction, message_type,
                                               content, status, is_auto_response, triggered_by, part, agent_name, created_at, sent_at)
                select '%s', company_id, config_id, conversation_id, sequence + 100000, 'outgoing', 'text', 'listo', 'sent', true,
                       id, 0, 'tax_reminder', timestamptz '%s', timestamptz '%s'
                  from whatsapp_messages where external_id = '%s'""".formatted(Fixture.newMessageId(), queuedAt, sentAt, incoming));
    }

    private ResponseFigures figures(LocalDate first, LocalDate last, ZoneId zone) {
        return postgres.database()
                .responseAnalytics()
                .figures(fixture.config.companyId(), new Period(first, last, zone));
    }
}
