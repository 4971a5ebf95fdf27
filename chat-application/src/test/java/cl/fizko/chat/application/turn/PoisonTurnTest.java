package cl.fizko.chat.application.turn;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.dispatch.DirectReplies;
import cl.fizko.chat.application.fake.HandClock;
import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
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
import cl.fizko.chat.domain.port.TurnRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A conversation whose turn throws whatever is tried. The timeout only keeps a hanging test from hanging the build. */
@Timeout(60)
class PoisonTurnTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final WhatsAppConfigId POISON = new WhatsAppConfigId(new UUID(6, 6));

    private final HandClock clock = new HandClock(NOW);
    private final AnswerTurn answer =
            new AnswerTurn(AgentManager.withDefaultAgents(clock), new TimeOrderedIds(clock), clock);
    private final InMemoryConfigs configs = new InMemoryConfigs(Samples.config("line")) {
        @Override
        public Optional<WhatsAppConfig> byId(WhatsAppConfigId id) {
            if (id.equals(POISON)) {
                throw new IllegalStateException("cannot be read");
            }
            return super.byId(id);
        }
    };

    @Test
    void turnThatAlwaysThrows_holdsUpNobody_andEndsWithAPerson() throws Exception {
        var store = new Leases();
        try (var worker =
                new TurnWorker(store, configs, answer, new WakeQueue(10), new WakeQueue(10), DirectReplies.none(), 1)) {
            worker.start();

            assertThat(store.finished().conversation()).isEqualTo(healthy().id());
            var givenUp = store.finished();

            assertThat(givenUp.conversation()).isEqualTo(poisoned().id());
            assertThat(store.poisonLeases.get()).isEqualTo(TurnWorker.MOST_ATTEMPTS + 1);
            assertThat(givenUp.decisions()).singleElement().satisfies(handled -> {
                assertThat(handled.replies()).isEmpty();
                assertThat(handled.decision().silence()).contains(AnswerTurn.GIVEN_UP);
                assertThat(handled.decision().acts()).containsExactly(Act.HAND_OVER);
            });
        }
    }

    private static Conversation healthy() {
        return conversation(1, Samples.config("line").id());
    }

    private static Conversation poisoned() {
        return conversation(2, POISON);
    }

    private static Conversation conversation(int number, WhatsAppConfigId config) {
        var contact = new Contact(
                new ContactId(new UUID(2, number)),
                ContactAddress.of(Samples.CUSTOMER),
                Optional.empty(),
                Optional.empty());
        return new Conversation(
                new ConversationId(new UUID(3, number)),
                new CompanyId(1),
                config,
                contact,
                ConversationOwner.BOT,
                Optional.empty());
    }

    /** Leases the poison in every sweep, as the store does when the lease has run out, and beside it once another one. */
    private static final class Leases implements TurnRepository {

        private final BlockingQueue<FinishedTurn> finished = new LinkedBlockingQueue<>();
        private final AtomicInteger poisonLeases = new AtomicInteger();
        private boolean over;

        FinishedTurn finished() throws InterruptedException {
            return finished.poll(50, TimeUnit.SECONDS);
        }

        @Override
        public List<ClaimedTurn> claim(Collection<ConversationId> conversations, Duration lease) {
            return List.of();
        }

        @Override
        public List<ClaimedTurn> claimWaiting(int limit, Duration lease) {
            var claimed = new ArrayList<ClaimedTurn>();
            if (!over) {
                claimed.add(turn(poisoned(), poisonLeases.incrementAndGet()));
            }
            if (poisonLeases.get() == 1) {
                claimed.add(turn(healthy(), 1));
            }
            return claimed;
        }

        @Override
        public List<TurnResult> finish(List<FinishedTurn> turns, Set<ConversationId> leaving) {
            for (var turn : turns) {
                over |= turn.conversation().equals(poisoned().id());
                finished.add(turn);
            }
            return turns.stream()
                    .map(turn -> new TurnResult(turn.conversation(), true, false, false))
                    .toList();
        }

        private static ClaimedTurn turn(Conversation conversation, int attempt) {
            var message = new AwaitingMessage(
                    new MessageId(new UUID(4, attempt)),
                    1,
                    new ExternalId("wamid." + attempt),
                    new MessageContent.Text("hola"),
                    NOW);
            return new ClaimedTurn(conversation, attempt, attempt, List.of(message), List.of());
        }
    }
}
