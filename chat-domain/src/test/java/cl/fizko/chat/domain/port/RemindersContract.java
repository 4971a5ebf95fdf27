package cl.fizko.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Submissions.Outcome;
import cl.fizko.chat.domain.port.Submissions.Ruling;
import cl.fizko.chat.domain.reminder.Candidate;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import cl.fizko.chat.domain.reminder.F29Reminder;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import cl.fizko.chat.domain.sending.Destination;
import cl.fizko.chat.domain.sending.Submission;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of reminders does, with the submissions that note in their commit who was reminded. */
public abstract class RemindersContract {

    private static final F29Reminder NOVEMBER = new F29Reminder(YearMonth.of(2026, 11), LocalDate.of(2026, 12, 21));
    private static final F29Reminder DECEMBER = new F29Reminder(YearMonth.of(2026, 12), LocalDate.of(2027, 1, 20));
    private static final Instant NOW = Instant.parse("2026-12-18T13:00:00Z");

    private int ids;

    /** Empty when the test begins. */
    protected abstract Reminders reminders();

    /** On the same store. */
    protected abstract Submissions submissions();

    /** A number of the one company. */
    protected abstract WhatsAppConfig line();

    /** A number of another company. */
    protected abstract WhatsAppConfig strangersLine();

    /** The person said that they want no messages. */
    protected abstract void optOut(Enrolment enrolment);

    /** The message was not sent before the hours for reminders were over. */
    protected abstract void failForTheHour(MessageId message, boolean mayHaveLeft);

