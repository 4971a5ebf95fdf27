package cl.fizko.chat.adapter.http.config;

import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.api.CommonFields;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Form;
import cl.fizko.chat.adapter.http.api.Values;
import cl.fizko.chat.adapter.http.sending.PhoneNumberType;
import cl.fizko.chat.application.config.EditConfig.Wanted;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.setup.CreateConfig;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.company.BusinessHours;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.FieldProblem;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is given of a business number when it is made, replaced or changed. */
final class ConfigForm {

    static final Field<ProviderId> PROVIDER = Field.parsed(
                    "provider",
                    Json.object().put("type", "string"),
                    "must be the name of a provider, like kapso",
                    (String text) -> new ProviderId(text))
            .described("Who connects the number to WhatsApp; kapso if not given.");
    static final Field<String> PHONE_NUMBER_ID = Field.text(
            "phone_number_id", 128, Pattern.compile("[\\x21-\\x7e]{1,128}"), "must be visible ASCII characters");
    static final Field<PhoneNumber> PHONE_NUMBER = PhoneNumberType.field("phone_number");
    static final Field<Boolean> IS_ACTIVE = Field.flag("is_active").described("true if not given.");

    private static final Field<String> BUSINESS_ACCOUNT_ID = Field.text(
                    "business_account_id",
                    128,
                    Pattern.compile("[\\x21-\\x7e]{1,128}"),
                    "must be visible ASCII characters")
            .nullable();
    private static final Field<String> DISPLAY_NAME =
            Field.text("display_name", 200).nullable();
    private static final Field<String> WEBHOOK_URL = Field.text(
                    "webhook_url", 500, Pattern.compile("https?://\\S{1,490}"), "must be an http or https address")
            .nullable()
            .described("Where the provider was told to deliver, for people; null: where this installation listens.");
    private static final Field<Boolean> ENABLE_AUTO_RESPONSES =
            Field.flag("enable_auto_responses").described("true if not given.");
    private static final Field<LocalTime> START =
            Field.timeOfDay("business_hours_start").nullable();
    private static final Field<LocalTime> END =
            Field.timeOfDay("business_hours_end").nullable();
    private static final Field<ZoneId> TIMEZONE =
            Field.zone("timezone").nullable().described("Of the business hours; America/Santiago if not given.");
    private static final Field<Long> F29_DUE_DAY =
            Field.wholeNumber("f29_due_day", 12, 20).nullable().described("12 or 20; null: not known.");
    private static final Field<Long> BURST = Field.wholeNumber("burst_window_seconds", 0, 60);
    private static final Field<String> API_TOKEN = Field.text(
                    "kapso_api_token", 512, Pattern.compile("[\\x21-\\x7e]{1,512}"), "must be visible ASCII characters")
            .nullable()
            .writeOnly();
    private static final Field<String> WEBHOOK_SECRET = Field.text(
                    "webhook_secret", 512, Pattern.compile("[\\x21-\\x7e]{1,512}"), "must be visible ASCII characters")
            .nullable()
            .writeOnly()
            .described("Two, separated by a comma, during a rotation.");

    static final Form FIELDS = Form.required(PHONE_NUMBER_ID, PHONE_NUMBER)
            .andOptional(
                    PROVIDER,
                    BUSINESS_ACCOUNT_ID,
                    DISPLAY_NAME,
                    WEBHOOK_URL,
                    IS_ACTIVE,
                    ENABLE_AUTO_RESPONSES,
                    START,
                    END,
                    TIMEZONE,
                    F29_DUE_DAY,
                    BURST,
                    API_TOKEN,
                    WEBHOOK_SECRET,
                    CommonFields.COMPANY);
    private static final ProviderId KAPSO = new ProviderId("kapso");

    private ConfigForm() {}

