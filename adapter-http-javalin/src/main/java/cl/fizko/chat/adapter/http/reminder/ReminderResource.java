package cl.fizko.chat.adapter.http.reminder;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.CommonFields;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Form;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.api.Values;
import cl.fizko.chat.adapter.http.sending.PhoneNumberType;
import cl.fizko.chat.application.reminder.BrowseEnrolments;
import cl.fizko.chat.application.reminder.EditEnrolments;
import cl.fizko.chat.application.reminder.EditReminderSettings;
import cl.fizko.chat.application.reminder.EditReminderSettings.Wanted;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import jakarta.inject.Inject;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whom a company reminds of the F29, and when. */
public final class ReminderResource implements Resource {

    private static final String PATH = "/api/chat/reminders";
    private static final String ONE = PATH + "/{id}";
    private static final String SETTINGS = "/api/chat/reminder-settings";
    private static final String TAG = "reminders";

    private static final Field<PhoneNumber> PHONE_NUMBER = PhoneNumberType.field("phone_number");
    private static final Field<UUID> WHATSAPP_CONFIG = Field.id("whatsapp_config")
            .described("The business number that reminds; else that of the person's latest conversation, or the only"
                    + " active one.");
    private static final Form ENROLMENT =
            Form.required(PHONE_NUMBER).andOptional(WHATSAPP_CONFIG, CommonFields.COMPANY);

    private static final Field<Long> DAYS_BEFORE = Field.wholeNumber(
                    "days_before", ReminderSettings.FEWEST_DAYS, ReminderSettings.MOST_DAYS)
            .described("How many days before the due date; 3 if not given.");
    private static final Field<LocalTime> SEND_AT =
            Field.timeOfDay("send_at").described("From when on, 09:00 to 19:00; 10:00 if not given.");
    private static final Field<ZoneId> TIMEZONE = Field.zone("timezone").described("America/Santiago if not given.");
    private static final Form FIELDS = Form.optional(DAYS_BEFORE, SEND_AT, TIMEZONE, CommonFields.COMPANY);

    private final BrowseEnrolments browse;
    private final EditEnrolments edit;
    private final EditReminderSettings settings;

    @Inject
    public ReminderResource(BrowseEnrolments browse, EditEnrolments edit, EditReminderSettings settings) {
        this.browse = browse;
        this.edit = edit;
        this.settings = settings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named(TAG, "listReminders", "The people whom a company reminds of the F29.")
                        .access(Access.VIEWER)
                        .query(PHONE_NUMBER)
                        .answersPageOf(EnrolmentView.class)
                        .handledBy(call -> Reply.page(
                                call,
                                browse.list(call.company(), call.query().find(PHONE_NUMBER), call.page()),
                                EnrolmentView::of)),
                Operation.post(PATH)
                        .named(TAG, "createReminder", "Reminds a person of the F29 from now on, before each due date.")
                        .access(Access.AGENT)
                        .body(ENROLMENT)
                        .answers(200, "the enrolment; the person was enrolled already", EnrolmentView.class)
                        .answers(201, "the enrolment", EnrolmentView.class)
                        .handledBy(this::enrol),
                Operation.get(ONE)
                        .named(TAG, "getReminder", "A person whom a company reminds.")
                        .access(Access.VIEWER)
                        .answers(200, "the enrolment", EnrolmentView.class)
                        .handledBy(call -> browse.get(call.scope(), id(call))
                                .map(enrolment -> Reply.ok(EnrolmentView.of(enrolment)))
                                .orElseThrow(Call::notFound)),
                Operation.delete(ONE)
                        .named(TAG, "deleteReminder", "Reminds a person no more.")
                        .access(Access.AGENT)
                        .answersEmpty(204, "done")
                        .handledBy(this::remove),
                Operation.get(SETTINGS)
                        .named(TAG, "getReminderSettings", "When a company reminds.")
                        .access(Access.VIEWER)
                        .answers(200, "the settings", SettingsView.class)
                        .handledBy(
                                call -> Reply.versioned(Optional.of(settings.get(call.company())), SettingsView::of)),
                edited(Operation.put(SETTINGS).body(FIELDS), "replaceReminderSettings", "Replaces the settings."),
                edited(
                        Operation.patch(SETTINGS).bodyInPart(FIELDS),
                        "changeReminderSettings",
                        "Changes when a company reminds."));
    }

    private Operation edited(Operation.Builder operation, String name, String sentence) {
        return operation
                .named(TAG, name, sentence)
                .access(Access.ADMIN)
                .ifMatch()
                .answers(200, "the settings", SettingsView.class)
                .handledBy(call -> Reply.edited(
                        settings.edit(call.company(), call.ifMatch(), now -> wanted(call.body(), now)),
                        SettingsView::of));
    }

    private Reply enrol(Call call) {
        var enrolled = edit.enrol(
                call.company(),
                call.body().get(PHONE_NUMBER),
                call.body().find(WHATSAPP_CONFIG).map(WhatsAppConfigId::new));
        var view = EnrolmentView.of(enrolled.enrolment());
        return enrolled.isNew()
                ? Reply.created(PATH + "/" + enrolled.enrolment().id().value() + "/", view)
                : Reply.ok(view);
    }

    private Reply remove(Call call) {
        if (!edit.remove(call.scope(), id(call))) {
            throw Call.notFound();
        }
        return Reply.empty();
    }

    private static Wanted wanted(Values body, Wanted now) {
        var standard = ReminderSettings.STANDARD;
        return new Wanted(
                body.edited(DAYS_BEFORE, now.daysBefore(), (long) standard.daysBefore()),
                body.edited(SEND_AT, now.sendAt(), standard.sendAt()),
                body.edited(TIMEZONE, now.zone(), standard.zone()));
    }

    private static EnrolmentId id(Call call) {
        return new EnrolmentId(call.id());
    }
}
