package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.reminder.PreviewReminders.Day;
import cl.fizko.chat.application.reminder.PreviewReminders.LeftOut;
import cl.fizko.chat.application.reminder.PreviewReminders.Planned;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reminders as the commands print them; phone numbers are masked. */
final class ReminderFields {

    private ReminderFields() {}

    static Map<String, Object> of(Enrolment enrolment) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", enrolment.id().toString());
        fields.put("company_id", enrolment.company().value());
        fields.put("phone_number", masked(enrolment));
        fields.put("config_id", enrolment.by().map(Object::toString).orElse(null));
        fields.put("opted_out", enrolment.contact().optedOutAt().isPresent());
        fields.put("created_at", enrolment.createdAt().toString());
        return fields;
    }

    /** The end of the number; a person without one is known by a user id. */
    static String masked(Enrolment enrolment) {
        return enrolment.contact().address().phone().map(PhoneNumber::toString).orElse("no number");
    }

    static Map<String, Object> of(ReminderSettings settings) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("days_before", settings.daysBefore());
        fields.put("send_at", settings.sendAt().toString());
        fields.put("timezone", settings.zone().getId());
        return fields;
    }

    static Map<String, Object> of(LocalDate date, List<Day> days) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("date", date.toString());
        fields.put("enrolled", days.stream().mapToInt(Day::enrolled).sum());
        fields.put("companies", days.stream().map(ReminderFields::of).toList());
        return fields;
    }

    private static Map<String, Object> of(Day day) {
        var zone = day.settings().zone();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("company_id", day.company().value());
        fields.putAll(of(day.settings()));
        fields.put("enrolled", day.enrolled());
        fields.put("reminders", day.planned().stream().map(one -> of(one, zone)).toList());
        fields.put("left_out", day.leftOut().stream().map(one -> of(one, zone)).toList());
        return fields;
    }

    private static Map<String, Object> of(Planned planned, ZoneId zone) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("phone_number", masked(planned.enrolment()));
        fields.put("config_id", planned.by().toString());
        fields.put("period", planned.reminder().period().toString());
        fields.put("due_date", planned.reminder().dueOn().toString());
        fields.put("send_at", planned.at().atZone(zone).toOffsetDateTime().toString());
        fields.put("template", planned.message().name());
        fields.put("language", planned.message().language());
        fields.put("variables", planned.message().values());
        fields.put("text", planned.message().rendered().orElse(null));
        return fields;
    }

    private static Map<String, Object> of(LeftOut leftOut, ZoneId zone) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("phone_number", masked(leftOut.enrolment()));
        fields.put("reason", leftOut.why().wireName());
        leftOut.next()
                .ifPresent(at ->
                        fields.put("next_at", at.atZone(zone).toOffsetDateTime().toString()));
        return fields;
    }
}
