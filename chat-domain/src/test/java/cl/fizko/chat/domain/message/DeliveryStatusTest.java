package cl.fizko.chat.domain.message;

import static cl.fizko.chat.domain.message.DeliveryStatus.DELIVERED;
import static cl.fizko.chat.domain.message.DeliveryStatus.FAILED;
import static cl.fizko.chat.domain.message.DeliveryStatus.QUEUED;
import static cl.fizko.chat.domain.message.DeliveryStatus.READ;
import static cl.fizko.chat.domain.message.DeliveryStatus.SENDING;
import static cl.fizko.chat.domain.message.DeliveryStatus.SENT;
import static cl.fizko.chat.domain.message.DeliveryStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryStatusTest {

    @Test
    void after_reportsInAnyOrder_isTheHighest() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var reports = new ArrayList<>(List.of(SENT, DELIVERED, READ, SENT, DELIVERED));
        for (var i = 0; i < 200; i++) {
            Collections.shuffle(reports, random);
            var status = QUEUED;
            for (var report : reports) {
                status = status.after(report);
            }
            assertThat(status).as("seed %d, order %s", seed, reports).isEqualTo(READ);
        }
    }

    @ParameterizedTest
    @CsvSource({"QUEUED,FAILED", "SENDING,FAILED", "UNKNOWN,FAILED", "SENT,FAILED", "DELIVERED,DELIVERED", "READ,READ"})
    void after_failed_onlyFromWhatWasNotDelivered(DeliveryStatus before, DeliveryStatus expected) {
        assertThat(before.after(FAILED)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void after_anything_failedStays(DeliveryStatus report) {
        assertThat(FAILED.after(report)).isEqualTo(FAILED);
    }

    @ParameterizedTest
    @EnumSource
    void after_neverMovesDown(DeliveryStatus report) {
        for (var before : DeliveryStatus.values()) {
            assertThat(before.after(report)).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void after_statusBeforeTheCallReturned_survivesTheAnswer() {
        assertThat(SENDING.after(DELIVERED).after(SENT)).isEqualTo(DELIVERED);
        assertThat(SENDING.after(UNKNOWN).after(SENT)).isEqualTo(SENT);
    }
}
