package cl.fizko.chat.application.dispatch;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.InMemoryOutbox;
import cl.fizko.chat.application.fake.InMemoryTemplates;
import cl.fizko.chat.application.fake.MovableClock;
import cl.fizko.chat.application.fake.NoJournal;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who is sent before whom. Calls are made when the test says so, on its own thread. */
class FairDispatchTest {

    private static final Instant START = Instant.parse("2026-11-23T15:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final WhatsAppConfig campaign = Samples.config("campaign");
    private final WhatsAppConfig other = Samples.config("other");
    private final WhatsAppConfig third = Samples.config("third");
    private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
    private final WakeQueue told = new WakeQueue(100_000);
    private final List<LineId> called = new ArrayList<>();
    private final Later threads = new Later();
    private Function<OutboundMessage, SendOutcome> answers =
            message -> new SendOutcome.Accepted(new ExternalId("out." + called.size()));
    private int messages;

    @Test
    void bulk_oneLineHasThousands_everyOtherLineHasEverySecondOrThirdTurn() {
        var seed = 20_261_123L;
        var lines = new ArrayList<>(Collections.nCopies(2_000, campaign));
        lines.addAll(Collections.nCopies(30, other));
        lines.addAll(Collections.nCopies(10, third));
        Collections.shuffle(lines.subList(1_900, lines.size()), new Random(seed));
        lines.forEach(line -> queue(line, Urgency.BULK));
        var bulk = bulk(new SendSlots(64));

        for (var round = 0; round < 4; round++) {
            bulk.sendSome();
            threads.runAll();
        }

        assertThat(called).as("seed %d", seed).hasSize(4 * BulkDispatch.BATCH);
        assertThat(count(third)).isEqualTo(10);
        assertThat(count(other)).isBetween(26L, 30L);
    }

    @Test
    void replies_thousandsWaitInBulk_leaveAtOnce() throws Exception {
        for (var i = 0; i < 20_000; i++) {
            queue(campaign, Urgency.BULK);
        }
        var reply = queue(other, Urgency.REPLY);
        told.offer(List.of(reply), conversation -> other.id());

        replies(new SendSlots(16)).round();
        threads.runAll();

        assertThat(called).containsExactly(other.lineId());
    }

    @Test
    void replies_oneLineNeverAnswers_othersFindASlot() throws Exception {
        var slots = new SendSlots(32);
        var replies = replies(slots);
        for (var i = 0; i < 500; i++) {
            told.offer(List.of(queue(campaign, Urgency.REPLY)), conversation -> campaign.id());
        }
        replies.round(); // nobody runs the calls: they are in flight for ever
        assertThat(slots.taken()).isEqualTo(24);

        told.offer(List.of(queue(other, Urgency.REPLY)), conversation -> other.id());
        replies.round();

        assertThat(slots.taken()).isEqualTo(25);
        threads.runLast();
        assertThat(called).containsExactly(other.lineId());
    }

    @Test
    void replies_leftBehind_oneOfEachLineInTurn() throws Exception {
        for (var i = 0; i < 100; i++) {
            queue(campaign, Urgency.REPLY);
        }
        queue(other, Urgency.REPLY);
        queue(third, Urgency.REPLY);

        replies(new SendSlots(16)).round();
        threads.runAll();

        assertThat(called).contains(other.lineId(), third.lineId());
        assertThat(count(campaign)).isEqualTo(1);
    }

    @Test
    void bulk_lineIsHeld_isLeftAloneUntilItsMessagesAreDueAgain() {
        for (var i = 0; i < 100; i++) {
            queue(campaign, Urgency.BULK);
        }
        answers = message -> new SendOutcome.Held(Duration.ofSeconds(3), "limit:line");
        var bulk = bulk(new SendSlots(64));
        assertThat(bulk.sendSome()).isEqualTo(BulkDispatch.BATCH);
        threads.runAll();
        queue(other, Urgency.BULK);

        assertThat(bulk.sendSome()).as("the other line's").isEqualTo(1);
        assertThat(bulk.sendSome()).isZero();
        clock.pass(Duration.ofSeconds(4));
        assertThat(bulk.sendSome()).isEqualTo(BulkDispatch.BATCH);
    }

    @Test
    void bulk_pausesAsItsRateSays_longerWhileTheStoreIsSlow_neverForLong() {
        var bulk = bulk(new SendSlots(64)); // 100 a second
        assertThat(bulk.pause(10, Duration.ofMillis(2))).isEqualTo(Duration.ofMillis(100));
        assertThat(bulk.pause(10, Duration.ofMillis(50))).isEqualTo(Duration.ofMillis(450));
        assertThat(bulk.pause(10, Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void record_repliesBehindBulk_areToldOf_butNotBulkBehindBulk() throws Exception {
        var both = queue(campaign, Urgency.BULK);
        add(campaign, both, Urgency.REPLY);
        var bulkAlone = queue(campaign, Urgency.BULK);
        add(campaign, bulkAlone, Urgency.BULK);
        bulk(new SendSlots(64)).sendSome();
        threads.runAll();

        assertThat(told.take(10, Duration.ZERO)).containsExactly(both);
    }

    private ReplyDispatch replies(SendSlots slots) {
        return new ReplyDispatch(outbox, senders(), slots, told);
    }

    private BulkDispatch bulk(SendSlots slots) {
        return new BulkDispatch(
                outbox,
                senders(),
                slots,
                new Bell(),
                told,
                100,
                () -> Duration.between(START, clock.instant()).toNanos());
    }

    private Senders senders() {
        var provider = new MessagingProvider() {
            @Override
            public SendOutcome send(OutboundMessage message, Departure departure) {
                departure.begins();
                called.add(message.line());
                return answers.apply(message);
            }
        };
        var sending = new SendMessage(
                new InMemoryConfigs(campaign, other, third),
                new Providers(
                        Map.of(PROVIDER, new ProviderPlugin.Provider(provider, new PlainCodec(), true)), provider),
                new InMemoryTemplates(),
                new NoJournal(),
                new LineBreakers(clock),
                new SendPolicy(new Random(1), clock),
                ReadReceipts.OFF,
                clock);
        return new Senders(outbox, sending, new NoJournal(), threads);
    }

    private long count(WhatsAppConfig line) {
        return called.stream().filter(line.lineId()::equals).count();
    }

    private ConversationId queue(WhatsAppConfig line, Urgency urgency) {
        var conversation = new ConversationId(new UUID(1, ++messages));
        add(line, conversation, urgency);
        return conversation;
    }

    private void add(WhatsAppConfig line, ConversationId conversation, Urgency urgency) {
        outbox.add(
                new ClaimedSend(
                        new MessageId(new UUID(0, ++messages)),
                        conversation,
                        line.id(),
                        ContactAddress.of(Samples.CUSTOMER),
                        new MessageContent.Text("hola"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new CustomerServiceWindow(START)),
                        1,
                        1,
                        0,
                        START,
                        false,
                        ConversationOwner.BOT),
                urgency);
    }

    /** Threads that begin when they are told to. */
    private static final class Later extends AbstractExecutorService {
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        void runAll() {
            waiting.forEach(Runnable::run);
            waiting.clear();
        }

        void runLast() {
            waiting.removeLast().run();
        }

        @Override
        public void execute(Runnable task) {
            waiting.add(task);
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
