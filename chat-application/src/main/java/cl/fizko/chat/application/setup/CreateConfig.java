package cl.fizko.chat.application.setup;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.port.UnitOfWork;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Use case: connects a business number to a company. */
public final class CreateConfig {

    /**
     * The number to connect.
     *
     * @param businessAccountId the provider's id of the account that owns the number; templates need it
     * @param phoneNumber with its country code, in any spelling
     * @param active false: messages are stored, nothing is sent
     * @param autoResponses false: messages are stored, no agent answers
     * @param burstWindow for so long after a message more are awaited; from 0 to 60 seconds
     * @param webhookSecrets empty: the installation's secrets serve
     */
    public record Command(
            CompanyId companyId,
            ProviderId provider,
            LineId lineId,
            Optional<String> businessAccountId,
            String phoneNumber,
            boolean active,
            boolean autoResponses,
            Duration burstWindow,
            CompanyProfile profile,
            Optional<Secret> apiToken,
            List<Secret> webhookSecrets) {

        /** An active number whose messages agents answer. */
        public Command(
                CompanyId companyId,
                ProviderId provider,
                LineId lineId,
                Optional<String> businessAccountId,
                String phoneNumber,
                Duration burstWindow,
                CompanyProfile profile,
                Optional<Secret> apiToken,
                List<Secret> webhookSecrets) {
            this(
                    companyId,
                    provider,
                    lineId,
                    businessAccountId,
                    phoneNumber,
                    true,
                    true,
                    burstWindow,
                    profile,
                    apiToken,
                    webhookSecrets);
        }
    }

    private static final Duration LONGEST_BURST = Duration.ofSeconds(60);

    private final CompanyRepository companies;
    private final WhatsAppConfigRepository configs;
    private final Providers providers;
    private final UnitOfWork unitOfWork;
    private final TimeOrderedIds ids;

    @Inject
    public CreateConfig(
            CompanyRepository companies,
            WhatsAppConfigRepository configs,
            Providers providers,
            UnitOfWork unitOfWork,
            TimeOrderedIds ids) {
        this.companies = companies;
        this.configs = configs;
        this.providers = providers;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
    }

    /**
     * Adds the number.
     *
     * @throws InvalidFieldsException naming everything that is wrong
     * @throws cl.fizko.chat.domain.port.AlreadyExistsException if the provider's id is connected already
     */
    public WhatsAppConfig create(Command command) {
        var problems = new ArrayList<FieldProblem>();
        if (!providers.known().contains(command.provider())) {
            problems.add(new FieldProblem("provider", "must be one of: " + known()));
        }
        if (command.burstWindow().isNegative() || command.burstWindow().compareTo(LONGEST_BURST) > 0) {
            problems.add(new FieldProblem("burst_window_seconds", "must be a whole number from 0 to 60"));
        }
        var number = PhoneNumber.parse(command.phoneNumber());
        if (number.isEmpty()) {
            problems.add(new FieldProblem("phone_number", "must be a number with its country code, like +56912345678"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
        return unitOfWork.inTransaction(() -> {
            var company = companies
                    .byId(command.companyId())
                    .orElseThrow(() -> new InvalidFieldsException("company_id", "is not known"));
            var config = new WhatsAppConfig(
                    new WhatsAppConfigId(ids.next()),
                    command.companyId(),
                    command.provider(),
                    command.lineId(),
                    command.businessAccountId(),
                    number.orElseThrow(),
                    command.active(),
                    command.autoResponses(),
                    command.burstWindow(),
                    named(command.profile(), company.name()),
                    command.apiToken(),
                    command.webhookSecrets());
            configs.add(config);
            return config;
        });
    }

    private String known() {
        return providers.known().stream().map(ProviderId::value).sorted().collect(Collectors.joining(", "));
    }

    private static CompanyProfile named(CompanyProfile profile, String companyName) {
        return new CompanyProfile(
                profile.name().or(() -> Optional.of(companyName)), profile.businessHours(), profile.f29DueDay());
    }
}
