package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.dispatch.DispatchWorker;
import cl.fizko.chat.application.dispatch.LineBreakers;
import cl.fizko.chat.application.dispatch.ReadReceipts;
import cl.fizko.chat.application.dispatch.SendMessage;
import cl.fizko.chat.application.dispatch.SendPolicy;
import cl.fizko.chat.application.dispatch.SendRule;
import cl.fizko.chat.application.intake.Backpressure;
import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.application.intake.WebhookAuthentication;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.turn.AnswerTurn;
import cl.fizko.chat.application.turn.LlmTurns;
import cl.fizko.chat.application.turn.TurnWorker;
import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.LateConversations;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.ProviderTemplateRepository;
import cl.fizko.chat.domain.port.SendJournal;
import cl.fizko.chat.domain.port.TurnRepository;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The three stages of a message and the two queues between them. */
final class StagesModule extends AbstractModule {

    private static final int QUEUE_CAPACITY = 100_000;
    private static final int TURN_THREADS = 2;

    private final List<Secret> webhookSecrets;
    private final SendJournal journal;
    private final int sendSlots;
    private final int bulkPerSecond;
    private final ReadReceipts receipts;

    /**
     * The stages.
     *
     * @param sendSlots how many calls to providers may be in flight
     * @param bulkPerSecond how many messages that are no replies may be sent in a second
     */
    StagesModule(
            List<Secret> webhookSecrets, SendJournal journal, int sendSlots, int bulkPerSecond, ReadReceipts receipts) {
        this.webhookSecrets = List.copyOf(webhookSecrets);
        this.journal = journal;
        this.sendSlots = sendSlots;
        this.bulkPerSecond = bulkPerSecond;
        this.receipts = receipts;
    }

    @Provides
    @Singleton
    @Named("turn")
    WakeQueue awaitingTurn() {
        return new WakeQueue(QUEUE_CAPACITY);
    }

    @Provides
    @Singleton
    @Named("dispatch")
    WakeQueue awaitingDispatch() {
        return new WakeQueue(QUEUE_CAPACITY);
    }

    @Provides
    @Singleton
    @Named("bulk")
    Bell awaitingBulk() {
        return new Bell();
    }

    @Provides
    @Singleton
    Backpressure backpressure(LateConversations late) {
        return new Backpressure(late);
    }

    @Provides
    @Singleton
    AgentManager agents(Clock clock) {
        return AgentManager.withDefaultAgents(clock);
    }

    @Provides
    WebhookAuthentication authentication(WhatsAppConfigRepository configs) {
        return new WebhookAuthentication(configs, webhookSecrets);
    }

    @Provides
    @Singleton
    ReceiveWebhook receiveWebhook(
            Providers providers,
            WebhookAuthentication authentication,
            WhatsAppConfigRepository configs,
            Inbox inbox,
            Backpressure backpressure,
            @Named("turn") WakeQueue awaitingTurn,
            TimeOrderedIds ids,
            ReceiveWebhook.Listener listener,
            Clock clock) {
        return new ReceiveWebhook(
                providers,
                authentication,
                configs,
                inbox,
                Optional.of(backpressure),
                awaitingTurn,
                ids,
                clock,
                listener);
    }

    @Provides
    @Singleton
    TurnWorker turnWorker(
            TurnRepository turns,
            WhatsAppConfigRepository configs,
            AgentManager agents,
            Optional<LlmTurns> advised,
            @Named("turn") WakeQueue awaitingTurn,
            @Named("dispatch") WakeQueue awaitingDispatch,
            DispatchWorker dispatch,
            TimeOrderedIds ids,
            Clock clock) {
        var answer = new AnswerTurn(agents, ids, clock);
        return new TurnWorker(
                turns, configs, answer, advised, awaitingTurn, awaitingDispatch, dispatch.direct(), TURN_THREADS);
    }

    @Provides
    @Singleton
    LineBreakers lines(Clock clock) {
        return new LineBreakers(clock);
    }

    @Provides
    @Singleton
    DispatchWorker dispatchWorker(
            Outbox outbox,
            WhatsAppConfigRepository configs,
            Providers providers,
            ProviderTemplateRepository templates,
            LineBreakers lines,
            SendRule rule,
            @Named("dispatch") WakeQueue awaitingDispatch,
            @Named("bulk") Bell awaitingBulk,
            Clock clock) {
        var policy = new SendPolicy(RandomGenerator.of("SplittableRandom"), clock);
        var sending = new SendMessage(configs, providers, templates, journal, lines, policy, receipts, rule, clock);
        return new DispatchWorker(
                outbox,
                sending,
                journal,
                awaitingDispatch,
                awaitingBulk,
                SenderThreads.atMost(sendSlots),
                sendSlots,
                bulkPerSecond);
    }
}
