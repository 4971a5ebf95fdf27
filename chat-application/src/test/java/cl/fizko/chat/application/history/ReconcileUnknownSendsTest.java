package cl.fizko.chat.application.history;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.FakeHistory;
import cl.fizko.chat.application.fake.FakeMessages;
import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.MessageHistory.Entry.Sent;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.UnknownSends;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReconcileUnknownSendsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

    private final FakeHistory history = new FakeHistory();
    private final FakeMessages messages = new FakeMessages();
    private final Unknown unknown = new Unknown();

    @Test
    void run_sendThatTheHistoryShows_takesItsId() {
        unknown.sends.add(send(1, NOW.minusSeconds(130)));
        history.remembers(FakeHistory.sent("w1", NOW.minusSeconds(135), "hola", Optional.empty()));
        run();
        assertThat(unknown.adopted).containsEntry(id(1), "w1");
    }

    @Test
    void run_sendWithoutATrace_isLeftToTheStoreToGiveUp() {
        unknown.sends.add(send(1, NOW.minusSeconds(130)));
        run();
        assertThat(unknown.adopted).isEmpty();
        assertThat(unknown.givenUpAfter).containsExactly(Duration.ofMinutes(10));
        assertThat(unknown.reason).isEqualTo(FailureReason.UNKNOWN_OUTCOME);
    }

    @Test
    void run_idOfAnotherMessage_isNotTaken() {
        unknown.sends.add(send(1, NOW.minusSeconds(130)));
        messages.know("w1");
        history.remembers(FakeHistory.sent("w1", NOW.minusSeconds(135), "hola", Optional.empty()));
        run();
        assertThat(unknown.adopted).isEmpty();
    }

    @Test
    void run_firstLook_isAtTheThreadAndALaterOneAtTheLine() {
        unknown.sends.add(send(1, NOW.minusSeconds(130)));
        unknown.sends.add(send(2, NOW.minusSeconds(400)));
        run();
        assertThat(history.asked())
                .map(query -> query.providerConversation().orElse("the line"))
                .containsExactly("thread", "the line");
    }

    @Test
    void run_historyUnavailable_stillGivesUpInTheEnd() {
        unknown.sends.add(send(1, NOW.minusSeconds(700)));
        history.fails("http:500");
        run();
        assertThat(unknown.givenUpAfter).hasSize(1);
    }

    @Test
    void run_completeLookWithoutATrace_isNoted_andOnlyThen() {
        unknown.sends.add(send(1, NOW.minusSeconds(400)));
        history.fails("http:500");
        run();
        assertThat(unknown.lookedFor).isEmpty();
        history.works();
        run();
        assertThat(unknown.lookedFor).containsExactly(id(1));
    }

    @Test
    void run_sendThatIsFound_isNotNotedAsLookedFor() {
        unknown.sends.add(send(1, NOW.minusSeconds(400)));
        history.remembers(FakeHistory.sent("w1", NOW.minusSeconds(405), "hola", Optional.empty()));
        run();
        assertThat(unknown.adopted).containsEntry(id(1), "w1");
        assertThat(unknown.lookedFor).isEmpty();
    }

    /** A provider starts new threads: not there is not nowhere. */
    @Test
    void run_lookAtAThread_isNotNoted() {
        unknown.sends.add(send(1, NOW.minusSeconds(130)));
        run();
        assertThat(unknown.lookedFor).isEmpty();
    }

    @Test
    void run_sendsFarApart_areLookedForEachInItsTime() {
        unknown.sends.add(send(1, NOW.minusSeconds(400)));
        unknown.sends.add(send(2, NOW.minusSeconds(500)));
        unknown.sends.add(send(3, NOW.minus(Duration.ofHours(5))));
        run();
        assertThat(history.asked())
                .map(MessageHistory.Query::since)
                .containsExactly(NOW.minus(Duration.ofHours(5)).minusSeconds(120), NOW.minusSeconds(620));
        assertThat(history.asked())
                .map(MessageHistory.Query::until)
                .containsExactly(NOW.minus(Duration.ofHours(5)).plusSeconds(60), NOW.minusSeconds(340));
        assertThat(unknown.lookedFor).containsExactlyInAnyOrder(id(1), id(2), id(3));
    }

    @Test
    void run_moreThanFits_isReadInHalves() {
        unknown.sends.add(send(1, NOW.minusSeconds(400)));
        history.inPagesOf(1);
        for (var i = 0; i < 30; i++) {
            history.remembers(FakeHistory.sent("other" + i, NOW.minusSeconds(345 + i * 5), "chao", Optional.empty()));
        }
        history.remembers(FakeHistory.sent("w1", NOW.minusSeconds(519), "hola", Optional.empty()));
        run();
        assertThat(unknown.adopted).containsEntry(id(1), "w1");
    }

    /** A minute that is too long all the same is used as far as it was read, and proves nothing. */
    @Test
    void run_minuteThatDoesNotFit_isUsedAsFarAsItGoes() {
        unknown.sends.add(send(1, NOW.minusSeconds(400)));
        unknown.sends.add(send(2, NOW.minusSeconds(400)));
        history.inPagesOf(1).remembers(FakeHistory.sent("w1", NOW.minusSeconds(401), "hola", Optional.empty()));
        for (var i = 0; i < 30; i++) {
            history.remembers(FakeHistory.sent("other" + i, NOW.minusSeconds(402), "chao", Optional.empty()));
        }
        run();
        assertThat(unknown.adopted).containsEntry(id(1), "w1");
        assertThat(unknown.lookedFor).isEmpty();
    }

    @Test
    void run_moreToGiveUpThanOneBatch_givesUpAll() {
        unknown.lost = 1_001;
        run();
        assertThat(unknown.lost).isZero();
    }

    private void run() {
        var plugin = new ProviderPlugin.Provider(
                new ScriptedProvider(),
                new PlainCodec(),
                true,
                Optional.of(history),
                Optional.empty(),
                Optional.empty());
        new ReconcileUnknownSends(
                        unknown,
                        messages,
                        new InMemoryConfigs(Samples.config("line")),
                        new Providers(Map.of(PROVIDER, plugin), new ScriptedProvider()),
                        ReconcileUnknownSends.Patience.STANDARD,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .run();
    }

    private static UnknownSends.UnknownSend send(int number, Instant since) {
        return new UnknownSends.UnknownSend(
                id(number),
                Samples.config("line").id(),
                ContactAddress.of(Samples.CUSTOMER),
                new MessageContent.Text("hola"),
                Optional.empty(),
                Optional.of("thread"),
                since);
    }

    private static MessageId id(int number) {
        return new MessageId(new UUID(0, number));
    }

    private static final class Unknown implements UnknownSends {
        private final List<UnknownSend> sends = new ArrayList<>();
        private final Map<MessageId, String> adopted = new HashMap<>();
        private final List<MessageId> lookedFor = new ArrayList<>();
        private int lost;
        private final List<Duration> givenUpAfter = new ArrayList<>();
        private FailureReason reason = FailureReason.OTHER;

        @Override
        public List<UnknownSend> claim(Duration quiet, Duration again, int limit) {
            assertThat(quiet).isEqualTo(Duration.ofMinutes(2));
            return List.copyOf(sends);
        }

        @Override
        public boolean adopt(UnknownSend send, Sent found) {
            adopted.put(send.id(), found.id().value());
            return true;
        }

        @Override
        public void lookedFor(Collection<MessageId> sends) {
            lookedFor.addAll(sends);
        }

        @Override
        public List<MessageId> giveUp(Duration after, Duration atLast, int limit, Failure failure) {
            givenUpAfter.add(after);
            reason = failure.reason();
            var batch = Math.min(limit, lost);
            lost -= batch;
            return Collections.nCopies(batch, id(9));
        }
    }
}
