package cl.fizko.chat.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendSlotsTest {

    private final SendSlots slots = new SendSlots(1024);

    @Test
    void roomFor_oneLineAlone_isThreeQuarters() {
        assertThat(fill(line(1))).isEqualTo(768);
        assertThat(slots.free()).isEqualTo(256);
    }

    @Test
    void roomFor_whatIsGivenBack_goesToThoseThatHaveLess() {
        for (var i = 0; i < 6; i++) {
            fill(line(i));
        }
        assertThat(slots.free()).isZero();
        for (var i = 100; i < 160; i++) {
            slots.giveBack(line(0));
            assertThat(slots.roomFor(line(0))).isZero();
            assertThat(fill(line(i))).isEqualTo(1);
        }
    }

    @Test
    void roomFor_lastSlots_oneForALineThatHasNone() {
        var few = new SendSlots(2);
        assertThat(few.roomFor(line(1))).isEqualTo(1);
        few.take(line(1));
        assertThat(few.roomFor(line(1))).isZero();
        assertThat(few.roomFor(line(2))).isEqualTo(1);
        assertThat(few.withoutRoomFor(1)).containsExactly(line(1));
        few.giveBack(line(1));
        assertThat(few.roomFor(line(1))).isEqualTo(1);
        assertThat(few.withoutRoomFor(1)).isEmpty();
    }

    @Test
    void roomFor_inAnyState_neverExceedsWhatIsFreeNorTheShare() {
        var seed = 20_261_123L;
        var random = new Random(seed);
        var held = new int[5];
        for (var step = 0; step < 10_000; step++) {
            var i = random.nextInt(held.length);
            if (random.nextInt(3) == 0 && held[i] > 0) {
                slots.giveBack(line(i));
                held[i]--;
            } else {
                var room = slots.roomFor(line(i));
                assertThat(room).as("seed %d, step %d", seed, step).isBetween(0, slots.free());
                for (var taken = 0; taken < room; taken++) {
                    slots.take(line(i));
                    held[i]++;
                }
                assertThat(room == 0 || held[i] <= Math.max(1, SendSlots.PER_FREE * slots.free()))
                        .as("seed %d, step %d", seed, step)
                        .isTrue();
            }
        }
    }

    private int fill(WhatsAppConfigId line) {
        var taken = 0;
        while (slots.roomFor(line) > 0) {
            slots.take(line);
            taken++;
        }
        return taken;
    }

    private static WhatsAppConfigId line(int number) {
        return new WhatsAppConfigId(new UUID(2, number));
    }
}
