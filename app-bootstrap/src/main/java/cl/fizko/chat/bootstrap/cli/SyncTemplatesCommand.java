package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.template.SyncTemplates;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.template.ProviderTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sync_whatsapp_templates}: learns which templates the provider has and which of them may be sent. */
@Command(
        name = "sync_whatsapp_templates",
        mixinStandardHelpOptions = true,
        description =
                "Reads a company's templates from the provider and prints them as JSON. serve does so by itself every hour.",
        footer = {"%nExample:", "  fizko-chat sync_whatsapp_templates --company_id 1"})
final class SyncTemplatesCommand implements Callable<Integer> {

    @Option(names = "--company_id", required = true, description = "The company's id, as create_company printed it.")
    private long companyId;

    @Mixin
    private JsonAnyway json = new JsonAnyway();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var installation = Installation.open(System.getenv())) {
            var listed = new ArrayList<Map<String, Object>>();
            var accounts = oneOfEachAccount(installation.get(WhatsAppConfigRepository.class));
            var progress = new WorkProgress(spec.commandLine().getErr(), "accounts", OptionalLong.of(accounts.size()));
            for (var config : accounts) {
                var outcome = installation.get(SyncTemplates.class).sync(config);
                if (outcome.failure().isPresent()) {
                    var failure = outcome.failure().get();
                    throw new CliException("the templates of business account "
                            + config.businessAccountId().orElse("?") + " cannot be read: " + failure.code() + ", "
                            + failure.detail());
                }
                outcome.templates().forEach(template -> listed.add(fields(config, template)));
                progress.done(1);
            }
            json.print(out, listed);
        }
        return ExitCode.OK;
    }

    private List<WhatsAppConfig> oneOfEachAccount(WhatsAppConfigRepository configs) {
        var accounts = new HashSet<String>();
        var found = configs.all().stream()
                .filter(config -> config.companyId().value() == companyId)
                .filter(config -> config.businessAccountId().map(accounts::add).orElse(false))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("--company_id: company " + companyId
                    + " has no number with a business_account_id; create_config --business_account_id gives one");
        }
        return found;
    }

    private static Map<String, Object> fields(WhatsAppConfig config, ProviderTemplate template) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("business_account_id", config.businessAccountId().orElse(""));
        fields.put("name", template.name());
        fields.put("language", template.language());
        fields.put("category", template.category().name().toLowerCase(Locale.ROOT));
        fields.put("status", template.status().wireName());
        template.rejectedReason().ifPresent(reason -> fields.put("rejected_reason", reason));
        fields.put("variables", template.shape().bodyVariables());
        return fields;
    }
}
