package cl.fizko.chat.application.reminder;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.sending.Submitted;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.application.worker.LogContext;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.StoreUnreachableException;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.reminder.Candidate;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import cl.fizko.chat.domain.reminder.ReminderCalendar;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import cl.fizko.chat.domain.sending.Destination;
import cl.fizko.chat.domain.sending.Submission;
import cl.fizko.chat.domain.tax.F29DueDates;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: reminds everybody who is due. Each person is a transaction of their own, so that a run may end anywhere and the next one
 * goes on; however many run at once, a person is reminded of a period once. Thread-safe.
 */
public final class SendReminders {

    private static final Logger log = LoggerFactory.getLogger(SendReminders.class);

    private static final int BATCH = 100;

    /** What keeps a person from being reminded may change within the day: a template is approved, a number switched on. */
    static final Duration AGAIN = Duration.ofMinutes(15);

    /** Something of the person's was locked, which seldom lasts. */
    static final Duration SOON = Duration.ofMinutes(1);

    /**
     * Who is not due, or was reminded, is looked at again before long: the number's due day may be changed, and a message may be unable
     * to leave before the day is over.
     */
    static final Duration LATER = Duration.ofHours(6);

    private final Reminders reminders;
    private final WhatsAppConfigRepository configs;
    private final SendTemplate send;
    private final Clock clock;

    @Inject
    public SendReminders(Reminders reminders, WhatsAppConfigRepository configs, SendTemplate send, Clock clock) {
        this.reminders = reminders;
        this.configs = configs;
        this.send = send;
        this.clock = clock;
    }

    /**
     * Reminds until nobody is due, or it is to stop. What fails for a person or a company leaves the others their turn.
     *
     * @return how many were reminded
     * @throws StoreBusyException if the companies cannot be read now, or the store not be reached any more; the next run goes on
     */
    public int run(BooleanSupplier stopping) {
        var companies = reminders.companies();
        if (!companies.isEmpty() && !isKnownThroughNextMonth()) {
            log.error("nobody is reminded of what falls due next month: the calendar of holidays ends before");
        }
        var lines = new LinesByCompany(configs);
        var sent = 0;
        for (var company : companies) {
            if (stopping.getAsBoolean()) {
                break;
            }
            sent += LogContext.of(company).call(() -> remindAllOf(company, lines, stopping));
        }
        return sent;
    }

