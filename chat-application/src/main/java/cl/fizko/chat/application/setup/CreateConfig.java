package cl.fizko.chat.application.setup;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.port.UnitOfWork;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Use case: connects a business number to a company. */
public final class CreateConfig {

    /**
     * The number to connect.
     *
     * @param businessAccountId the provider's id of the account that owns the number; templates need it
     * @param phoneNumber with its country code, in any spelling
     * @param burstWindow for so long after a message more are awaited; from 0 to 60 seconds
     * @param webhookSecrets empty: the installation's secrets serve
     */
    public record Command(
            CompanyId companyId,
            ProviderId provider,
            LineId lineId,
            Optional<String> businessAccountId,
            String phoneNumber,
            Duration burstWindow,
            CompanyProfile profile,
            Optional<Secret> apiToken,
            List<Secret> webhookSecrets) {}

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
     * Adds the number, active and answering.
     *
     * @throws IllegalArgumentException naming the field that is wrong and what it may be
     * @throws cl.fizko.chat.domain.port.AlreadyExistsException if the provider's id is connected already
     */
    public WhatsAppConfig create(Command command) {
        if (!providers.known().contains(command.provider())) {
            throw new IllegalArgumentException(
                    "provider must be one of " + providers.known() + " but is " + command.provider());
        }
        if (command.burstWindow().isNegative() || command.burstWindow().compareTo(LONGEST_BURST) > 0) {
            throw new IllegalArgumentException("burst_window_seconds is a whole number from 0 to 60");
        }
        var number = PhoneNumber.parse(command.phoneNumber())
                .orElseThrow(() -> new IllegalArgumentException(
                        "phone_number must be a number with its country code, like +56912345678"));
        return unitOfWork.inTransaction(() -> {
            var company = companies
                    .byId(command.companyId())
                    .orElseThrow(() ->
                            new IllegalArgumentException("company_id: there is no company " + command.companyId()));
            var config = new WhatsAppConfig(
                    new WhatsAppConfigId(ids.next()),
                    command.companyId(),
                    command.provider(),
                    command.lineId(),
                    command.businessAccountId(),
                    number,
                    true,
                    true,
                    command.burstWindow(),
                    named(command.profile(), company.name()),
                    command.apiToken(),
                    command.webhookSecrets());
            configs.add(config);
            return config;
        });
    }

    private static CompanyProfile named(CompanyProfile profile, String companyName) {
        return new CompanyProfile(
                profile.name().or(() -> Optional.of(companyName)), profile.businessHours(), profile.f29DueDay());
    }
}
