package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.PROVIDER;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.Inbox.Entry;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.port.WebhookEventRepository.Filter;
import cl.fizko.chat.domain.port.WebhookEventRepository.Settled;
import cl.fizko.chat.domain.webhook.Signer;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stored deliveries, listed and looked at again. */
@Timeout(60)
class WebhookEventsTest {

    private static final long SEED = 20261123;
    private static final Optional<String> WHY = Optional.of("phone_number_id line-9 is not configured for kapso");

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private WebhookEventRepository events;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        events = postgres.database().webhookEvents();
    }

    @Test
    void page_isOfOneCompany_orOfNone() {
        var other = new Fixture(postgres.database(), Rut.parse("11.111.111-1"), "line-2");
        fixture.receive("wamid.1", phone(1));
        other.receive("wamid.2", phone(1));
        var both = fixture.delivery(fixture.adding("wamid.3", phone(1)), other.adding("wamid.4", phone(1)));
        postgres.database().inbox().store(both);
        var nobodys = quarantined("key-1", WHY, Optional.empty());

        assertThat(only(page(Optional.of(fixture.config.companyId()), Filter.none())
                                .rows())
                        .company())
                .contains(fixture.config.companyId());
        assertThat(page(Optional.empty(), Filter.none()).rows())
                .extracting(WebhookEvent::id)
                .as("what speaks for two companies is neither's to see")
                .containsExactlyInAnyOrder(both.id(), nobodys);
        assertThat(events.find(own(), both.id())).isEmpty();
        assertThat(events.find(own(), nobodys)).isEmpty();
        assertThat(events.find(Scope.everyCompany(), nobodys)).isPresent();
        assertThat(events.find(Scope.everyCompany(), new WebhookEventId(new UUID(7, 7))))
                .isEmpty();
    }

    @Test
    void page_filters() {
        fixture.receive("wamid.1", phone(1));
        var broken = fixture.delivery("key-broken", WHY, fixture.adding("wamid.2", phone(1)));
        postgres.database().inbox().store(broken);
        fixture.sql("update webhook_events set received_at = timestamptz '2026-11-01 12:00:00+00', event_name = 'old'"
                + " where idempotency_key = 'key-broken'");

        assertThat(matching(filter(Optional.of(WebhookEventStatus.QUARANTINED), "", "", "", "")))
                .containsExactly(broken.id());
        assertThat(matching(filter(Optional.empty(), "old", "", "", ""))).containsExactly(broken.id());
        assertThat(matching(filter(Optional.empty(), "", "sandbox", "", ""))).isEmpty();
        assertThat(matching(filter(Optional.empty(), "", PROVIDER.value(), "", "2026-11-01T12:00:00.000001Z")))
                .containsExactly(broken.id());
        assertThat(matching(filter(Optional.empty(), "", "", "", "2026-11-01T12:00:00Z")))
                .as("until is exclusive")
                .isEmpty();
        assertThat(matching(filter(Optional.empty(), "", "", "2026-11-01T12:00:00Z", "")))
                .hasSize(2);
        assertThat(matching(filter(Optional.empty(), "", "", "2026-11-01T12:00:00.000001Z", "")))
                .doesNotContain(broken.id());
    }

    @Test
    void pages_readOnFromTheirCursor_showEachDeliveryOnce() {
        for (var i = 0; i < 7; i++) {
            fixture.receive("wamid." + i, phone(i));
        }
        var seen = new ArrayList<WebhookEventId>();
        var request = PageRequest.first(3);
        for (var number = 2; ; number++) {
            var page = events.page(Optional.of(fixture.config.companyId()), Filter.none(), request);
            page.rows().forEach(event -> seen.add(event.id()));
            assertThat(page.count().rows()).isEqualTo(7);
            if (page.older().isEmpty()) {
                break;
            }
            request = new PageRequest(number, 3, page.older());
        }
        assertThat(seen).hasSize(7);
        assertThat(new HashSet<>(seen)).hasSize(7);
    }

    @Test
    void find_tellsTheBodyAndWhoSigned() {
        for (var signer : List.of(
                Optional.of(Signer.installation()),
                Optional.of(Signer.of(fixture.config.id())),
                Optional.<Signer>empty())) {
            var id = quarantined("key-" + signer, WHY, signer);

            var kept = events.find(Scope.everyCompany(), id).orElseThrow();

            assertThat(kept.signer()).isEqualTo(signer);
            assertThat(new String(kept.rawBody(), StandardCharsets.UTF_8)).isEqualTo("{}");
            assertThat(kept.event().status()).isEqualTo(WebhookEventStatus.QUARANTINED);
            assertThat(kept.event().reason()).isEqualTo(WHY);
        }
    }

    @Test
    void settle_appliesWhatFollows_andGivesTheDeliveryItsCompany() {
        var id = quarantined("key-1", WHY, Optional.of(Signer.installation()));
        var later = NOW.plusSeconds(60);

        var settled = settle(events, id, List.of(fixture.adding("wamid.1", phone(1))), Optional.empty(), later);

        assertThat(settled.settled()).isTrue();
        assertThat(settled.status()).isEqualTo(WebhookEventStatus.APPLIED);
        assertThat(settled.awaitingTurn()).hasSize(1);
        assertThat(fixture.texts("""
                select concat_ws('|', m.origin, m.awaits_turn, m.created_at = timestamptz '2026-11-20 15:01:00+00',
                                 e.status, e.reason is null, e.company_id = m.company_id)
                  from whatsapp_messages m, webhook_events e""")).containsExactly("backfilled|t|t|applied|t|t");
        var again = settle(events, id, List.of(fixture.adding("wamid.2", phone(1))), Optional.empty(), later);
        assertThat(again.settled()).isFalse();
        assertThat(again.status()).isEqualTo(WebhookEventStatus.APPLIED);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(1);
    }

    @Test
    void settle_whatIsKnownAlready_isADuplicate_andNothing_isIgnored() {
        fixture.receive("wamid.1", phone(1));
        var known = quarantined("key-1", WHY, Optional.empty());
        var nothing = quarantined("key-2", WHY, Optional.empty());

        assertThat(settle(events, known, List.of(fixture.adding("wamid.1", phone(1))), Optional.empty(), NOW)
                        .status())
                .isEqualTo(WebhookEventStatus.DUPLICATE);
        assertThat(settle(events, nothing, List.of(), Optional.empty(), NOW).status())
                .isEqualTo(WebhookEventStatus.IGNORED);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(1);
    }

    @Test
    void settle_whatIsStillNotUnderstood_staysQuarantinedForItsNewReason() {
        var id = quarantined("key-1", WHY, Optional.empty());
        var effects = List.of(fixture.adding("wamid.1", phone(1)));

        var settled = settle(events, id, effects, Optional.of("data[1].message: missing"), NOW);

        assertThat(settled.status()).isEqualTo(WebhookEventStatus.QUARANTINED);
        assertThat(settled.awaitingTurn()).as("the rest is applied").hasSize(1);
        assertThat(events.find(own(), id).orElseThrow().event().reason()).contains("data[1].message: missing");
        assertThat(settle(events, id, effects, Optional.empty(), NOW).status()).isEqualTo(WebhookEventStatus.DUPLICATE);
    }

    /** A person's message of hours ago, looked at only now, takes no conversation from the bot. */
    @Test
    void settle_aPersonsOldMessage_takesNothingOver() {
        fixture.receive("wamid.1", phone(1));
        var id = quarantined("key-1", WHY, Optional.empty());

        settle(events, id, List.of(fixture.replying("echo.1", phone(1))), Optional.empty(), NOW.plusSeconds(3600));

        assertThat(fixture.texts("select owner || '|' || message_count from whatsapp_conversations"))
                .containsExactly("bot|2");
    }

    /** Retries at once, on two nodes, among deliveries of the same messages that come live: each has one effect. */
    @Test
    void settle_atOnce_appliesOnce() throws Exception {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        var nodes = List.of(postgres.database(), postgres.otherNode());
        for (var round = 0; round < 40; round++) {
            var id = quarantined("key-" + round, WHY, Optional.empty());
            var name = "wamid." + round;
            List<Effect> effects = List.of(
                    fixture.adding(name, phone(round)), fixture.moving("out." + round, DeliveryStatus.DELIVERED));
            var live = random.nextBoolean();
            var entry = fixture.delivery(fixture.adding(name, phone(round)));
            var settled = together(5, i -> {
                if (i == 4 && live) {
                    nodes.get(0).inbox().store(entry);
                    return false;
                }
                return settle(nodes.get(i % 2).webhookEvents(), id, effects, Optional.empty(), NOW)
                        .settled();
            });
            assertThat(settled).containsOnlyOnce(true);
        }
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(40);
        assertThat(fixture.number("select sum(message_count) from whatsapp_conversations"))
                .isEqualTo(40);
        assertThat(fixture.count("webhook_events where status = 'quarantined'")).isZero();
    }

    private static Settled settle(
            WebhookEventRepository events,
            WebhookEventId id,
            List<Effect> effects,
            Optional<String> reason,
            Instant at) {
        return events.settle(events.find(Scope.everyCompany(), id).orElseThrow(), effects, reason, at);
    }

    private WebhookEventId quarantined(String key, Optional<String> reason, Optional<Signer> signer) {
        var plain = fixture.delivery(key, reason);
        var entry = new Entry(
                plain.id(),
                plain.provider(),
                plain.key(),
                plain.eventName(),
                plain.rawBody(),
                plain.receivedAt(),
                List.of(),
                false,
                reason,
                signer);
        assertThat(postgres.database().inbox().store(entry).status()).isEqualTo(WebhookEventStatus.QUARANTINED);
        return entry.id();
    }

    private Page<WebhookEvent> page(Optional<CompanyId> company, Filter filter) {
        return events.page(company, filter, PageRequest.first(10));
    }

    private List<WebhookEventId> matching(Filter filter) {
        return page(Optional.of(fixture.config.companyId()), filter).rows().stream()
                .map(WebhookEvent::id)
                .toList();
    }

    private static Filter filter(
            Optional<WebhookEventStatus> status, String eventName, String provider, String since, String until) {
        return new Filter(
                status,
                given(eventName),
                given(provider).map(ProviderId::new),
                given(since).map(Instant::parse),
                given(until).map(Instant::parse));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private Scope own() {
        return Scope.of(fixture.config.companyId());
    }
}
