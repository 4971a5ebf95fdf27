package cl.fizko.chat.application.webhookevent;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.intake.WebhookAuthentication;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.webhookevent.RetryWebhookEvent.Outcome;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.Signer;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryWebhookEventTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final WebhookEventId ID = new WebhookEventId(new UUID(0, 1));
    private static final ConversationId CONVERSATION = new ConversationId(new UUID(0, 2));
    private static final Optional<Signer> INSTALLATION = Optional.of(Signer.installation());

    private final WhatsAppConfig shared = Samples.config("shared");
    private final WhatsAppConfig own = Samples.config("own", true, true, List.of(new Secret("own secret")));
    private final WhatsAppConfig sister = Samples.config("sister", true, true, List.of(new Secret("own secret")));
    private final WhatsAppConfig stranger = Samples.config("stranger", true, true, List.of(new Secret("its secret")));
    private final InMemoryConfigs configs = new InMemoryConfigs(shared, own, sister, stranger);
    private final PlainCodec codec = new PlainCodec();
    private final WakeQueue turns = new WakeQueue(10);
    private final FakeEvents events = new FakeEvents();
    private final RetryWebhookEvent retry = new RetryWebhookEvent(
            events,
            new Providers(
                    Map.of(PROVIDER, new ProviderPlugin.Provider(new ScriptedProvider(), codec, true)),
                    new ScriptedProvider()),
            new WebhookAuthentication(configs, List.of(new Secret("installation's"))),
            configs,
            turns,
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void retry_appliesWhatItSays_andWakesTheConversation() throws Exception {
        codec.thatSays(message("shared", NOW.minusSeconds(60)));
        events.keep(INSTALLATION);

        assertThat(retry()).isEqualTo(new Outcome.Settled(WebhookEventStatus.APPLIED));

        assertThat(events.effects).singleElement().satisfies(effect -> {
            assertThat(effect.config()).isEqualTo(shared);
            assertThat(((Effect.AddMessage) effect).awaitsTurn()).isTrue();
        });
        assertThat(turns.take(1, Duration.ZERO)).containsExactly(CONVERSATION);
    }

    @Test
    void retry_besideAnErasure_readsWhatIsLeft() {
        codec.thatSays(message("shared", NOW.minusSeconds(60)));
        events.keep(INSTALLATION);
        events.erased = "{\"erased\":true}";
        assertThat(retry()).isEqualTo(new Outcome.Settled(WebhookEventStatus.APPLIED));
        assertThat(events.effects).as("of what is left").hasSize(1);
    }

    /** After half an hour an answer is a person's matter. */
    @Test
    void retry_ofAnOldMessage_isNotAnswered() {
        codec.thatSays(message("shared", NOW.minus(RetryWebhookEvent.ANSWERED_WITHIN)));
        events.keep(INSTALLATION);
        retry();
        assertThat(((Effect.AddMessage) events.effects.get(0)).awaitsTurn()).isTrue();

        codec.thatSays(
                message("shared", NOW.minus(RetryWebhookEvent.ANSWERED_WITHIN).minusSeconds(1)));
        events.keep(INSTALLATION);
        retry();
        assertThat(((Effect.AddMessage) events.effects.get(0)).awaitsTurn()).isFalse();
    }

    /** Otherwise whoever knows one company's secret could speak for another's number, by waiting for somebody who retries. */
    @Test
    void retry_countsForTheNumbersThatTheSignatureCountedFor() {
        var byOwn = Optional.of(Signer.of(own.id()));
        assertThat(signedBy(byOwn, "own")).isInstanceOf(Outcome.Settled.class);
        assertThat(signedBy(byOwn, "sister")).as("has the same secret").isInstanceOf(Outcome.Settled.class);
        assertThat(signedBy(byOwn, "shared")).isInstanceOf(Outcome.StillQuarantined.class);
        assertThat(signedBy(byOwn, "stranger")).isInstanceOf(Outcome.StillQuarantined.class);
        assertThat(signedBy(INSTALLATION, "shared")).isInstanceOf(Outcome.Settled.class);
        assertThat(signedBy(INSTALLATION, "own")).isInstanceOf(Outcome.StillQuarantined.class);
        assertThat(signedBy(Optional.of(Signer.of(Samples.config("gone").id())), "own"))
                .isInstanceOf(Outcome.StillQuarantined.class);
        assertThat(signedBy(Optional.empty(), "shared")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void retry_ofWhatIsStillNotUnderstood_tellsTheNewReason() {
        codec.thatSays(message("shared", NOW), new InboundEvent.Undecodable("data[1]: no message"));
        events.keep(INSTALLATION);

        assertThat(retry()).isEqualTo(new Outcome.StillQuarantined("data[1]: no message"));
        assertThat(events.effects).as("the rest is applied").hasSize(1);
    }

    @Test
    void retry_takesPasswordsOutOfWhatItSays() {
        codec.thatSays(message("shared", NOW, "mi clave es abc123"));
        events.keep(INSTALLATION);
        retry();
        assertThat(((Effect.AddMessage) events.effects.get(0)).event().content().words())
                .contains("mi clave es ••••••");
    }

    @Test
    void retry_ofWhatIsNotQuarantined_orNotThere_changesNothing() {
        events.keep(WebhookEventStatus.APPLIED, PROVIDER, false, INSTALLATION);
        assertThat(retry()).isEqualTo(new Outcome.NotQuarantined(WebhookEventStatus.APPLIED));

        events.keep(INSTALLATION);
        assertThat(retry.retry(Scope.of(new CompanyId(2)), ID)).isEqualTo(new Outcome.Missing());
        events.keep(WebhookEventStatus.QUARANTINED, new ProviderId("gaviota"), false, INSTALLATION);
        assertThat(retry()).isInstanceOf(Outcome.Refused.class);
        events.keep(WebhookEventStatus.QUARANTINED, PROVIDER, true, INSTALLATION);
        assertThat(retry()).isInstanceOf(Outcome.Refused.class);
        assertThat(events.effects).isEmpty();
    }

    /** Somebody else was faster, between our look and our commit. */
    @Test
    void retry_thatComesTooLate_saysSo() {
        codec.thatSays(message("shared", NOW));
        events.keep(INSTALLATION);
        events.faster = true;
        assertThat(retry()).isEqualTo(new Outcome.NotQuarantined(WebhookEventStatus.DUPLICATE));
    }

    private Outcome signedBy(Optional<Signer> signer, String line) {
        codec.thatSays(message(line, NOW));
        events.keep(signer);
        return retry();
    }

    private Outcome retry() {
        return retry.retry(Scope.of(new CompanyId(1)), ID);
    }

    private static MessageReceived message(String line, Instant sentAt) {
        return message(line, sentAt, "hola");
    }

    private static MessageReceived message(String line, Instant sentAt, String text) {
        return new MessageReceived(
                new LineId(line),
                new ExternalId("wamid.1"),
                ContactAddress.of(Samples.CUSTOMER),
                Optional.empty(),
                new MessageContent.Text(text),
                sentAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** One delivery of company 1. */
    private static final class FakeEvents implements WebhookEventRepository {
        private Optional<Kept> kept = Optional.empty();
        private List<Effect> effects = List.of();
        private boolean faster;

        /** The body after an erasure that comes by while the delivery is retried. */
        private @Nullable String erased;

        void keep(Optional<Signer> signer) {
            keep(WebhookEventStatus.QUARANTINED, PROVIDER, false, signer);
        }

        void keep(WebhookEventStatus status, ProviderId provider, boolean backfilled, Optional<Signer> signer) {
            var event = new WebhookEvent(
                    ID,
                    Optional.of(new CompanyId(1)),
                    provider,
                    new IdempotencyKey("key"),
                    "test.event",
                    status,
                    Optional.of("not configured"),
                    NOW.minusSeconds(3600),
                    backfilled);
            kept = Optional.of(new Kept(event, "{\"body\":\"mi clave es ••••••\"}".getBytes(UTF_8), signer));
        }

        @Override
        public Page<WebhookEvent> page(Owner owner, Filter filter, PageRequest request) {
            throw new UnsupportedOperationException("nobody asks for a list");
        }

        @Override
        public Optional<Kept> find(Scope scope, WebhookEventId id) {
            return kept.filter(one -> one.event().id().equals(id)
                    && scope.covers(one.event().company().orElseThrow()));
        }

        @Override
        public Settled settle(Kept read, List<Effect> following, Optional<String> quarantineReason, Instant at) {
            assertThat(at).isEqualTo(NOW);
            if (erased != null) {
                kept = Optional.of(new Kept(read.event(), erased.getBytes(UTF_8), read.signer()));
                erased = null;
            }
            if (read.rawBody() != kept.orElseThrow().rawBody()) {
                return new Settled(false, WebhookEventStatus.QUARANTINED, Set.of());
            }
            if (faster) {
                return new Settled(false, WebhookEventStatus.DUPLICATE, Set.of());
            }
            effects = following;
            return new Settled(
                    true,
                    quarantineReason.isPresent() ? WebhookEventStatus.QUARANTINED : WebhookEventStatus.APPLIED,
                    following.isEmpty() ? Set.of() : Set.of(CONVERSATION));
        }
    }
}
