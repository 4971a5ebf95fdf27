package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ReadReceipt;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BrakedProviderTest {

    private static final SendOutcome PAIR_REFUSED = new SendOutcome.RetryLater(Optional.empty(), "meta:131056");

    private final FakeTime time = new FakeTime();
    private final Far far = new Far();
    private final AtomicInteger departures = new AtomicInteger();

    @Test
    void send_beyondALimit_makesNoCallAndNoDeparture() {
        var provider = braked(Map.of(KapsoSettings.LINE_RATE, "1"));
        assertThat(send(provider)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(send(provider)).isInstanceOf(SendOutcome.Held.class);
        assertThat(departures).hasValue(1);
        assertThat(far.sends).isEqualTo(1);
    }

    @Test
    void send_refusedForItsRecipient_waitsLongerEachTime() {
        var provider = braked(Map.of());
        far.answer = PAIR_REFUSED;
        assertThat(send(provider)).isEqualTo(later(4));
        assertThat(send(provider)).isEqualTo(new SendOutcome.Held(Duration.ofSeconds(4), "limit:pair"));
        time.pass(Duration.ofSeconds(4));
        assertThat(send(provider)).isEqualTo(later(16));
        time.pass(Duration.ofSeconds(16));
        far.answer = new SendOutcome.Accepted(new ExternalId("wamid.1"));
        assertThat(send(provider)).isInstanceOf(SendOutcome.Accepted.class);
        far.answer = PAIR_REFUSED;
        assertThat(send(provider)).isEqualTo(later(4));
    }

    @Test
    void send_refusedWithALongerWaitOfTheProvidersOwn_keepsThat() {
        var provider = braked(Map.of());
        far.answer = new SendOutcome.RetryLater(Optional.of(Duration.ofMinutes(1)), "meta:131056");
        assertThat(send(provider)).isEqualTo(later(60));
    }

    @Test
    void send_refusedWithoutALimitOfOurOwn_isTheProvidersAnswer() {
        var provider = braked(Map.of(KapsoSettings.PAIR_RATE, "false"));
        far.answer = PAIR_REFUSED;
        assertThat(send(provider)).isEqualTo(PAIR_REFUSED);
        assertThat(send(provider)).isEqualTo(PAIR_REFUSED);
    }

    @Test
    void markRead_withoutRoomForIt_isLeftOut() {
        var provider = braked(Map.of(KapsoSettings.KEY_RATE, "1"));
        var receipt = new ReadReceipt(
                new LineId("109900000000001"),
                Outbound.text("Hola").token(),
                new ExternalId("wamid.1"),
                Optional.empty(),
                true);
        assertThat(provider.markRead(receipt)).isEmpty();
        assertThat(provider.markRead(receipt)).map(Failure::code).contains("limit:key");
        assertThat(far.receipts).isEqualTo(1);
    }

    private static SendOutcome later(int seconds) {
        return new SendOutcome.RetryLater(Optional.of(Duration.ofSeconds(seconds)), "meta:131056");
    }

    private SendOutcome send(MessagingProvider provider) {
        return provider.send(Outbound.text("Hola"), departures::incrementAndGet);
    }

    private MessagingProvider braked(Map<String, String> environment) {
        return new BrakedProvider(far, new RateBrakes(KapsoSettings.from(environment), time), Optional.empty());
    }

    private static final class Far implements MessagingProvider {
        private SendOutcome answer = new SendOutcome.Accepted(new ExternalId("wamid.1"));
        private int sends;
        private int receipts;

        @Override
        public SendOutcome send(OutboundMessage message, Departure departure) {
            departure.begins();
            sends++;
            return answer;
        }

        @Override
        public Optional<Failure> markRead(ReadReceipt receipt) {
            receipts++;
            return Optional.empty();
        }
    }
}