    private boolean isKnownThroughNextMonth() {
        return F29DueDates.of(YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)))
                .isPresent();
    }

    private int remindAllOf(CompanyId company, LinesByCompany lines, BooleanSupplier stopping) {
        var tally = new Tally();
        try {
            remind(company, lines, tally, stopping);
        } catch (StoreUnreachableException e) {
            throw e;
        } catch (StoreBusyException e) {
            log.warn("the company's other reminders wait for the next run", Fault.withoutMessages(e));
        } catch (RuntimeException e) {
            log.error("the company's other reminders cannot be made", Fault.withoutMessages(e));
        } finally {
            tally.log();
        }
        return tally.sent;
    }

    private void remind(CompanyId company, LinesByCompany lines, Tally tally, BooleanSupplier stopping) {
        var settings = reminders.settings(company).settings();
        if (!mayBeOpen(settings)) {
            return;
        }
        var round = new CompanyRound(settings, lines.of(company), send);
        Optional<Candidate> last = Optional.empty();
        while (!stopping.getAsBoolean() && isOpen(round)) {
            var batch = reminders.candidates(company, clock.instant(), last, BATCH);
            remind(round, batch, tally, stopping);
            if (batch.size() < BATCH) {
                break;
            }
            last = Optional.of(batch.get(batch.size() - 1));
        }
    }

    /** Most of the time it is not, whatever the due day of the company's numbers, and then these are not even read. */
    private boolean mayBeOpen(ReminderSettings settings) {
        var now = clock.instant();
        return Stream.of(F29DueDay.values())
                .map(rule -> new ReminderCalendar(settings, Optional.of(rule)))
                .anyMatch(calendar -> calendar.at(now).isPresent());
    }

    private boolean isOpen(CompanyRound round) {
        var now = clock.instant();
        return round.calendars().stream().anyMatch(calendar -> calendar.at(now).isPresent());
    }

    private void remind(CompanyRound round, List<Candidate> batch, Tally tally, BooleanSupplier stopping) {
        Map<EnrolmentId, Instant> again = new HashMap<>();
        for (var candidate : batch) {
            if (stopping.getAsBoolean()) {
                break;
            }
            again.put(candidate.enrolment().id(), remind(round, candidate, tally));
        }
        reminders.lookAgain(again);
    }

    /** Returns when to look at the person again. */
    private Instant remind(CompanyRound round, Candidate candidate, Tally tally) {
        var now = clock.instant();
        try {
            var verdict = round.judge(candidate, calendar -> calendar.at(now));
            var omission = verdict instanceof Verdict.Remind due
                    ? send(candidate, due)
                    : Optional.of(((Verdict.Omit) verdict).why());
            tally.count(omission);
            return again(round, candidate, omission, now);
        } catch (StoreUnreachableException e) {
            throw e;
        } catch (StoreBusyException e) {
            tally.failed++;
            log.warn("enrolment {} waits", candidate.enrolment().id(), Fault.withoutMessages(e));
            return now.plus(SOON);
        } catch (RuntimeException e) {
            tally.failed++;
            log.error("enrolment {} cannot be looked at", candidate.enrolment().id(), Fault.withoutMessages(e));
            return now.plus(AGAIN);
        }
    }

    /** Empty when the person is reminded. */
    private Optional<Omission> send(Candidate candidate, Verdict.Remind due) {
        var contact = candidate.enrolment().contact().id();
        var to = new Destination.KnownContact(contact, due.line().id());
        try {
            var outcome = send.send(
                    new Submission(candidate.enrolment().company(), to, Optional.empty(), Optional.of(due.reminder())),
                    due.words());
            if (outcome instanceof Submitted.Queued queued) {
                return queued.repeated() ? Optional.of(Omission.ALREADY_REMINDED) : Optional.empty();
            }
            return Optional.of(Omission.of(outcome));
        } catch (InvalidFieldsException e) {
            return Optional.of(Omission.TEMPLATE_UNUSABLE);
        }
    }

    private static Instant again(CompanyRound round, Candidate candidate, Optional<Omission> omission, Instant now) {
        var why = omission.orElse(Omission.ALREADY_REMINDED);
        if (why == Omission.ALREADY_REMINDED) {
            return now.plus(LATER);
        }
        var next = why == Omission.NOT_DUE
                ? round.calendar(candidate)
                        .flatMap(calendar -> calendar.next(now))
                        .map(ReminderCalendar.Opening::at)
                        .filter(at -> at.isBefore(now.plus(LATER)))
                : Optional.of(now.plus(AGAIN));
        return next.orElse(now.plus(LATER));
    }

    /** What a round came to. */
    private static final class Tally {

        private final Map<Omission, Integer> omitted = new EnumMap<>(Omission.class);
        private int sent;
        private int failed;

        void count(Optional<Omission> omission) {
            omission.ifPresentOrElse(why -> omitted.merge(why, 1, Integer::sum), () -> sent++);
        }

        void log() {
            List<String> others = new ArrayList<>();
            omitted.forEach((why, count) -> {
                if (why != Omission.NOT_DUE && why != Omission.ALREADY_REMINDED) {
                    others.add(why.wireName() + "=" + count);
                }
            });
            if (sent > 0 || failed > 0 || !others.isEmpty()) {
                log.info("reminders of the F29: sent={} failed={} {}", sent, failed, String.join(" ", others));
            }
        }
    }
}
