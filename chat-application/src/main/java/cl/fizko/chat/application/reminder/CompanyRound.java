package cl.fizko.chat.application.reminder;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.sending.FilledTemplate;
import cl.fizko.chat.application.sending.FilledTemplate.Choice;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.sending.Submitted;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.Submissions.Ruling;
import cl.fizko.chat.domain.reminder.Candidate;
import cl.fizko.chat.domain.reminder.F29Reminder;
import cl.fizko.chat.domain.reminder.ReminderCalendar;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import cl.fizko.chat.domain.reminder.ReminderWords;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One look at the enrolled people of one company, for the job as for the preview. Belongs to one thread. */
final class CompanyRound {

    private static final Optional<String> CHILEAN_SPANISH = Optional.of("es_CL");

    private final ReminderSettings settings;
    private final List<WhatsAppConfig> lines;
    private final SendTemplate templates;
    private final Map<WhatsAppConfigId, Ruling<Submitted>> samples = new HashMap<>();
    private final Map<WhatsAppConfigId, Choice> choices = new HashMap<>();

    /** @param lines all of the company's */
    CompanyRound(ReminderSettings settings, List<WhatsAppConfig> lines, SendTemplate templates) {
        this.settings = settings;
        this.lines = List.copyOf(lines);
        this.templates = templates;
    }

    ZoneId zone() {
        return settings.zone();
    }

    /** The calendar of those whom a number reminds. */
    ReminderCalendar calendar(WhatsAppConfig line) {
        return new ReminderCalendar(settings, line.profile().f29DueDay());
    }

    List<ReminderCalendar> calendars() {
        return lines.stream().map(this::calendar).distinct().toList();
    }

    /** The calendar of a person, if it is known which number reminds them. */
    Optional<ReminderCalendar> calendar(Candidate candidate) {
        return candidate.line(lines).map(this::calendar);
    }

    /**
     * Whether to remind a person. Only what is stored in the commit decides in the end.
     *
     * @param due what the calendar says
     */
    Verdict judge(Candidate candidate, Function<ReminderCalendar, Optional<F29Reminder>> due) {
        var line = candidate.line(lines);
        if (line.isEmpty()) {
            return new Verdict.Omit(Omission.NUMBER_UNDECIDED);
        }
        var reminder = due.apply(calendar(line.get()));
        if (reminder.isEmpty()) {
            return new Verdict.Omit(Omission.NOT_DUE);
        }
        if (candidate.reminded().contains(reminder.get().period())) {
            return new Verdict.Omit(Omission.ALREADY_REMINDED);
        }
        if (candidate.enrolment().contact().optedOutAt().isPresent()) {
            return new Verdict.Omit(Omission.OPTED_OUT);
        }
        if (!line.get().active()) {
            return new Verdict.Omit(Omission.NUMBER_INACTIVE);
        }
        var words = words(candidate, line.get(), reminder.get());
        var sample = samples.computeIfAbsent(line.get().id(), id -> content(line.get(), words));
        return sample instanceof Ruling.Refuse<Submitted> refusal
                        && Omission.of(refusal.why()).isOfTheLine()
                ? new Verdict.Omit(Omission.of(refusal.why()))
                : new Verdict.Remind(line.get(), reminder.get(), words);
    }

    /** What would be sent, or why it cannot be. */
    Ruling<Submitted> content(Verdict.Remind remind) {
        return content(remind.line(), remind.words());
    }

    private Ruling<Submitted> content(WhatsAppConfig line, FilledTemplate words) {
        try {
            return templates.content(line, words);
        } catch (InvalidFieldsException e) {
            return new Ruling.Refuse<>(new Submitted.InvalidContent(e.problems()));
        }
    }

    private FilledTemplate words(Candidate candidate, WhatsAppConfig line, F29Reminder reminder) {
        var values = ReminderWords.of(
                candidate.enrolment().contact().name(), reminder, line.profile().f29DueDay());
        return new FilledTemplate(choices.computeIfAbsent(line.id(), id -> choice(line, values)), values);
    }

    /** In Chilean Spanish, else in the only language that there is. */
    private Choice choice(WhatsAppConfig line, Map<String, String> values) {
        var chilean = new Choice.ByName(ReminderWords.TEMPLATE, CHILEAN_SPANISH);
        return content(line, new FilledTemplate(chilean, values)) instanceof Ruling.Refuse<Submitted> refusal
                        && refusal.why() instanceof Submitted.UnknownTemplate
                ? new Choice.ByName(ReminderWords.TEMPLATE, Optional.empty())
                : chilean;
    }
}
