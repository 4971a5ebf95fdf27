package cl.fizko.chat.application.setup;

import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.port.UnitOfWork;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Use case: gives an empty installation a company and a number to play with. */
public final class ProvisionDemo {

    /** The provider that needs no account. */
    public static final ProviderId SANDBOX = new ProviderId("sandbox");

    /** The demo number's id at that provider. */
    public static final LineId DEMO_LINE = new LineId("demo");

    private final CompanyRepository companies;
    private final CreateCompany createCompany;
    private final CreateConfig createConfig;
    private final UnitOfWork unitOfWork;

    @Inject
    public ProvisionDemo(
            CompanyRepository companies,
            CreateCompany createCompany,
            CreateConfig createConfig,
            UnitOfWork unitOfWork) {
        this.companies = companies;
        this.createCompany = createCompany;
        this.createConfig = createConfig;
        this.unitOfWork = unitOfWork;
    }

    /** Makes the demo company, unless there is any company already. */
    public Optional<WhatsAppConfig> provision() {
        try {
            return unitOfWork.inTransaction(
                    () -> companies.isEmpty() ? Optional.of(demo()) : Optional.<WhatsAppConfig>empty());
        } catch (AlreadyExistsException e) {
            return Optional.empty(); // another node was first
        }
    }

    private WhatsAppConfig demo() {
        var company = createCompany.create("Demo", "76.192.083-9");
        return createConfig.create(new CreateConfig.Command(
                company.id(),
                SANDBOX,
                DEMO_LINE,
                Optional.empty(),
                "+56200000000",
                Duration.ZERO,
                CompanyProfile.unknown(),
                Optional.empty(),
                List.of()));
    }
}
