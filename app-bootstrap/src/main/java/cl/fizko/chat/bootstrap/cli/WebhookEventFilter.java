package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.WebhookEventRepository.Filter;
import cl.fizko.chat.domain.port.WebhookEventRepository.Owner;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which deliveries a command is about, by what the API filters them by. */
final class WebhookEventFilter {

    /** Whose they are. */
    static final class Whose {
        @Option(names = "--company_id", description = "Those of this company alone.")
        private Optional<Long> companyId = Optional.empty();

        @Option(
                names = "--unassigned",
                description = "Those that are no company's, e.g. for a number that no config has.")
        private boolean unassigned;
    }

    @ArgGroup
    private Whose whose = new Whose();

    @Option(names = "--event_name", description = "As the provider calls it, e.g. whatsapp.message.received.")
    private Optional<String> eventName = Optional.empty();

    @Option(names = "--provider", description = "E.g. kapso.")
    private Optional<String> provider = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = LocalNow.class,
            description = "That came then or later, e.g. 2026-11-22T12:00; Chilean time unless it has an offset.")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", converter = LocalNow.class, description = "That came before then.")
    private Optional<Instant> until = Optional.empty();

    boolean isEmpty() {
        return owner() instanceof Owner.Anybody && of(Optional.empty()).equals(Filter.none());
    }

    Owner owner() {
        if (whose.unassigned) {
            return new Owner.Nobody();
        }
        return whose.companyId.<Owner>map(id -> new Owner.Of(new CompanyId(id))).orElseGet(Owner.Anybody::new);
    }

    Filter of(Optional<WebhookEventStatus> status) {
        return new Filter(status, eventName, provider.map(ProviderId::new), since, until);
    }
}