    static CreateConfig.Command command(CompanyId company, Values body) {
        return new CreateConfig.Command(
                company,
                body.find(PROVIDER).orElse(KAPSO),
                new LineId(body.get(PHONE_NUMBER_ID)),
                body.find(BUSINESS_ACCOUNT_ID),
                body.get(PHONE_NUMBER).e164(),
                body.find(IS_ACTIVE).orElse(true),
                body.find(ENABLE_AUTO_RESPONSES).orElse(true),
                Duration.ofSeconds(body.find(BURST).orElse(0L)),
                new CompanyProfile(
                        body.find(DISPLAY_NAME), hours(body, Optional.empty()), dueDay(body, Optional.empty())),
                body.find(API_TOKEN).map(Secret::new),
                body.find(WEBHOOK_SECRET).map(ConfigForm::secrets).orElse(List.of()));
    }

    /** Where the provider was told to deliver, if that was given. */
    static Optional<String> webhookUrl(Values body) {
        return body.find(WEBHOOK_URL);
    }

    /** Secrets that are not given stay also when all is replaced: nobody can read them, to give them again. */
    static Wanted wanted(Values body, Wanted before) {
        var now = before.config();
        var config = new WhatsAppConfig(
                now.id(),
                now.companyId(),
                body.edited(PROVIDER, now.provider(), now.provider()),
                new LineId(body.edited(
                        PHONE_NUMBER_ID, now.lineId().value(), now.lineId().value())),
                body.edited(BUSINESS_ACCOUNT_ID, now.businessAccountId()),
                body.edited(PHONE_NUMBER, now.phoneNumber(), now.phoneNumber()),
                body.edited(IS_ACTIVE, now.active(), true),
                body.edited(ENABLE_AUTO_RESPONSES, now.autoResponses(), true),
                Duration.ofSeconds(body.edited(BURST, now.burstWindow().toSeconds(), 0L)),
                profile(body, now.profile()),
                body.has(API_TOKEN) ? body.find(API_TOKEN).map(Secret::new) : now.apiToken(),
                body.has(WEBHOOK_SECRET)
                        ? body.find(WEBHOOK_SECRET).map(ConfigForm::secrets).orElse(List.of())
                        : now.webhookSecrets());
        return new Wanted(config, body.edited(WEBHOOK_URL, before.webhookUrl()));
    }

    private static CompanyProfile profile(Values body, CompanyProfile now) {
        return new CompanyProfile(
                body.edited(DISPLAY_NAME, now.name()),
                hours(body, now.businessHours()),
                dueDay(body, now.f29DueDay()),
                now.disabledAgents());
    }

    private static Optional<BusinessHours> hours(Values body, Optional<BusinessHours> now) {
        var start = body.edited(START, now.map(BusinessHours::start));
        var end = body.edited(END, now.map(BusinessHours::end));
        var zone = body.edited(TIMEZONE, now.map(BusinessHours::zone)).orElse(AgentContext.TAX_ZONE);
        if (start.isPresent() != end.isPresent()) {
            var together = "must be given together, or neither";
            throw new InvalidFieldsException(List.of(
                    new FieldProblem("business_hours_start", together),
                    new FieldProblem("business_hours_end", together)));
        }
        if (start.isPresent() && !start.get().isBefore(end.orElseThrow())) {
            throw new InvalidFieldsException("business_hours_end", "must be after business_hours_start");
        }
        return start.map(from -> new BusinessHours(from, end.orElseThrow(), zone));
    }

    private static Optional<F29DueDay> dueDay(Values body, Optional<F29DueDay> now) {
        return body.edited(F29_DUE_DAY, now.map(day -> (long) day.day())).map(ConfigForm::dueDay);
    }

    private static F29DueDay dueDay(long day) {
        if (day != 12 && day != 20) {
            throw new InvalidFieldsException("f29_due_day", "must be one of: 12, 20");
        }
        return F29DueDay.ofDay((int) day);
    }

    private static List<Secret> secrets(String list) {
        var secrets = Arrays.stream(list.split(",", -1)).map(String::strip).toList();
        if (secrets.contains("") || secrets.size() > 2) {
            throw new InvalidFieldsException("webhook_secret", "must be one secret, or two separated by a comma");
        }
        return secrets.stream().map(Secret::new).toList();
    }
}
