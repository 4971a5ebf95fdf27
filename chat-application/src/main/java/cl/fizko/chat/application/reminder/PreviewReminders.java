package cl.fizko.chat.application.reminder;

import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.sending.Submitted;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.Submissions.Ruling;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.reminder.Candidate;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.F29Reminder;
import cl.fizko.chat.domain.reminder.ReminderCalendar;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Use case: tells who would be reminded on a day, and why others would not. Sends and stores nothing. A day that is over is looked at
 * as if it had just begun; of a later one it is supposed that something runs on all days before it. Thread-safe.
 */
public final class PreviewReminders {

    private static final int BATCH = 500;

    /** Whenever they are to be looked at. */
    private static final Instant EVERYBODY = Instant.parse("9999-12-31T00:00:00Z");

    private final Reminders reminders;
    private final WhatsAppConfigRepository configs;
    private final SendTemplate templates;
    private final Clock clock;

    @Inject
    public PreviewReminders(
            Reminders reminders, WhatsAppConfigRepository configs, SendTemplate templates, Clock clock) {
        this.reminders = reminders;
        this.configs = configs;
        this.templates = templates;
        this.clock = clock;
    }

    /** A company's day. */
    public record Day(CompanyId company, ReminderSettings settings, List<Planned> planned, List<LeftOut> leftOut) {
        public Day {
            planned = List.copyOf(planned);
            leftOut = List.copyOf(leftOut);
        }

        /** How many people the company has enrolled. */
        public int enrolled() {
            return planned.size() + leftOut.size();
        }
    }

    /** A reminder that would go out. */
    public record Planned(
            Enrolment enrolment, WhatsAppConfigId by, F29Reminder reminder, Instant at, TemplateMessage message) {}

    /**
     * Somebody who would not be reminded that day.
     *
     * @param next for {@link Omission#NOT_DUE}, when they would be; empty when that is not known
     */
    public record LeftOut(Enrolment enrolment, Omission why, Optional<Instant> next) {}

    /** The companies that have enrolled anybody. */
    public List<CompanyId> companies() {
        return reminders.companies();
    }

    /** A day of a company, in its own zone. */
    public Day preview(CompanyId company, LocalDate day) {
        return preview(company, new LinesByCompany(configs), day);
    }

    /** The same day of several companies, each in its own zone, in their order. */
    public List<Day> preview(List<CompanyId> companies, LocalDate day) {
        var lines = new LinesByCompany(configs);
        return companies.stream().map(company -> preview(company, lines, day)).toList();
    }

    private Day preview(CompanyId company, LinesByCompany lines, LocalDate day) {
        var settings = reminders.settings(company).settings();
        var round = new CompanyRound(settings, lines.of(company), templates);
        var from = from(settings, day);
        List<Planned> planned = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        Optional<Candidate> last = Optional.empty();
        List<Candidate> batch;
        do {
            batch = reminders.candidates(company, EVERYBODY, last, BATCH);
            for (var candidate : batch) {
                add(round, candidate, day, from, planned, leftOut);
                last = Optional.of(candidate);
            }
        } while (batch.size() == BATCH);
        return new Day(company, settings, planned, leftOut);
    }

    private Instant from(ReminderSettings settings, LocalDate day) {
        var now = clock.instant();
        return day.isBefore(now.atZone(settings.zone()).toLocalDate())
                ? day.atStartOfDay(settings.zone()).toInstant()
                : now;
    }

    private static void add(
            CompanyRound round,
            Candidate candidate,
            LocalDate day,
            Instant from,
            List<Planned> planned,
            List<LeftOut> leftOut) {
        var verdict = round.judge(candidate, calendar -> calendar.on(day));
        if (verdict instanceof Verdict.Omit omit) {
            var next = omit.why() == Omission.NOT_DUE
                    ? round.calendar(candidate).flatMap(calendar -> calendar.next(from))
                    : Optional.<ReminderCalendar.Opening>empty();
            leftOut.add(new LeftOut(candidate.enrolment(), omit.why(), next.map(ReminderCalendar.Opening::at)));
            return;
        }
        var due = (Verdict.Remind) verdict;
        var opening = opening(round.calendar(due.line()), due.reminder(), from);
        if (opening.filter(at -> day.equals(at.atZone(round.zone()).toLocalDate()))
                .isEmpty()) {
            leftOut.add(new LeftOut(candidate.enrolment(), Omission.NOT_DUE, opening));
        } else if (round.content(due) instanceof Ruling.Queue<Submitted> queue) {
            planned.add(
                    new Planned(candidate.enrolment(), due.line().id(), due.reminder(), opening.get(), (TemplateMessage)
                            queue.content()));
        } else {
            leftOut.add(new LeftOut(candidate.enrolment(), Omission.TEMPLATE_UNUSABLE, Optional.empty()));
        }
    }

    /** The first time at which a person can be reminded of it. */
    private static Optional<Instant> opening(ReminderCalendar calendar, F29Reminder reminder, Instant from) {
        var first = reminder.dueOn()
                .minusDays(calendar.settings().daysBefore())
                .atStartOfDay(calendar.settings().zone())
                .toInstant();
        return calendar.next(from.isAfter(first) ? from : first).map(ReminderCalendar.Opening::at);
    }
}
