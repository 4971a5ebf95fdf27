package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrakedProviderTest {

    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted(new ExternalId("wamid.1"));
    private static final Map<String, String> UNLIMITED =
            Map.of(KapsoSettings.LINE_RATE, "0", KapsoSettings.KEY_RATE, "0", KapsoSettings.PAIR_RATE, "false");
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

    /** The provider counts by key, so the key's other lines wait as well, whatever our own limits are. */
    @ParameterizedTest
    @CsvSource({"http:429, true", "meta:80007, true", "meta:130429, false"})
    void send_providerAsksForQuiet_holdsTheOthersWithoutACall(String code, boolean byKey) {
        var provider = braked(UNLIMITED);
        far.answer = new SendOutcome.RetryLater(Optional.of(Duration.ofSeconds(60)), code);
        assertThat(send(provider)).isEqualTo(far.answer);
        far.answer = ACCEPTED;
        time.pass(Duration.ofSeconds(20));
        var held = new SendOutcome.Held(Duration.ofSeconds(40), "limit:provider");
        assertThat(send(provider)).isEqualTo(held);
        assertThat(provider.send(Outbound.onLine("222"), departures::incrementAndGet))
                .isEqualTo(byKey ? held : ACCEPTED);
        assertThat(provider.send(Outbound.withToken(Optional.of(new Secret("otra"))), departures::incrementAndGet))
                .isEqualTo(byKey ? ACCEPTED : held);
        assertThat(departures).hasValue(2);
        time.pass(Duration.ofSeconds(40));
        assertThat(send(provider)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"meta:80007, 60", "meta:130429, 5"})
    void send_metaAsksForQuietWithoutSayingHowLong_holdsForAWhile(String code, int seconds) {
        var provider = braked(UNLIMITED);
        far.answer = new SendOutcome.RetryLater(Optional.empty(), code);
        assertThat(send(provider)).isEqualTo(far.answer);
        assertThat(send(provider)).isEqualTo(new SendOutcome.Held(Duration.ofSeconds(seconds), "limit:provider"));
    }

    @ParameterizedTest
    @CsvSource({"http:429, ", "http:429, 0", "http:409, 30", "meta:131056, 6", "net:connect, "})
    void send_answerAboutOneMessage_holdsNoOther(String code, Long seconds) {
        var provider = braked(UNLIMITED);
        far.answer = new SendOutcome.RetryLater(Optional.ofNullable(seconds).map(Duration::ofSeconds), code);
        assertThat(send(provider)).isEqualTo(far.answer);
        far.answer = ACCEPTED;
        assertThat(send(provider)).isEqualTo(ACCEPTED);
    }

    private static SendOutcome later(int seconds) {
        return new SendOutcome.RetryLater(Optional.of(Duration.ofSeconds(seconds)), "meta:131056");
    }

    private SendOutcome send(MessagingProvider provider) {
        return provider.send(Outbound.text("Hola"), departures::incrementAndGet);
    }

    private MessagingProvider braked(Map<String, String> environment) {
        var settings = KapsoSettings.from(environment);
        var keys = new KeyLimits(settings.keyRatePerMinute(), time);
        return new BrakedProvider(far, new RateBrakes(settings, keys, time), new Stops(time), Optional.empty());
    }

    private static final class Far implements MessagingProvider {
        private SendOutcome answer = new SendOutcome.Accepted(new ExternalId("wamid.1"));
        private int sends;

        @Override
        public SendOutcome send(OutboundMessage message, Departure departure) {
            departure.begins();
            sends++;
            return answer;
        }
    }
}
