package cl.fizko.chat.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WakeQueueTest {

    private static final ConversationId A = new ConversationId(new UUID(0, 1));
    private static final ConversationId B = new ConversationId(new UUID(0, 2));
    private static final ConversationId C = new ConversationId(new UUID(0, 3));

    private final WakeQueue queue = new WakeQueue(2);

    @Test
    void take_whatWasOfferedTwice_comesOnceInOrder() throws Exception {
        queue.offer(List.of(B, A));
        queue.offer(List.of(B));
        assertThat(queue.take(10, Duration.ZERO)).containsExactly(B, A);
        assertThat(queue.take(10, Duration.ZERO)).isEmpty();
    }

    @Test
    void offer_beyondCapacity_isLeftToTheSweep() throws Exception {
        queue.offer(List.of(A, B, C));
        assertThat(queue.take(10, Duration.ZERO)).containsExactly(A, B);
    }

    @Test
    void take_lessThanWaits_leavesTheRest() throws Exception {
        queue.offer(List.of(A, B));
        assertThat(queue.take(1, Duration.ZERO)).containsExactly(A);
        assertThat(queue.take(1, Duration.ZERO)).containsExactly(B);
    }

    @Test
    void take_waitsForAnOfferFromAnotherThread() throws Exception {
        var taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take(10, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        queue.offer(List.of(A));
        assertThat(taken.get()).containsExactly(A);
    }
}
