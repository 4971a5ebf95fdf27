package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.setup.CreateConfig;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.company.BusinessHours;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code create_config}: connects a business number to a company. */
@Command(
        name = "create_config",
        mixinStandardHelpOptions = true,
        description = "Connects a business number to a company and prints it as JSON.",
        footer = {
            "%nExample:",
            "  fizko-chat create_config --company_id 1 --phone_number_id 109900000000001 \\",
            "      --phone_number \"+56 9 5550 0001\" --api_token KEY --webhook_secret SECRET"
        })
final class CreateConfigCommand implements Callable<Integer> {

    @Option(names = "--company_id", required = true, description = "The company's id, as create_company printed it.")
    private long companyId;

    @Option(names = "--phone_number_id", required = true, description = "The provider's id of the number.")
    private String phoneNumberId = "";

    @Option(
            names = "--business_account_id",
            description = "The provider's id of the account that owns the number; templates need it.")
    private Optional<String> businessAccountId = Optional.empty();

    @Option(names = "--phone_number", required = true, description = "The number, with its country code.")
    private String phoneNumber = "";

    @Option(names = "--provider", defaultValue = "kapso", description = "Who connects it to WhatsApp (default: kapso).")
    private String provider = "";

    @Option(
            names = "--api_token",
            description = "The provider's key for this number; without it KAPSO_API_TOKEN serves.")
    private Optional<String> apiToken = Optional.empty();

    @Option(
            names = "--webhook_secret",
            description = "Signs this number's webhooks; two, separated by a comma, during a rotation. Without it"
                    + " WHATSAPP_WEBHOOK_SECRET serves.")
    private Optional<String> webhookSecret = Optional.empty();

    @Option(names = "--f29_due_day", description = "12 or 20: the rule that the company's clients follow.")
    private Optional<Integer> f29DueDay = Optional.empty();

    @Option(
            names = "--burst_window_seconds",
            defaultValue = "0",
            description = "Messages that come this close together get one reply; 0 to 60 (default: 0, each its own).")
    private int burstWindowSeconds;

    @Option(names = "--business_hours_start", description = "When people begin to answer, e.g. 09:00.")
    private Optional<LocalTime> businessHoursStart = Optional.empty();

    @Option(names = "--business_hours_end", description = "When they stop, e.g. 18:00.")
    private Optional<LocalTime> businessHoursEnd = Optional.empty();

    @Mixin
    private JsonAnyway json = new JsonAnyway();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var command = new CreateConfig.Command(
                new CompanyId(companyId),
                new ProviderId(provider),
                new LineId(phoneNumberId),
                businessAccountId,
                phoneNumber,
                Duration.ofSeconds(burstWindowSeconds),
                new CompanyProfile(Optional.empty(), businessHours(), f29DueDay.map(F29DueDay::ofDay)),
                apiToken.map(Secret::new),
                secrets());
        try (var installation = Installation.open(System.getenv())) {
            var config = installation.get(CreateConfig.class).create(command);
            var fields = new LinkedHashMap<String, Object>();
            fields.put("id", config.id().toString());
            fields.put("company_id", config.companyId().value());
            fields.put("provider", config.provider().value());
            fields.put("phone_number_id", config.lineId().value());
            config.businessAccountId().ifPresent(id -> fields.put("business_account_id", id));
            fields.put("phone_number", config.phoneNumber().e164());
            fields.put("webhook_path", "/api/chat/webhook/" + config.provider() + "/");
            json.print(spec.commandLine().getOut(), fields);
        }
        return ExitCode.OK;
    }

    private Optional<BusinessHours> businessHours() {
        if (businessHoursStart.isPresent() != businessHoursEnd.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--business_hours_start and --business_hours_end go together");
        }
        return businessHoursStart.map(
                start -> new BusinessHours(start, businessHoursEnd.orElseThrow(), AgentContext.TAX_ZONE));
    }

    private List<Secret> secrets() {
        return webhookSecret
                .map(list -> Arrays.stream(list.split(","))
                        .map(String::strip)
                        .map(Secret::new)
                        .toList())
                .orElse(List.of());
    }
}
