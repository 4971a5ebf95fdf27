package cl.fizko.chat.application.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.InMemoryReminders;
import cl.fizko.chat.application.fake.MovableClock;
import cl.fizko.chat.application.fake.OwnTemplates;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.sending.SubmitMessage;
import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.conversation.OptOut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.StoreUnreachableException;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.TemplateCategory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rounds of the job, on Friday 18 December 2026, three days before the period of November is due. */
class SendRemindersTest {

    private static final Instant TEN_O_CLOCK = Instant.parse("2026-12-18T13:00:00Z");
    private static final CompanyId ONE = new CompanyId(1);
    private static final CompanyId TWO = new CompanyId(2);

    private final WhatsAppConfig line = line("line-1", ONE, true, F29DueDay.TWENTIETH);
    private final WhatsAppConfig other = line("line-2", TWO, true, F29DueDay.TWENTIETH);
    private final InMemoryReminders store = new InMemoryReminders(line, other);
    private final InMemoryConfigs configs = new InMemoryConfigs(line, other);
    private final OwnTemplates templates = new OwnTemplates();
    private final MovableClock clock = new MovableClock(TEN_O_CLOCK);
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);

    @Test
    void run_atTheHour_remindsEverybodyOnce() {
        template(ONE);
        IntStream.range(0, 250).forEach(person -> enrol(ONE, person)); // three pages

        clock.moveTo(TEN_O_CLOCK.minusSeconds(1));
        assertThat(run()).isZero();
        clock.moveTo(TEN_O_CLOCK);
        assertThat(run()).isEqualTo(250);
        for (var hours = 0; hours < 72; hours++) {
            clock.pass(Duration.ofHours(1));
            assertThat(run()).as("%d hours later", hours).isZero();
        }
    }

    @Test
    void run_saysWhatItReminds() {
        template(ONE);
        enrol(ONE, 1);

        run();

        assertThat((TemplateMessage) store.queued().get(0)).satisfies(message -> {
            assertThat(message.name()).isEqualTo("recordatorio_f29");
            assertThat(message.rendered())
                    .contains("Hola cliente, el F29 de noviembre de 2026 vence el lunes 21 de diciembre de 2026.");
        });
    }

    @Test
    void run_whoOptedOut_isNotReminded_andNotWhenTheyAreBackAfterTheDueDate() {
        template(ONE);
        store.optOut(enrol(ONE, 1).contact().id(), TEN_O_CLOCK.minusSeconds(60));
        enrol(ONE, 2);

        assertThat(run()).isEqualTo(1);
        clock.moveTo(Instant.parse("2026-12-21T13:00:00Z"));
        assertThat(run()).isZero();
    }

    @Test
    void run_aTemplateThatComesLater_isSentTheSameDay() {
        enrol(ONE, 1);
        assertThat(run()).isZero();

        template(ONE);
        clock.pass(SendReminders.AGAIN);

        assertThat(run()).isEqualTo(1);
    }

    @Test
    void run_afterANightWithoutNodes_remindsTheNextDayWithinTheHours() {
        template(ONE);
        enrol(ONE, 1);

        for (var at : List.of("2026-12-18T23:00:00Z", "2026-12-19T05:00:00Z", "2026-12-19T12:59:59Z")) {
            clock.moveTo(Instant.parse(at));
            assertThat(run()).as(at).isZero();
        }
        clock.moveTo(Instant.parse("2026-12-19T15:00:00Z"));
        assertThat(run()).isEqualTo(1);
    }

    @Test
    void run_eachCompany_hasItsOwnHour() {
        template(ONE);
        template(TWO);
        enrol(ONE, 1);
        enrol(TWO, 2);
        store.setSettings(TWO, new ReminderSettings(3, LocalTime.of(12, 0), ZoneId.of("America/Santiago")));

        assertThat(run()).isEqualTo(1);
        clock.pass(Duration.ofHours(2));
        assertThat(run()).isEqualTo(1);
    }

    /** The company learns that its clients are due on the 12th: the next period is reminded of by that day. */
    @Test
    void run_aDueDayThatIsChanged_countsFromThenOn() {
        template(ONE);
        enrol(ONE, 1);
        assertThat(run()).isEqualTo(1);

        var changed = new InMemoryConfigs(line("line-1", ONE, true, F29DueDay.TWELFTH));
        clock.moveTo(Instant.parse("2027-01-09T13:00:00Z"));

        assertThat(run(changed)).isEqualTo(1);
    }

    @Test
    void run_whileTheHoursEnd_stopsThere() {
        template(ONE);
        IntStream.range(0, 150).forEach(person -> enrol(ONE, person));
        var asked = new AtomicInteger();

        var sent = sending(configs).run(() -> {
            if (asked.incrementAndGet() == 20) {
                clock.moveTo(Instant.parse("2026-12-18T23:00:00Z"));
            }
            return false;
        });

        assertThat(sent).isBetween(10, 20);
    }

    @Test
    void run_thatIsToStop_stops_andTheNextOneGoesOn() {
        template(ONE);
        IntStream.range(0, 50).forEach(person -> enrol(ONE, person));
        var asked = new AtomicInteger();

        var first = sending(configs).run(() -> asked.incrementAndGet() > 20);

        assertThat(first).isBetween(10, 20);
        assertThat(first + run()).isEqualTo(50);
    }

    /** To read them is to open the secrets of all, and the job looks every minute of the month. */
    @Test
    void run_readsTheNumbersOnce_andNotAtAllWhenNobodyIsDue() {
        template(ONE);
        template(TWO);
        enrol(ONE, 1);
        enrol(TWO, 2);
        var reads = new AtomicInteger();
        var counted = new InMemoryConfigs(line, other) {
            @Override
            public List<WhatsAppConfig> all() {
                reads.incrementAndGet();
                return super.all();
            }
        };

        clock.moveTo(TEN_O_CLOCK.minusSeconds(1));
        run(counted);
        assertThat(reads).hasValue(0);
        clock.moveTo(TEN_O_CLOCK);
        assertThat(run(counted)).isEqualTo(2);
        assertThat(reads).hasValue(1);
    }

    @Test
    void run_whoIsLocked_keepsNobodyElseWaiting_andIsRemindedSoon() {
        template(ONE);
        template(TWO);
        store.failFor(enrol(ONE, 1).contact().id(), new StoreBusyException("locked"));
        enrol(ONE, 2);
        enrol(TWO, 3);

        assertThat(run()).isEqualTo(2);
        store.recover();
        clock.pass(SendReminders.SOON);
        assertThat(run()).isEqualTo(1);
    }

    @Test
    void run_aCompanyThatFails_keepsNoOtherWaiting() {
        template(ONE);
        template(TWO);
        enrol(ONE, 1);
        enrol(TWO, 2);
        enrol(TWO, 3);

        store.failFor(ONE, new IllegalStateException("its settings are damaged"));
        assertThat(run()).isEqualTo(2);
        store.recover();
        assertThat(run()).isEqualTo(1);
    }

    @Test
    void run_whenTheStoreIsAway_triesNobodyElse() {
        template(ONE);
        template(TWO);
        store.failFor(enrol(ONE, 1).contact().id(), new StoreUnreachableException("away", new IllegalStateException()));
        enrol(TWO, 2);

        assertThatThrownBy(this::run).isInstanceOf(StoreUnreachableException.class);
        assertThat(store.queued()).isEmpty();
        store.recover();
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void rule_letsAReminderLeaveWithinItsHoursAlone() {
        template(ONE);
        enrol(ONE, 1);
        run();
        var template = (TemplateMessage) store.queued().get(0);
        var message = claimed(store.lastQueued(), template, Optional.empty());
        var rule = new ReminderRule(store, clock);

        assertThat(rule.obstacle(message, template)).isEmpty();
        clock.moveTo(Instant.parse("2026-12-18T23:00:00Z"));
        assertThat(rule.obstacle(message, template))
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("civil_hours"));
        clock.moveTo(Instant.parse("2026-12-21T15:00:00Z"));
        assertThat(rule.obstacle(message, template)).isPresent();
        var another = claimed(new MessageId(UUID.randomUUID()), template, Optional.empty());
        assertThat(rule.obstacle(another, template)).isEmpty();
    }

    /** Others of the company's messages may answer what the customer has written since; a reminder is no answer. */
    @Test
    void rule_whoOptedOutWhileItWaited_isNotRemindedThoughTheyHaveWrittenSince() {
        template(ONE);
        enrol(ONE, 1);
        run();
        var template = (TemplateMessage) store.queued().get(0);
        var optOut = Optional.of(new OptOut(TEN_O_CLOCK.minusSeconds(60)));
        var rule = new ReminderRule(store, clock);

        assertThat(rule.obstacle(claimed(store.lastQueued(), template, optOut), template))
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("opted_out"));
        assertThat(rule.obstacle(claimed(new MessageId(UUID.randomUUID()), template, optOut), template))
                .isEmpty();
    }

    /** A message of a customer who has just written. */
    private ClaimedSend claimed(MessageId id, TemplateMessage template, Optional<OptOut> optOut) {
        return new ClaimedSend(
                id,
                new ConversationId(UUID.randomUUID()),
                line.id(),
                ContactAddress.of(new PhoneNumber("+56990000001")),
                template,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new CustomerServiceWindow(TEN_O_CLOCK)),
                1,
                1,
                0,
                TEN_O_CLOCK,
                false,
                ConversationOwner.BOT,
                optOut);
    }

    private int run() {
        return run(configs);
    }

    private int run(InMemoryConfigs of) {
        return sending(of).run(() -> false);
    }

    private SendReminders sending(InMemoryConfigs of) {
        var submit = new SubmitMessage(store, new WakeQueue(1_000), new Bell(), ids, clock);
        return new SendReminders(store, of, new SendTemplate(submit, templates), clock);
    }

    private Enrolment enrol(CompanyId company, int person) {
        return store.enrol(
                        new EnrolmentId(ids.next()),
                        company,
                        new PhoneNumber("+56990" + (100_000 + person)),
                        Optional.empty())
                .enrolment();
    }

    private void template(CompanyId company) {
        templates.add(new MessageTemplate(
                new MessageTemplateId(UUID.randomUUID()),
                company,
                "recordatorio_f29",
                "es_CL",
                TemplateCategory.UTILITY,
                "Hola {{nombre}}, el F29 de {{periodo}} vence el {{vencimiento}}.",
                true));
    }

    private static WhatsAppConfig line(String line, CompanyId company, boolean active, F29DueDay rule) {
        var config = Samples.config(line);
        return new WhatsAppConfig(
                config.id(),
                company,
                config.provider(),
                config.lineId(),
                config.businessAccountId(),
                config.phoneNumber(),
                active,
                config.autoResponses(),
                config.burstWindow(),
                new CompanyProfile(Optional.empty(), Optional.empty(), Optional.of(rule)),
                config.apiToken(),
                config.webhookSecrets());
    }
}