    @Test
    void enrol_twice_isOneEnrolment() {
        var first = reminders().enrol(id(), company(), phone(1), Optional.empty());
        var again = reminders().enrol(id(), company(), phone(1), Optional.empty());

        assertThat(first.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(again.enrolment().id()).isEqualTo(first.enrolment().id());
        assertThat(first.enrolment().contact().address().phone()).contains(phone(1));
        assertThat(page(company())).hasSize(1);
    }

    @Test
    void enrol_again_namesAnotherNumberOrLeavesIt() {
        reminders().enrol(id(), company(), phone(1), Optional.empty());

        assertThat(reminders()
                        .enrol(id(), company(), phone(1), Optional.of(line().id()))
                        .enrolment()
                        .by())
                .contains(line().id());
        assertThat(reminders()
                        .enrol(id(), company(), phone(1), Optional.empty())
                        .enrolment()
                        .by())
                .contains(line().id());
    }

    @Test
    void anotherCompany_seesNothing() {
        var enrolment = enrol(1);
        var stranger = Scope.of(strangersLine().companyId());

        assertThat(reminders().find(stranger, enrolment.id())).isEmpty();
        assertThat(reminders().find(strangersLine().companyId(), phone(1))).isEmpty();
        assertThat(reminders().remove(stranger, enrolment.id())).isFalse();
        assertThat(page(strangersLine().companyId())).isEmpty();
        assertThat(candidates(strangersLine().companyId())).isEmpty();
        assertThat(reminders().find(Scope.of(company()), enrolment.id())).contains(enrolment);
        assertThat(reminders().find(company(), phone(1))).contains(enrolment);
        assertThat(reminders().companies()).containsExactly(company());
    }

    @Test
    void remove_endsTheEnrolment_butWhatWasSentStaysKnown() {
        var enrolment = enrol(1);
        queued(remind(enrolment, NOVEMBER));

        assertThat(reminders().remove(Scope.of(company()), enrolment.id())).isTrue();
        assertThat(reminders().remove(Scope.of(company()), enrolment.id())).isFalse();
        assertThat(page(company())).isEmpty();
        assertThat(reminders().companies()).isEmpty();
        assertThat(remind(enrol(1), NOVEMBER)).isInstanceOf(Outcome.Repeated.class);
    }

    @Test
    void page_isNewestFirst_andOfOnePerson() {
        IntStream.rangeClosed(1, 3).forEach(this::enrol);

        assertThat(page(company()).stream().map(RemindersContract::phoneOf))
                .containsExactly(phone(3), phone(2), phone(1));
        assertThat(reminders()
                        .page(company(), Optional.of(phone(2)), PageRequest.first(10))
                        .rows())
                .hasSize(1);
    }

    @Test
    void candidates_areReadOnAndLeftOutUntilTheyAreDue() {
        var all = IntStream.rangeClosed(1, 5).mapToObj(this::enrol).toList();
        reminders()
                .lookAgain(
                        Map.of(all.get(1).id(), NOW.plusSeconds(1), all.get(2).id(), NOW));

        List<Candidate> read = new ArrayList<>();
        Optional<Candidate> last = Optional.empty();
        for (var step = 0; step < 3; step++) {
            var batch = reminders().candidates(company(), NOW, last, 2);
            read.addAll(batch);
            last = batch.isEmpty() ? last : Optional.of(batch.get(batch.size() - 1));
        }

        assertThat(read.stream().map(Candidate::enrolment))
                .containsExactly(all.get(0), all.get(3), all.get(4), all.get(2));
        assertThat(reminders().candidates(company(), NOW.plusSeconds(1), Optional.empty(), 10))
                .hasSize(5);
    }

    @Test
    void candidates_tellWhatTheyWereRemindedOfAndByWhichNumberTheyWrite() {
        var enrolment = enrol(1);
        assertThat(candidates(company())).singleElement().satisfies(candidate -> {
            assertThat(candidate.reminded()).isEmpty();
            assertThat(candidate.latest()).isEmpty();
        });

        queued(remind(enrolment, NOVEMBER));
        queued(remind(enrolment, DECEMBER));
        optOut(enrolment);

        assertThat(candidates(company())).singleElement().satisfies(candidate -> {
            assertThat(candidate.reminded()).containsExactlyInAnyOrder(NOVEMBER.period(), DECEMBER.period());
            assertThat(candidate.latest()).contains(line().id());
            assertThat(candidate.enrolment().contact().optedOutAt()).isPresent();
        });
    }

    @Test
    void submit_aReminderTwice_isOneMessage() {
        var enrolment = enrol(1);
        var first = queued(remind(enrolment, NOVEMBER));

        assertThat(remind(enrolment, NOVEMBER)).isEqualTo(new Outcome.Repeated<String>(first));
        assertThat(queued(remind(enrolment, DECEMBER))).isNotEqualTo(first);
        assertThat(reminders().sentBy(first)).contains(new Reminders.Sent(company(), NOVEMBER));
        assertThat(reminders().sentBy(message())).isEmpty();
    }

    @Test
    void submit_whatIsRefused_isNotNoted() {
        var enrolment = enrol(1);

        assertThat(submit(enrolment, NOVEMBER, new Ruling.Refuse<>("no"))).isEqualTo(new Outcome.Refused<>("no"));

        queued(remind(enrolment, NOVEMBER));
    }

    @Test
    void submit_aReminderAtTheSameTimeFromAllSides_isOneMessage() throws Exception {
        var enrolment = enrol(1);
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Outcome<String>> attempt = () -> remind(enrolment, NOVEMBER);
            var queued = 0;
            for (var outcome : threads.invokeAll(java.util.Collections.nCopies(8, attempt))) {
                queued += outcome.get() instanceof Outcome.Queued ? 1 : 0;
            }
            assertThat(queued).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void submit_whatNeverLeftForTheHour_maybeSentAnew() {
        var enrolment = enrol(1);
        failForTheHour(queued(remind(enrolment, NOVEMBER)), false);

        assertThat(candidates(company()).get(0).reminded()).isEmpty();
        var anew = queued(remind(enrolment, NOVEMBER));
        assertThat(reminders().sentBy(anew)).isPresent();
        assertThat(remind(enrolment, NOVEMBER)).isEqualTo(new Outcome.Repeated<String>(anew));
    }

    @Test
    void submit_whatMayHaveLeft_isNotSentAnew() {
        var enrolment = enrol(1);
        failForTheHour(queued(remind(enrolment, NOVEMBER)), true);

        assertThat(remind(enrolment, NOVEMBER)).isInstanceOf(Outcome.Repeated.class);
    }

    @Test
    void submit_toSomebodyElsesContactOrByTheirNumber_isUnknown() {
        var enrolment = enrol(1);
        var stranger = new Submission(
                strangersLine().companyId(),
                new Destination.KnownContact(
                        enrolment.contact().id(), strangersLine().id()),
                Optional.empty(),
                Optional.of(NOVEMBER));
        var byTheirs = new Submission(
                company(),
                new Destination.KnownContact(
                        enrolment.contact().id(), strangersLine().id()),
                Optional.empty(),
                Optional.of(NOVEMBER));

        assertThat(submissions().submit(message(), stranger, (conversation, config) -> yes()))
                .isInstanceOf(Outcome.UnknownConversation.class);
        assertThat(submissions().submit(message(), byTheirs, (conversation, config) -> yes()))
                .isInstanceOf(Outcome.UnknownConfig.class);
    }

    @Test
    void settings_areTheStandardUntilTheyAreSet() {
        var mine = new ReminderSettings(5, LocalTime.of(9, 30), ZoneId.of("America/Punta_Arenas"));
        assertThat(reminders().settings(company())).isEqualTo(new Reminders.Stored(ReminderSettings.STANDARD, 0));

        assertThat(reminders().setSettings(company(), mine)).isEqualTo(new Reminders.Stored(mine, 1));
        assertThat(reminders().setSettings(company(), ReminderSettings.STANDARD).version())
                .isEqualTo(2);
        assertThat(reminders().setSettings(company(), mine).version()).isEqualTo(3);
        assertThat(reminders().settings(company())).isEqualTo(new Reminders.Stored(mine, 3));
        assertThat(reminders().settings(strangersLine().companyId()).version()).isZero();
    }

    @Test
    void setSettings_hasEverybodyLookedAtAgain() {
        var enrolment = enrol(1);
        reminders().lookAgain(Map.of(enrolment.id(), NOW.plusSeconds(1)));
        assertThat(candidates(company())).isEmpty();

        reminders().setSettings(company(), ReminderSettings.STANDARD);

        assertThat(candidates(company())).hasSize(1);
    }

    private CompanyId company() {
        return line().companyId();
    }

    private Enrolment enrol(int person) {
        return reminders()
                .enrol(id(), company(), phone(person), Optional.empty())
                .enrolment();
    }

    private List<Enrolment> page(CompanyId company) {
        return reminders()
                .page(company, Optional.empty(), PageRequest.first(10))
                .rows();
    }

    private List<Candidate> candidates(CompanyId company) {
        return reminders().candidates(company, NOW, Optional.empty(), 10);
    }

    private Outcome<String> remind(Enrolment enrolment, F29Reminder reminder) {
        return submit(enrolment, reminder, yes());
    }

    private Outcome<String> submit(Enrolment enrolment, F29Reminder reminder, Ruling<String> ruling) {
        WhatsAppConfigId by = line().id();
        var submission = new Submission(
                company(),
                new Destination.KnownContact(enrolment.contact().id(), by),
                Optional.empty(),
                Optional.of(reminder));
        return submissions().submit(message(), submission, (conversation, config) -> {
            assertThat(conversation.contact().id())
                    .isEqualTo(enrolment.contact().id());
            assertThat(config.id()).isEqualTo(by);
            return ruling;
        });
    }

    private static Ruling<String> yes() {
        return new Ruling.Queue<>(new MessageContent.Text("le recordamos"));
    }

    private static MessageId queued(Outcome<String> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Queued.class);
        return ((Outcome.Queued<String>) outcome).id();
    }

    private EnrolmentId id() {
        return new EnrolmentId(new UUID(1, ++ids));
    }

    private static MessageId message() {
        return new MessageId(UUID.randomUUID());
    }

    private static PhoneNumber phone(int person) {
        return new PhoneNumber("+5699000000" + person);
    }

    private static PhoneNumber phoneOf(Enrolment enrolment) {
        return enrolment.contact().address().phone().orElseThrow();
    }
}
