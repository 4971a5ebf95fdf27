package cl.fizko.chat.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WakeQueueTest {

    private static final ConversationId A = new ConversationId(new UUID(0, 1));
    private static final ConversationId B = new ConversationId(new UUID(0, 2));
    private static final ConversationId C = new ConversationId(new UUID(0, 3));

    private static final WhatsAppConfigId LOUD = new WhatsAppConfigId(new UUID(1, 1));
    private static final WhatsAppConfigId QUIET = new WhatsAppConfigId(new UUID(1, 2));
    private static final WhatsAppConfigId THIRD = new WhatsAppConfigId(new UUID(1, 3));

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
    void take_nothingMayBeTakenYet_goesOnOnceItMay() throws Exception {
        var max = new AtomicInteger();
        var asked = new CountDownLatch(1);
        queue.offer(List.of(A), conversation -> LOUD);
        CompletableFuture<List<ConversationId>> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take(
                        () -> {
                            asked.countDown();
                            return max.get();
                        },
                        line -> 1,
                        Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        asked.await();
        max.set(1);
        queue.recheck();
        assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactly(A);
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

    @Test
    void take_oneLineBringsAThousand_theOthersWaitForOneOfItEach() throws Exception {
        var fair = new WakeQueue(10_000);
        fair.offer(of(LOUD, 1_000), conversation -> LOUD);
        fair.offer(of(QUIET, 2), conversation -> QUIET);
        fair.offer(of(THIRD, 1), conversation -> THIRD);

        assertThat(fair.take(4, Duration.ZERO))
                .containsExactly(one(LOUD, 0), one(QUIET, 0), one(THIRD, 0), one(LOUD, 1));
        fair.offer(of(THIRD, 1), conversation -> THIRD);
        assertThat(fair.take(3, Duration.ZERO)).containsExactly(one(QUIET, 1), one(LOUD, 2), one(THIRD, 0));
    }

    @Test
    void take_lineWithoutRoom_staysUntilItHasSome() throws Exception {
        var fair = new WakeQueue(10);
        fair.offer(of(LOUD, 3), conversation -> LOUD);
        fair.offer(of(QUIET, 1), conversation -> QUIET);

        assertThat(fair.take(() -> 9, line -> line.equals(LOUD) ? 1 : 9, Duration.ZERO))
                .containsExactly(one(LOUD, 0), one(QUIET, 0));
        assertThat(fair.take(() -> 9, line -> 0, Duration.ZERO)).isEmpty();
        assertThat(fair.take(() -> 9, line -> 9, Duration.ZERO)).containsExactly(one(LOUD, 1), one(LOUD, 2));
    }

    @Test
    void recheck_wakesTheOneThatWaitsForRoom() throws Exception {
        var fair = new WakeQueue(10);
        var room = new AtomicInteger();
        var asked = new CountDownLatch(1);
        fair.offer(of(LOUD, 1), conversation -> LOUD);
        var taken = CompletableFuture.supplyAsync(() -> {
            try {
                return fair.take(
                        () -> 9,
                        line -> {
                            asked.countDown();
                            return room.get();
                        },
                        Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        asked.await();
        room.set(1);
        fair.recheck();
        assertThat(taken.get()).containsExactly(one(LOUD, 0));
    }

    @Test
    void offer_oneLineFillsTheQueue_leavesRoomForTheOthers() throws Exception {
        var fair = new WakeQueue(10);
        fair.offer(of(LOUD, 100), conversation -> LOUD);
        fair.offer(of(QUIET, 2), conversation -> QUIET);
        assertThat(fair.take(() -> 100, line -> line.equals(QUIET) ? 100 : 0, Duration.ZERO))
                .containsExactly(one(QUIET, 0), one(QUIET, 1));
        assertThat(fair.take(100, Duration.ZERO)).hasSize(6);
    }

    private static List<ConversationId> of(WhatsAppConfigId line, int count) {
        return IntStream.range(0, count).mapToObj(i -> one(line, i)).toList();
    }

    private static ConversationId one(WhatsAppConfigId line, int number) {
        return new ConversationId(new UUID(line.value().getLeastSignificantBits(), number));
    }
}
