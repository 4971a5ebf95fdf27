package cl.fizko.chat.application.history;

import static cl.fizko.chat.application.fake.FakeHistory.byAPerson;
import static cl.fizko.chat.application.fake.FakeHistory.sent;
import static cl.fizko.chat.application.fake.FakeHistory.written;
import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.FakeHistory;
import cl.fizko.chat.application.fake.FakeMessages;
import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.BackfillMarks;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackfillMessagesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration BEHIND = BackfillMessages.BEHIND;
    private static final ConversationId CONVERSATION = new ConversationId(new UUID(0, 1));

    private final WhatsAppConfig config = Samples.config("line");
    private final FakeHistory history = new FakeHistory();
    private final FakeMessages messages = new FakeMessages();
    private final Marks marks = new Marks(NOW.minus(Duration.ofHours(2)));
    private final List<Inbox.Entry> stored = new ArrayList<>();
    private final WakeQueue turns = new WakeQueue(10);
    private Optional<RuntimeException> storeFails = Optional.empty();
    private final BackfillMessages useCase = useCase();

    @Test
    void run_afterAnOutage_storesWhatWasMissedOldestFirstAndMarked() throws Exception {
        messages.know("known");
        history.remembers(
                written("second", NOW.minusSeconds(60), true),
                written("known", NOW.minusSeconds(90), true),
                written("first", NOW.minusSeconds(120), true));

        run();

        assertThat(stored).map(entry -> words(entry)).containsExactly("first", "second");
        assertThat(stored).allMatch(Inbox.Entry::backfilled);
        assertThat(stored).map(entry -> entry.key()).doesNotHaveDuplicates();
        assertThat(turns.take(1, Duration.ZERO)).containsExactly(CONVERSATION);
        assertThat(marks.through).isEqualTo(NOW);
    }

    @Test
    void run_passwordInAMessage_isStoredNowhere() {
        history.remembers(written("mi clave es abc123", NOW.minusSeconds(60), true));
        run();
        var added = (Effect.AddMessage) stored.get(0).effects().get(0);
        assertThat(added.event().content().words().orElseThrow()).endsWith("mi clave es ••••••");
        assertThat(words(stored.get(0))).contains("removed").doesNotContain("abc123");
    }

    @Test
    void run_olderThanHalfAnHour_isStoredAndNotAnswered() {
        history.remembers(
                written("old", NOW.minus(Duration.ofMinutes(31)), true),
                written("fresh", NOW.minus(Duration.ofMinutes(29)), true),
                written("imported", NOW.minusSeconds(30), false));
        run();
        assertThat(stored)
                .map(entry -> ((Effect.AddMessage) entry.effects().get(0)).awaitsTurn())
                .containsExactly(false, true, false);
    }

    @Test
    void run_whatAPersonWrote_isAddedToo() {
        history.remembers(byAPerson("typed", NOW.minusSeconds(60)));
        run();
        assertThat(stored)
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.effects()).singleElement().isInstanceOf(Effect.AddHumanReply.class));
    }

    @Test
    void run_statusesThatWereMissed_moveUpOnly() {
        messages.know("up", DeliveryStatus.SENT);
        messages.know("same", DeliveryStatus.READ);
        history.remembers(
                sent("up", NOW.minusSeconds(60), "hola", Optional.empty(), DeliveryStatus.READ),
                sent("same", NOW.minusSeconds(60), "hola", Optional.empty(), DeliveryStatus.DELIVERED),
                sent("foreign", NOW.minusSeconds(60), "hola", Optional.empty(), DeliveryStatus.SENT));
        run();
        assertThat(stored)
                .singleElement()
                .satisfies(entry -> assertThat(entry.effects())
                        .singleElement()
                        .isInstanceOfSatisfying(Effect.MoveStatus.class, move -> {
                            assertThat(move.event().id().value()).isEqualTo("up");
                            assertThat(move.event().status()).isEqualTo(DeliveryStatus.READ);
                        }));
    }

    @Test
    void run_moreThanFits_goesPieceByPieceOldestFirst_aFewRequestsARun() {
        history.inPagesOf(1);
        for (var i = 0; i < 120; i++) {
            history.remembers(written("m%03d".formatted(i), NOW.minusSeconds(6000 - i * 40L), true));
        }
        for (var runs = 1; marks.through == null || marks.through.isBefore(NOW.minus(BEHIND)); runs++) {
            assertThat(runs).isLessThan(10);
            var before = history.asked().size();
            run();
            assertThat(history.asked().size() - before).isLessThanOrEqualTo(BackfillMessages.MOST_REQUESTS);
        }
        assertThat(stored)
                .map(entry -> words(entry))
                .doesNotHaveDuplicates()
                .isSorted()
                .hasSizeBetween(115, 120);
    }

    @Test
    void run_minuteWithMoreThanFits_isStoredPageByPage() {
        marks.since = Optional.of(NOW.minusSeconds(60));
        history.inPagesOf(10);
        for (var i = 0; i < 300; i++) {
            history.remembers(written("m%03d".formatted(i), NOW.minusSeconds(30), true));
        }
        for (var runs = 0; stored.size() < 300; runs++) {
            assertThat(runs).isLessThan(10);
            run();
        }
        assertThat(stored).hasSize(300);
        var page = stored.subList(0, 10).stream().map(entry -> words(entry)).toList();
        assertThat(page).isSorted();
    }

    @Test
    void run_sameSecondNewestFirst_keepsTheOrderInWhichItHappened() {
        history.inPagesOf(2);
        for (var i = 0; i < 7; i++) {
            history.remembers(written("m" + i, NOW.minusSeconds(60), true));
        }
        run();
        assertThat(stored).map(entry -> words(entry)).hasSize(7).isSorted();
    }

    @Test
    void run_firstLookReadsToNow_laterOnesLeaveTheYoungestToTheWebhooks() {
        run();
        run();
        assertThat(history.asked()).map(MessageHistory.Query::until).containsExactly(NOW, NOW.minus(BEHIND));
    }

    @Test
    void run_interrupted_asksNothing() {
        Thread.currentThread().interrupt();
        run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(history.asked()).isEmpty();
        assertThat(marks.through).isNull();
    }

    @Test
    void run_sendOfOursUnderAnUnknownId_isHandedOnWithOurId() {
        var ours = new MessageId(new UUID(0, 7));
        history.remembers(sent("late", NOW.minusSeconds(60), "hola", Optional.of(ours)));
        run();
        assertThat(stored)
                .singleElement()
                .satisfies(entry -> assertThat(entry.effects())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Effect.MoveStatus.class,
                                move -> assertThat(move.event().correlation()).contains(ours)));
    }

    @Test
    void run_entryThatNobodyUnderstands_isKeptWithItsBytesUnderOneKey() {
        history.remembers(FakeHistory.unreadable("{\"type\":7}"), written("first", NOW.minusSeconds(60), true));
        run();
        run();
        var unread = stored.stream()
                .filter(entry -> entry.quarantineReason().isPresent())
                .toList();
        assertThat(unread).hasSize(2).allMatch(entry -> words(entry).equals("{\"type\":7}"));
        assertThat(unread).map(Inbox.Entry::effects).allMatch(List::isEmpty);
        assertThat(unread).map(Inbox.Entry::key).containsOnly(unread.get(0).key());
        assertThat(stored).hasSize(3);
    }

    @Test
    void run_historyUnavailable_leavesTheMark() {
        history.fails("http:503");
        run();
        assertThat(stored).isEmpty();
        assertThat(marks.through).isNull();
    }

    /** Eight pages never come in a row, four do. */
    @Test
    void run_historyFailsNowAndThen_goesOnInShorterPieces() {
        history.inPagesOf(1).failsAtEvery(6, "http:503");
        for (var i = 0; i < 8; i++) {
            history.remembers(written("m" + i, NOW.minusSeconds(4000 - i * 400L), true));
        }
        for (var runs = 0; stored.size() < 8; runs++) {
            assertThat(runs).isLessThan(20);
            run();
        }
        assertThat(stored).map(entry -> words(entry)).isSorted();
    }

    @Test
    void run_storeBusy_leavesTheMark() {
        history.remembers(written("first", NOW.minusSeconds(60), true));
        storeFails = Optional.of(new StoreBusyException("busy"));
        run();
        assertThat(marks.through).isNull();
    }

    @Test
    void run_entryThatCanNeverBeStored_isSetAsideAndStopsNoOther() {
        history.remembers(written("first", NOW.minusSeconds(60), true), written("second", NOW.minusSeconds(50), true));
        storeFails = Optional.of(new IllegalStateException("poison"));
        run();
        assertThat(stored).map(entry -> words(entry)).containsExactly("first", "second");
        assertThat(stored.get(0).effects()).isEmpty();
        assertThat(stored.get(0).quarantineReason()).contains("cannot be stored: IllegalStateException");
        assertThat(marks.through).isEqualTo(NOW);
    }

    @Test
    void run_lookedAtALittleAgo_asksNothing() {
        marks.since = Optional.empty();
        run();
        assertThat(history.asked()).isEmpty();
    }

    @Test
    void run_afterALongAbsence_goesBackSevenDays() {
        marks.since = Optional.of(NOW.minus(Duration.ofDays(400)));
        run();
        assertThat(history.asked())
                .singleElement()
                .satisfies(query -> assertThat(query.since()).isEqualTo(NOW.minus(Duration.ofDays(7))));
    }

    private static String words(Inbox.Entry entry) {
        return new String(entry.rawBody(), StandardCharsets.UTF_8);
    }

    private void run() {
        useCase.run(FIVE_MINUTES);
    }

    private BackfillMessages useCase() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var plugin = new ProviderPlugin.Provider(
                new ScriptedProvider(),
                new PlainCodec(),
                true,
                Optional.of(history),
                Optional.empty(),
                Optional.empty());
        return new BackfillMessages(
                new InMemoryConfigs(config),
                new Providers(Map.of(PROVIDER, plugin), new ScriptedProvider()),
                marks,
                new MissedMessages(this::store, messages, new TimeOrderedIds(clock), clock),
                turns,
                BEHIND,
                clock);
    }

    private Inbox.Receipt store(Inbox.Entry entry) {
        var failure = storeFails;
        storeFails = Optional.empty();
        failure.ifPresent(e -> {
            throw e;
        });
        stored.add(entry);
        entry.effects().forEach(effect -> {
            if (effect instanceof Effect.AddMessage message) {
                messages.know(message.event().id().value());
            }
        });
        return new Inbox.Receipt(WebhookEventStatus.APPLIED, Set.of(CONVERSATION));
    }

    private static final class Marks implements BackfillMarks {
        private Optional<Instant> since;
        private Instant through;

        private Marks(Instant since) {
            this.since = Optional.of(since);
        }

        @Override
        public Optional<Instant> claim(WhatsAppConfigId config, Duration every) {
            assertThat(every).isEqualTo(FIVE_MINUTES);
            return since;
        }

        @Override
        public void advance(WhatsAppConfigId config, Instant reached) {
            through = reached;
            since = since.map(before -> reached.isAfter(before) ? reached : before);
        }
    }
}
