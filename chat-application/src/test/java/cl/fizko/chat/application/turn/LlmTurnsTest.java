package cl.fizko.chat.application.turn;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.CountedBudget;
import cl.fizko.chat.application.fake.FakeLlm;
import cl.fizko.chat.application.fake.HandClock;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.llm.LlmAdvice;
import cl.fizko.chat.application.llm.LlmSettings;
import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.Contact;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.ContactId;
import cl.fizko.chat.domain.conversation.Conversation;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.LlmPort.Outcome;
import cl.fizko.chat.domain.port.TurnRepository.AwaitingMessage;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The timeout only keeps a hanging test from hanging the build. */
@Timeout(60)
class LlmTurnsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final String UNSURE = "oye y lo de las platas como va";
    private static final String VERDICT = "{\"agent\":\"second\"}";

    private final HandClock clock = new HandClock(NOW);
    private final AgentManager agents = new AgentManager(clock)
            .register("first", new Named("uno", 0.5), 2)
            .register("second", new Named("dos", 0.4), 1);
    private final WhatsAppConfig config = Samples.config("line");
    private final AnswerTurn answer = new AnswerTurn(agents, new TimeOrderedIds(clock), clock);
    private final FakeLlm llm = new FakeLlm();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final BlockingQueue<FinishedTurn> stored = new LinkedBlockingQueue<>();
    private final LlmTurns turns = new LlmTurns(
            new LlmAdvice(agents, llm, new CountedBudget(), new LlmSettings("gpt-test", 10, false), clock), 1, 1);

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        turns.close();
    }

    @Test
    void orLater_noAdviceWanted_isForNow() {
        var byRules = answer.answer(turn(1, "👍"), config);
        assertThat(turns.orLater(turn(1, "👍"), config, byRules, stored::add)).containsSame(byRules);
    }

    @Test
    void orLater_adviceWanted_isStoredWithIt() throws Exception {
        llm.says(VERDICT);
        assertThat(hand(turn(1, UNSURE))).isEmpty();
        var finished = stored.take();
        assertThat(reply(finished)).isEqualTo("dos");
        assertThat(finished.epoch()).isEqualTo(4);
        assertThat(note(finished)).contains("gpt-test: routing said second");
    }

    @Test
    void orLater_aConversationThatWaits_holdsUpNoOther() throws Exception {
        llm.does(request -> whenAllowed());
        assertThat(hand(turn(1, UNSURE))).isEmpty();
        asked.await();
        assertThat(hand(turn(2, "👍"))).isPresent();
        assertThat(stored).isEmpty();
        mayAnswer.countDown();
        assertThat(stored.take().conversation()).isEqualTo(conversation(1));
    }

    @Test
    void orLater_everyThreadTaken_theRulesAnswerAtOnce() throws Exception {
        llm.does(request -> whenAllowed()).says(VERDICT);
        hand(turn(1, UNSURE));
        asked.await();
        assertThat(hand(turn(2, UNSURE))).as("waits").isEmpty();
        var third = hand(turn(3, UNSURE)).orElseThrow();
        assertThat(reply(third)).isEqualTo("uno");
        assertThat(note(third)).contains("gpt-test: not asked: too many turns at once");
    }

    @Test
    void close_whatWaits_isStoredByRules() throws Exception {
        llm.does(request -> whenAllowed());
        hand(turn(1, UNSURE));
        asked.await();
        hand(turn(2, UNSURE));
        turns.close();
        assertThat(List.of(stored.take(), stored.take()))
                .extracting(LlmTurnsTest::reply)
                .containsOnly("uno");
    }

    @Test
    void orLater_severalMessages_onlyTheUnsureOneIsAskedAbout() throws Exception {
        llm.says(VERDICT);
        hand(turn(1, "f29?", UNSURE));
        var finished = stored.take();
        assertThat(finished.handledThrough()).isEqualTo(2);
        assertThat(finished.decisions())
                .extracting(
                        handled -> handled.replies().get(0).content().words().orElseThrow())
                .containsExactly("uno", "dos");
        assertThat(llm.asked()).hasSize(1);
    }

    private Outcome whenAllowed() {
        asked.countDown();
        try {
            mayAnswer.await();
            return new Outcome.Completed(VERDICT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unavailable("interrupted");
        }
    }

    private Optional<FinishedTurn> hand(ClaimedTurn turn) {
        return turns.orLater(turn, config, answer.answer(turn, config), stored::add);
    }

    private static String reply(FinishedTurn turn) {
        return turn.decisions().get(0).replies().get(0).content().words().orElseThrow();
    }

    private static Optional<String> note(FinishedTurn turn) {
        return turn.decisions().get(0).decision().languageModel();
    }

    private static ConversationId conversation(int number) {
        return new ConversationId(new UUID(3, number));
    }

    private static ClaimedTurn turn(int number, String... texts) {
        var messages = new ArrayList<AwaitingMessage>();
        for (var text : texts) {
            int sequence = messages.size() + 1;
            messages.add(new AwaitingMessage(
                    new MessageId(new UUID(number, sequence)),
                    sequence,
                    new ExternalId("wamid." + sequence),
                    new MessageContent.Text(text),
                    NOW));
        }
        var contact = new Contact(
                new ContactId(new UUID(2, 2)),
                ContactAddress.of(Samples.CUSTOMER),
                Optional.of("Rosa"),
                Optional.empty());
        var conversation = new Conversation(
                conversation(number),
                new CompanyId(1),
                Samples.config("line").id(),
                contact,
                ConversationOwner.BOT,
                Optional.empty());
        return new ClaimedTurn(conversation, 4, messages, List.of());
    }

    /** Says its own word. */
    private record Named(String word, double confidence) implements Agent {
        @Override
        public Assessment assess(Inquiry inquiry) {
            return new Assessment(new Confidence(confidence), List.of(new Evidence("word", 1)));
        }

        @Override
        public Answer answer(Inquiry inquiry) {
            return Answer.of(word);
        }
    }
}
