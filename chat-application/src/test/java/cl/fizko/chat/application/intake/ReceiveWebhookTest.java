package cl.fizko.chat.application.intake;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.intake.ReceiveWebhook.Outcome;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.template.TemplateStatus;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReceiveWebhookTest {

    private static final ConversationId CONVERSATION = new ConversationId(new UUID(0, 1));

    private final List<Inbox.Entry> stored = Collections.synchronizedList(new ArrayList<>());
    private final Map<WhatsAppConfigId, Integer> late = new HashMap<>();
    private final PlainCodec codec = new PlainCodec();
    private final WakeQueue turns = new WakeQueue(10);

    private final ReceiveWebhook receive = receiveWebhook(
            new InMemoryConfigs(
                    Samples.config("shared"),
                    Samples.config("own", true, true, List.of(new Secret("own secret"))),
                    Samples.config("silent", true, false, List.of())),
            List.of(new Secret("new secret"), new Secret("old secret")));

    @Test
    void receive_signedMessage_isStoredAndWakesItsConversation() throws Exception {
        codec.thatSays(message("shared", true));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(stored).singleElement().satisfies(entry -> {
            assertThat(entry.effects()).singleElement().isInstanceOf(Effect.AddMessage.class);
            assertThat(entry.rawBody()).containsExactly(1, 2, 3);
            assertThat(entry.quarantineReason()).isEmpty();
        });
        assertThat(turns.take(1, Duration.ZERO)).containsExactly(CONVERSATION);
    }

    @Test
    void receive_passwordInAMessage_isStoredNowhere() {
        codec.thatSays(message("shared", "mi clave es abc123"));
        var raw = "{\"body\":\"mi clave es abc123\"}".getBytes(UTF_8);
        receive.receive(PROVIDER, new WebhookDelivery(Map.of("signed-with", "new secret"), raw));
        var added = (Effect.AddMessage) stored.get(0).effects().get(0);
        assertThat(added.event().content().words()).contains("mi clave es ••••••");
        assertThat(new String(stored.get(0).rawBody(), UTF_8)).isEqualTo("{\"body\":\"mi clave es ••••••\"}");
    }

    @Test
    void receive_duringARotation_bothSecretsCount() {
        codec.thatSays(message("shared", true));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("old secret")))
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void receive_signedByNobodyWeTrust_storesNothing() {
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("guess"))).isEqualTo(Outcome.UNAUTHENTICATED);
        assertThat(stored).isEmpty();
    }

    @Test
    void receive_withNoSecretConfigured_failsClosed() {
        var open = receiveWebhook(new InMemoryConfigs(Samples.config("shared")), List.of());
        assertThat(open.receive(PROVIDER, PlainCodec.signedWith("anything"))).isEqualTo(Outcome.UNAUTHENTICATED);
    }

    @Test
    void receive_unknownProvider_storesNothing() {
        assertThat(receive.receive(new ProviderId("gaviota"), PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.UNKNOWN_PROVIDER);
    }

    @Test
    void receive_oneCompanysSecretForAnothersNumber_isQuarantined() {
        codec.thatSays(message("shared", true));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("own secret")))
                .isEqualTo(Outcome.QUARANTINED);
        assertThat(stored.get(0).effects()).isEmpty();
        assertThat(stored.get(0).quarantineReason().orElseThrow()).contains("phone_number_id shared");
    }

    @Test
    void receive_installationsSecretForANumberWithItsOwn_isQuarantined() {
        codec.thatSays(message("own", true));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.QUARANTINED);
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("own secret")))
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void receive_whatAPersonTyped_isAddedAsTheirs() {
        codec.thatSays(new InboundEvent.HumanReplied(
                new LineId("shared"),
                new ExternalId("wamid.2"),
                ContactAddress.of(Samples.CUSTOMER),
                Optional.empty(),
                new MessageContent.Text("hola"),
                Instant.parse("2026-11-22T15:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                true));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(stored.get(0).effects()).singleElement().isInstanceOf(Effect.AddHumanReply.class);
    }

    @Test
    void receive_judgedTemplate_countsForTheAccountsNumbersOnly() {
        codec.thatSays(judged("account-1"));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(stored.get(0).effects()).singleElement().isInstanceOf(Effect.JudgeTemplate.class);

        codec.thatSays(judged("account-2"));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.QUARANTINED);
        assertThat(stored.get(1).quarantineReason().orElseThrow()).contains("business_account_id account-2");

        var onlyOwn = receiveWebhook(
                new InMemoryConfigs(Samples.config("own", true, true, List.of(new Secret("own secret")))),
                List.of(new Secret("new secret")));
        codec.thatSays(judged("account-1"));
        assertThat(onlyOwn.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.QUARANTINED);
        assertThat(stored.get(2).effects()).isEmpty();
    }

    private static InboundEvent judged(String account) {
        return new InboundEvent.TemplateJudged(
                account,
                "aviso",
                "es_CL",
                TemplateStatus.PAUSED,
                Optional.empty(),
                Instant.parse("2026-11-22T15:00:00Z"));
    }

    @Test
    void receive_batchWithABadElement_appliesTheGoodOnes() {
        codec.thatSays(
                message("shared", true),
                new InboundEvent.Undecodable("data[1].message.id is missing"),
                message("nobody", true));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.QUARANTINED);
        assertThat(stored.get(0).effects()).hasSize(1);
        assertThat(stored.get(0).quarantineReason().orElseThrow())
                .contains("data[1].message.id is missing")
                .contains("phone_number_id nobody is not configured");
    }

    @Test
    void receive_importedHistory_awaitsNoTurn() {
        codec.thatSays(message("shared", false));
        receive.receive(PROVIDER, PlainCodec.signedWith("new secret"));
        assertThat(((Effect.AddMessage) stored.get(0).effects().get(0)).awaitsTurn())
                .isFalse();
    }

    @Test
    void receive_forANumberThatDoesNotAnswer_awaitsNoTurn() {
        codec.thatSays(message("silent", true));
        receive.receive(PROVIDER, PlainCodec.signedWith("new secret"));
        assertThat(((Effect.AddMessage) stored.get(0).effects().get(0)).awaitsTurn())
                .isFalse();
    }

    @Test
    void receive_messageToANumberWithTooManyLate_isToComeAgainAndNothingIsStored() throws Exception {
        late.put(Samples.config("shared").id(), Backpressure.MOST_OF_A_LINE + 1);
        codec.thatSays(message("shared", true));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.OVERLOADED);
        assertThat(stored).isEmpty();
        assertThat(turns.take(1, Duration.ZERO)).isEmpty();
    }

    @Test
    void receive_whileAnotherNumberHasTooManyLate_isStored() {
        late.put(Samples.config("own").id(), Backpressure.MOST_OF_A_LINE + 1);
        codec.thatSays(message("shared", true));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void receive_whatNoAgentLooksAt_isStoredHoweverManyAreLate() {
        late.put(Samples.config("silent").id(), Backpressure.MOST_OF_A_LINE + 1);
        codec.thatSays(message("silent", true));
        assertThat(receive.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                .isEqualTo(Outcome.ACCEPTED);
    }

    /** Few are read at once; what waits for the database is not being read. */
    @Test
    @Timeout(30)
    void receive_whileManyWaitForTheDatabase_othersAreRead() throws Exception {
        var asked = new Semaphore(0);
        var answer = new CountDownLatch(1);
        var slow = new InMemoryConfigs(Samples.config("shared")) {
            @Override
            public Optional<WhatsAppConfig> byLine(ProviderId provider, LineId line) {
                if (line.value().equals("slow")) {
                    asked.release();
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                return super.byLine(provider, line);
            }
        };
        var many = 4 * Runtime.getRuntime().availableProcessors() + 1;
        var waiting = Executors.newFixedThreadPool(many);
        try {
            var open = receiveWebhook(slow, List.of(new Secret("new secret")));
            codec.thatSays(message("slow", true));
            for (var i = 0; i < many; i++) {
                waiting.execute(() -> open.receive(PROVIDER, PlainCodec.signedWith("new secret")));
            }
            asked.acquire(many);

            codec.thatSays(message("shared", true));
            assertThat(open.receive(PROVIDER, PlainCodec.signedWith("new secret")))
                    .isEqualTo(Outcome.ACCEPTED);
        } finally {
            answer.countDown();
            waiting.shutdown();
            assertThat(waiting.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private ReceiveWebhook receiveWebhook(InMemoryConfigs configs, List<Secret> secrets) {
        var provider = new ProviderPlugin.Provider(new ScriptedProvider(), codec, true);
        return new ReceiveWebhook(
                new Providers(Map.of(PROVIDER, provider), new ScriptedProvider()),
                new WebhookAuthentication(configs, secrets),
                configs,
                this::store,
                Optional.of(new Backpressure(longerThan -> late)),
                turns,
                new TimeOrderedIds(Clock.systemUTC()),
                Clock.systemUTC(),
                ReceiveWebhook.Listener.NOBODY);
    }

    private Inbox.Receipt store(Inbox.Entry entry) {
        stored.add(entry);
        var status = entry.quarantineReason().isPresent() ? WebhookEventStatus.QUARANTINED : WebhookEventStatus.APPLIED;
        return new Inbox.Receipt(status, Set.of(CONVERSATION));
    }

    private static InboundEvent message(String line, String body) {
        return message(line, body, true);
    }

    private static InboundEvent message(String line, boolean live) {
        return message(line, "hola", live);
    }

    private static InboundEvent message(String line, String body, boolean live) {
        return new InboundEvent.MessageReceived(
                new LineId(line),
                new ExternalId("wamid.1"),
                ContactAddress.of(Samples.CUSTOMER),
                Optional.empty(),
                new MessageContent.Text(body),
                Instant.parse("2026-11-22T15:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                live);
    }
}
