package cl.fizko.chat.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.HandClock;
import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.turn.AnswerTurn;
import cl.fizko.chat.application.turn.TurnWorker;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
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
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.TurnRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turns whose replies leave with them: what becomes of the slots, and of what does not leave. */
@Timeout(60)
class LeavingTurnsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final WhatsAppConfigId LINE = Samples.config("line").id();

    private final HandClock clock = new HandClock(NOW);
    private final SendSlots slots = new SendSlots(8);
    private final List<ClaimedSend> sent = new CopyOnWriteArrayList<>();
    private final WakeQueue awaitingDispatch = new WakeQueue(10);
    private final Turns turns = new Turns();

    @Test
    void oneIsNotStored_oneLeaves_oneMustWait() throws Exception {
        var answer = new AnswerTurn(AgentManager.withDefaultAgents(clock), new TimeOrderedIds(clock), clock);
        try (var worker = new TurnWorker(
                turns,
                new InMemoryConfigs(Samples.config("line")),
                answer,
                new WakeQueue(10),
                awaitingDispatch,
                new DirectReplies(slots, sent::addAll),
                1)) {
            worker.start();

            assertThat(awaitingDispatch.take(10, Duration.ofSeconds(50)))
                    .as("what must wait is looked for")
                    .containsExactly(conversation(3));
        }

        assertThat(turns.askedToLeave)
                .containsExactly(Set.of(conversation(1)), Set.of(conversation(2)), Set.of(conversation(3)));
        assertThat(sent).extracting(ClaimedSend::conversation).containsExactly(conversation(2));
        assertThat(slots.taken()).as("what its sender has").isEqualTo(1);
    }

    private static ConversationId conversation(int number) {
        return new ConversationId(new UUID(3, number));
    }

    /** Three turns, one after the other. */
    private static final class Turns implements TurnRepository {

        private final List<Set<ConversationId>> askedToLeave = new CopyOnWriteArrayList<>();
        private int claims;

        @Override
        public List<ClaimedTurn> claim(Collection<ConversationId> conversations, Duration lease) {
            return List.of();
        }

        @Override
        public List<ClaimedTurn> claimWaiting(int limit, Duration lease) {
            claims++;
            return claims > 3 ? List.of() : List.of(turn(claims));
        }

        @Override
        public List<TurnResult> finish(List<FinishedTurn> finished, Set<ConversationId> leaving) {
            askedToLeave.add(leaving);
            var conversation = finished.get(0).conversation();
            return switch (askedToLeave.size()) {
                case 1 -> throw new IllegalStateException("cannot be stored");
                case 2 -> List.of(new TurnResult(conversation, true, true, false, Optional.of(send(conversation))));
                default -> List.of(new TurnResult(conversation, true, true, false));
            };
        }

        private static ClaimedTurn turn(int number) {
            var contact = new Contact(
                    new ContactId(new UUID(2, number)),
                    ContactAddress.of(Samples.CUSTOMER),
                    Optional.empty(),
                    Optional.empty());
            var conversation = new Conversation(
                    conversation(number), new CompanyId(1), LINE, contact, ConversationOwner.BOT, Optional.empty());
            var message = new AwaitingMessage(
                    new MessageId(new UUID(4, number)),
                    1,
                    new ExternalId("wamid." + number),
                    new MessageContent.Text("hola, ¿cuándo vence el F29?"),
                    NOW);
            return new ClaimedTurn(conversation, 1, List.of(message), List.of());
        }

        private static ClaimedSend send(ConversationId conversation) {
            return new ClaimedSend(
                    new MessageId(new UUID(5, 1)),
                    conversation,
                    LINE,
                    ContactAddress.of(Samples.CUSTOMER),
                    new MessageContent.Text("vence el 20"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1,
                    1,
                    0,
                    NOW,
                    true,
                    ConversationOwner.BOT);
        }
    }
}
