package cl.fizko.chat.application.reminder;

import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.UnitOfWork;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import jakarta.inject.Inject;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Use case: sets when a company reminds. Thread-safe. */
public final class EditReminderSettings {

    /** What is wanted; not checked yet. */
    public record Wanted(long daysBefore, LocalTime sendAt, ZoneId zone) {}

    private final Reminders reminders;
    private final UnitOfWork unitOfWork;

    @Inject
    public EditReminderSettings(Reminders reminders, UnitOfWork unitOfWork) {
        this.reminders = reminders;
        this.unitOfWork = unitOfWork;
    }

    /** The settings, or the standard where none were set. */
    public Versioned<ReminderSettings> get(CompanyId company) {
        return versioned(reminders.settings(company));
    }

    /**
     * Edits the settings; it holds for periods that a person was not reminded of yet.
     *
     * @param ifVersion the version that the caller knows; empty: whatever it is
     * @throws InvalidFieldsException naming what is wrong
     */
    public Edited<ReminderSettings> edit(CompanyId company, Optional<Long> ifVersion, UnaryOperator<Wanted> change) {
        return unitOfWork.inTransaction(() -> {
            var current = reminders.holdSettings(company);
            if (ifVersion.filter(known -> known != current.version()).isPresent()) {
                return new Edited.Stale<>(current.version());
            }
            var before = current.settings();
            var wanted = checked(change.apply(new Wanted(before.daysBefore(), before.sendAt(), before.zone())));
            return new Edited.Done<>(
                    versioned(wanted.equals(before) ? current : reminders.setSettings(company, wanted)));
        });
    }

    private static ReminderSettings checked(Wanted wanted) {
        List<FieldProblem> problems = new ArrayList<>();
        if (!ReminderSettings.areDays(wanted.daysBefore())) {
            problems.add(new FieldProblem("days_before", "must be from 1 to 10"));
        }
        if (!ReminderSettings.isCivil(wanted.sendAt())) {
            problems.add(new FieldProblem("send_at", "must be from 09:00 to 19:00"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
        return new ReminderSettings((int) wanted.daysBefore(), wanted.sendAt(), wanted.zone());
    }

    private static Versioned<ReminderSettings> versioned(Reminders.Stored stored) {
        return new Versioned<>(stored.settings(), stored.version());
    }
}
