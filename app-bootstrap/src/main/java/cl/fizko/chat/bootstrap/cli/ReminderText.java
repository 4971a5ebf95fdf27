package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.reminder.Omission;
import cl.fizko.chat.application.reminder.PreviewReminders.Day;
import cl.fizko.chat.application.reminder.PreviewReminders.LeftOut;
import cl.fizko.chat.application.reminder.PreviewReminders.Planned;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Shows a day of reminders to a person. It always says something. */
final class ReminderText {

    private final PrintWriter out;

    ReminderText(PrintWriter out) {
        this.out = out;
    }

    void print(LocalDate date, List<Day> days) {
        days.forEach(day -> print(date, day));
        if (days.stream().allMatch(day -> day.enrolled() == 0)) {
            out.println("nobody is enrolled; see reminders enrol --help");
        }
    }

    private void print(LocalDate date, Day day) {
        var zone = day.settings().zone();
        out.printf(
                "company %s, %s: %d to be reminded, %d left out (%d days before, from %s on, %s)%n",
                day.company(),
                date,
                day.planned().size(),
                day.leftOut().size(),
                day.settings().daysBefore(),
                day.settings().sendAt(),
                zone.getId());
        day.planned().forEach(planned -> print(planned, zone));
        day.leftOut().forEach(leftOut -> print(leftOut, zone));
    }

    private void print(Planned planned, ZoneId zone) {
        out.printf(
                "  %s at %s, period %s, due %s%n",
                ReminderFields.masked(planned.enrolment()),
                planned.at().atZone(zone).toLocalTime().truncatedTo(ChronoUnit.MINUTES),
                planned.reminder().period(),
                planned.reminder().dueOn());
        planned.message()
                .rendered()
                .orElseGet(() -> planned.message().values().toString())
                .lines()
                .forEach(line -> out.println("    " + line));
    }

    private void print(LeftOut leftOut, ZoneId zone) {
        out.printf(
                "  %s left out: %s%s%n",
                ReminderFields.masked(leftOut.enrolment()),
                words(leftOut.why()),
                leftOut.next()
                        .map(at -> ", next on " + at.atZone(zone).toLocalDate())
                        .orElse(""));
    }

    private static String words(Omission why) {
        return switch (why) {
            case NOT_DUE -> "not due that day";
            case ALREADY_REMINDED -> "already reminded of this period";
            case OPTED_OUT -> "opted out";
            case NUMBER_UNDECIDED -> "the company has several business numbers, or none; enrol with --config_id";
            case NUMBER_INACTIVE -> "the business number is switched off";
            case TEMPLATE_MISSING -> "there is no template recordatorio_f29; run setup_whatsapp_templates";
            case TEMPLATE_INACTIVE -> "the template recordatorio_f29 is switched off";
            case TEMPLATE_NOT_APPROVED -> "the provider has not approved the template recordatorio_f29";
            case TEMPLATE_UNUSABLE -> "the template recordatorio_f29 has other gaps than nombre, periodo, vencimiento";
            case GONE -> "not known any more";
        };
    }
}
