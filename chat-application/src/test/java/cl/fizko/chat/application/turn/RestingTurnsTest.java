package cl.fizko.chat.application.turn;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.dispatch.DirectReplies;
import cl.fizko.chat.application.fake.HandClock;
import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.Samples;
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
import cl.fizko.chat.domain.port.GroupRest;
import cl.fizko.chat.domain.port.TurnRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that had several conversations at once lets more gather before it looks again. */
@Timeout(60)
class RestingTurnsTest {

    private static final WhatsAppConfigId LINE = Samples.config("line").id();

    private final HandClock clock = new HandClock(Instant.parse("2026-11-22T15:00:00Z"));
    private final WakeQueue awaitingTurn = new WakeQueue(10);
    private final LinkedBlockingQueue<Integer> groups = new LinkedBlockingQueue<>();
    private final List<Integer> restedAfter = new ArrayList<>();

    @Test
    void oneAlone_isFollowedByNoRest_severalAre() throws Exception {
        var answer = new AnswerTurn(AgentManager.withDefaultAgents(clock), new TimeOrderedIds(clock), clock);
        var rest = new GroupRest(256, nanos -> restedAfter.add(last));
        try (var worker = new TurnWorker(
                new Turns(),
                new InMemoryConfigs(),
                answer,
                Optional.empty(),
                awaitingTurn,
                new WakeQueue(10),
                DirectReplies.none(),
                rest,
                1)) {
            worker.start();
            awaitingTurn.offer(List.of(conversation(1)));
            assertThat(groups.poll(50, TimeUnit.SECONDS)).isEqualTo(1);
            awaitingTurn.offer(List.of(conversation(2), conversation(3)));
            assertThat(groups.poll(50, TimeUnit.SECONDS)).isEqualTo(2);
        }
        assertThat(restedAfter).containsExactly(2);
    }

    private volatile int last;

    private static ConversationId conversation(int number) {
        return new ConversationId(new UUID(3, number));
    }

    /** Leases whatever it is told of, of a business number that is gone: nothing is answered. */
    private final class Turns implements TurnRepository {

        @Override
        public List<ClaimedTurn> claim(Collection<ConversationId> conversations, Duration lease) {
            last = conversations.size();
            groups.add(last);
            return conversations.stream().map(RestingTurnsTest::turn).toList();
        }

        @Override
        public List<ClaimedTurn> claimWaiting(int limit, Duration lease) {
            return List.of();
        }

        @Override
        public List<TurnResult> finish(List<FinishedTurn> finished, Set<ConversationId> leaving) {
            throw new IllegalStateException("nothing was answered");
        }
    }

    private static TurnRepository.ClaimedTurn turn(ConversationId id) {
        var contact = new Contact(
                new ContactId(id.value()), ContactAddress.of(Samples.CUSTOMER), Optional.empty(), Optional.empty());
        var conversation =
                new Conversation(id, new CompanyId(1), LINE, contact, ConversationOwner.BOT, Optional.empty());
        return new TurnRepository.ClaimedTurn(conversation, 1, List.of(), List.of());
    }
}
