package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.port.WebhookEventRepository.Filter;
import cl.fizko.chat.domain.port.WebhookEventRepository.Owner;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class WebhookEventOwnersTest {

    private static final Filter QUARANTINED = new Filter(
            Optional.of(WebhookEventStatus.QUARANTINED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private WebhookEventRepository events;
    private CompanyId company;

    @BeforeEach
    void deliveriesOfACompanyAndOfNobody() {
        var fixture = new Fixture(postgres.database());
        events = postgres.database().webhookEvents();
        company = fixture.config.companyId();
        var inbox = postgres.database().inbox();
        inbox.store(fixture.delivery("understood", fixture.adding("a", phone(1))));
        inbox.store(fixture.delivery("in part", Optional.of("half"), fixture.adding("b", phone(1))));
        inbox.store(fixture.delivery("nobody's", Optional.of("whose?")));
    }

    @Test
    void page_anybody_isEveryCompanysAndNobodys_newestFirst() {
        assertThat(keys(new Owner.Anybody(), Filter.none())).containsExactly("nobody's", "in part", "understood");
        assertThat(keys(new Owner.Anybody(), QUARANTINED)).containsExactly("nobody's", "in part");
    }

    @Test
    void page_ofACompanyOrOfNobody_isTheirsAlone() {
        assertThat(keys(new Owner.Of(company), Filter.none())).containsExactly("in part", "understood");
        assertThat(keys(new Owner.Of(company), QUARANTINED)).containsExactly("in part");
        assertThat(keys(new Owner.Nobody(), Filter.none())).containsExactly("nobody's");
        assertThat(events.page(Optional.of(company), QUARANTINED, PageRequest.first(9)))
                .isEqualTo(events.page(new Owner.Of(company), QUARANTINED, PageRequest.first(9)));
        assertThat(events.page(Optional.empty(), QUARANTINED, PageRequest.first(9)))
                .isEqualTo(events.page(new Owner.Nobody(), QUARANTINED, PageRequest.first(9)));
    }

    private List<String> keys(Owner owner, Filter filter) {
        return events.page(owner, filter, PageRequest.first(9)).rows().stream()
                .map(event -> event.key().value())
                .toList();
    }
}
