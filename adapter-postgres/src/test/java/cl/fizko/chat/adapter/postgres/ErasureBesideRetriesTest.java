package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.port.WebhookEventRepository.Kept;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deliveries in quarantine that somebody retries while a person is erased from them. */
class ErasureBesideRetriesTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final ContactAddress ANA = Fixture.phone(1);

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(POSTGRES.database());
    }

    /** A retry that read the delivery before the erasure did, and stores what follows after. */
    @Test
    void aDeliveryThatIsRetriedBesideAnErasure_bringsNothingBack_butWhatOthersWrote() {
        fixture.receive("m1", ANA);
        var delivery = fixture.delivery("q", Optional.of("not understood"));
        POSTGRES.database().inbox().store(delivery);
        var read = kept(delivery.id());
        erase();
        var settled = POSTGRES.database()
                .webhookEvents()
                .settle(
                        read,
                        List.of(fixture.adding("m2", ANA), fixture.adding("m3", Fixture.phone(2))),
                        Optional.empty(),
                        Instant.now());
        assertThat(settled.status()).isEqualTo(WebhookEventStatus.APPLIED);
        assertThat(fixture.texts("select external_id from whatsapp_messages")).containsExactly("m3");
    }

    /** A retry that read the delivery before the erasure did, and comes after it. */
    @Test
    void aStatusThatIsRetriedBesideAnErasure_isNotParked() {
        var delivery = fixture.delivery("q", Optional.of("not understood"));
        POSTGRES.database().inbox().store(delivery);
        fixture.sql("update webhook_events set raw_body = '{\"recipient_id\":\""
                + ANA.phone().orElseThrow().digits() + "\"}'");
        var read = kept(delivery.id());
        erase();
        var settled = POSTGRES.database()
                .webhookEvents()
                .settle(
                        read,
                        List.of(fixture.moving("wamid.ana", DeliveryStatus.READ)),
                        Optional.empty(),
                        Instant.now());
        assertThat(settled.settled()).isFalse();
        assertThat(settled.status()).isEqualTo(WebhookEventStatus.QUARANTINED);
        assertThat(fixture.count("parked_statuses")).isZero();
    }

    private static Kept kept(WebhookEventId id) {
        return POSTGRES.database()
                .webhookEvents()
                .find(Scope.everyCompany(), id)
                .orElseThrow();
    }

    private void erase() {
        var run = POSTGRES.database().erasures().begin(fixture.config.companyId(), ANA);
        while (run.next().isPresent()) {}
        run.finish();
    }
}
