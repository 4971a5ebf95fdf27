package cl.fizko.chat.application.webhookevent;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.MovableClock;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.intake.WebhookAuthentication;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Cursor;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.Signer;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryQuarantinedTest {

    private static final int MORE_THAN_TWO_PAGES = 2 * PageRequest.LARGEST + 1;

    private final Deliveries deliveries = new Deliveries();
    private final List<String> told = new ArrayList<>();

    @Test
    void all_areLookedAtOnce_theOldestFirst() {
        deliveries.count = MORE_THAN_TWO_PAGES;
        run();
        assertThat(deliveries.settled)
                .containsExactlyElementsOf(IntStream.range(0, MORE_THAN_TWO_PAGES)
                        .mapToObj(RetryQuarantinedTest::id)
                        .toList());
        assertThat(told).hasSize(1 + MORE_THAN_TWO_PAGES).first().isEqualTo("found " + MORE_THAN_TWO_PAGES);
    }

    @Test
    void oneThatFails_isLeft_withoutItsWords_andTheOthersGoOn() {
        deliveries.count = 3;
        deliveries.failing = Map.of(id(1), new IllegalStateException("row (+56912345678, hola) refused"));
        run();
        assertThat(told).containsExactly("found 3", "settled 0", told.get(2), "settled 2");
        assertThat(told.get(2))
                .startsWith("left 1: java.lang.IllegalStateException")
                .doesNotContain("56912345678");
    }

    @Test
    void whatNeverCanBeLookedAtAgain_isLeftWithTheReason() {
        deliveries.count = 1;
        deliveries.signer = Optional.empty();
        run();
        assertThat(told).containsExactly("found 1", "left 0: it was not recorded who signed it");
    }

    @Test
    void aBusyStore_endsIt() {
        deliveries.count = 3;
        deliveries.failing = Map.of(id(1), new StoreBusyException("too much waits", new IllegalStateException()));
        assertThatThrownBy(this::run).isInstanceOf(StoreBusyException.class);
        assertThat(deliveries.settled).containsExactly(id(0));
    }

    private void run() {
        var provider = new ProviderPlugin.Provider(
                new ScriptedProvider(), new PlainCodec(), true, Optional.empty(), Optional.empty(), Optional.empty());
        var configs = new InMemoryConfigs();
        var retry = new RetryWebhookEvent(
                deliveries,
                new Providers(Map.of(PROVIDER, provider), new ScriptedProvider()),
                new WebhookAuthentication(configs, List.of()),
                configs,
                new WakeQueue(1),
                new MovableClock(Instant.parse("2026-11-23T12:00:00Z")));
        new RetryQuarantined(deliveries, retry)
                .run(
                        new WebhookEventRepository.Owner.Anybody(),
                        WebhookEventRepository.Filter.none(),
                        new RetryQuarantined.Listener() {
                            @Override
                            public void found(int count) {
                                told.add("found " + count);
                            }

                            @Override
                            public void settled(WebhookEventId id) {
                                told.add("settled " + number(id));
                            }

                            @Override
                            public void left(WebhookEventId id, String why) {
                                told.add("left " + number(id) + ": " + why);
                            }
                        });
    }

    private static WebhookEventId id(int number) {
        return new WebhookEventId(new UUID(7, number));
    }

    private static int number(WebhookEventId id) {
        return (int) id.value().getLeastSignificantBits();
    }

    /** So many quarantined deliveries, the oldest with the number 0. */
    private static final class Deliveries implements WebhookEventRepository {

        private int count;
        private Optional<Signer> signer = Optional.of(Signer.installation());
        private Map<WebhookEventId, RuntimeException> failing = Map.of();
        private final List<WebhookEventId> settled = new ArrayList<>();

        @Override
        public Page<WebhookEvent> page(Owner owner, Filter filter, PageRequest request) {
            assertThat(filter.status()).contains(WebhookEventStatus.QUARANTINED);
            var below = request.from().map(Cursor::order).orElse((long) count);
            var rows = new ArrayList<WebhookEvent>();
            for (var i = below - 1; i >= 0 && rows.size() < request.size(); i--) {
                rows.add(event((int) i));
            }
            var last = below - rows.size();
            var older = last > 0
                    ? Optional.of(new Cursor(Cursor.Way.OLDER, last, new UUID(0, 0)))
                    : Optional.<Cursor>empty();
            return new Page<>(rows, new Count(count, true), older, Optional.empty());
        }

        private static WebhookEvent event(int number) {
            return new WebhookEvent(
                    id(number),
                    Optional.empty(),
                    PROVIDER,
                    new IdempotencyKey("key " + number),
                    "test.event",
                    WebhookEventStatus.QUARANTINED,
                    Optional.of("not understood"),
                    Instant.EPOCH.plusSeconds(number),
                    false);
        }

        @Override
        public Optional<Kept> find(Scope scope, WebhookEventId id) {
            return Optional.of(new Kept(event(number(id)), new byte[] {1}, signer));
        }

        @Override
        public Settled settle(Kept read, List<Inbox.Effect> effects, Optional<String> quarantineReason, Instant at) {
            var id = read.event().id();
            var failure = failing.get(id);
            if (failure != null) {
                throw failure;
            }
            settled.add(id);
            return new Settled(true, WebhookEventStatus.IGNORED, Set.of());
        }
    }
}
