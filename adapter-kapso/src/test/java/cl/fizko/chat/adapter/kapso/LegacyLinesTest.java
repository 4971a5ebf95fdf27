package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.SendOutcome;
import cl.fizko.chat.domain.port.SendOutcome.Accepted;
import cl.fizko.chat.domain.port.SendOutcome.Held;
import cl.fizko.chat.domain.port.SendOutcome.LineBlocked;
import cl.fizko.chat.domain.port.SendOutcome.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message by phone number names its line, or does not leave: Kapso would take another company's. */
class LegacyLinesTest {

    private static final String LINES =
            "{\"data\":[{\"id\":\"cfg-0\",\"phone_number_id\":\"999\"},{\"id\":\"../x\",\"phone_number_id\":\"109900000000001\"},"
                    + "{\"id\":\"cfg-1\",\"phone_number_id\":109900000000001},{\"id\":7}]}";
    private static final String OTHERS = "{\"data\":[{\"id\":\"cfg-0\",\"phone_number_id\":\"999\"}]}";

    @RegisterExtension
    private final FakeKapso kapso = new FakeKapso();

    private final AtomicInteger departures = new AtomicInteger();
    private final FakeTime time = new FakeTime();

    @Test
    void send_byPhoneNumber_namesTheLine() throws Exception {
        kapso.lists(answer(200, LINES));
        var provider = kapso.legacyProvider();
        for (int i = 0; i < 3; i++) {
            assertThat(sent(provider)).contains("\"whatsapp_config_id\":\"cfg-1\"");
        }
        assertThat(kapso.listingsSeen()).isEqualTo(1);
        assertThat(departures).hasValue(3);
    }

    /** The message has waited for its key's room; its look-up counts, but must not be what finds none. */
    @Test
    void send_keyWithRoomForOneRequest_namesTheLine() throws Exception {
        kapso.lists(answer(200, LINES));
        var provider = new KapsoPlugin()
                .open(Map.of(KapsoSettings.BASE_URL, kapso.url(FakeKapso.LEGACY), KapsoSettings.KEY_RATE, "1"))
                .messaging();
        assertThat(sent(provider)).contains("cfg-1");
        assertThat(send(provider, Outbound.text("Hola")))
                .isInstanceOfSatisfying(
                        Held.class, held -> assertThat(held.after()).isGreaterThan(Duration.ofMinutes(1)));
    }

    @Test
    void send_intoAConversation_asksForNoLine() {
        kapso.lists(answer(500, ""));
        accept();
        var message = Outbound.to(Outbound.ROSA, "Hola", Optional.empty(), Optional.of("5d0c"));
        assertThat(send(kapso.legacyProvider(), message)).isInstanceOf(Accepted.class);
        assertThat(kapso.listingsSeen()).isZero();
    }

    @Test
    void send_lineThatIsNotListed_isBlocked() {
        kapso.lists(answer(200, OTHERS));
        assertThat(send(kapso.legacyProvider(), Outbound.text("Hola")))
                .isEqualTo(new LineBlocked(new Failure(
                        FailureReason.CONFIG, "kapso:line", "the line is none of those that the API key may use")));
        unsent();
    }

    @Test
    void send_keyWithoutAList_goesWithoutAName() throws Exception {
        kapso.lists(answer(404, "{\"error\":\"Not found\"}"));
        assertThat(sent(kapso.legacyProvider())).doesNotContain("whatsapp_config_id");
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void send_listUnavailable_isRetriedLaterUnsent(Supplier<MockResponse> listing, RetryLater expected) {
        kapso.lists(listing);
        assertThat(send(kapso.legacyProvider(), Outbound.text("Hola"))).isEqualTo(expected);
        unsent();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(answer(500, "{}"), new RetryLater(Optional.empty(), "http:500")),
                Arguments.of(answer(502, "<html>"), new RetryLater(Optional.empty(), "http:502")),
                Arguments.of(answer(200, "<html>"), new RetryLater(Optional.empty(), "kapso:answer")),
                Arguments.of(answer(200, "{\"data\":{}}"), new RetryLater(Optional.empty(), "kapso:answer")),
                Arguments.of((Supplier<MockResponse>) FakeKapso::hangsUp, new RetryLater(Optional.empty(), "net:lost")),
                Arguments.of(
                        (Supplier<MockResponse>) () -> FakeKapso.answer(429, "{}")
                                .addHeader("Retry-After", "60")
                                .build(),
                        new RetryLater(Optional.of(Duration.ofMinutes(1)), "http:429")));
    }

    @Test
    void send_keyThatMayNotList_blocksTheLine() {
        kapso.lists(answer(401, "{\"error\":\"No\"}"));
        assertThat(send(kapso.legacyProvider(), Outbound.text("Hola"))).isInstanceOf(LineBlocked.class);
        unsent();
    }

    @Test
    void send_listOfSeveralPages_isReadToItsEnd() throws Exception {
        var page = new AtomicInteger();
        kapso.lists(() -> FakeKapso.answer(
                        200,
                        (page.incrementAndGet() == 1 ? OTHERS : LINES)
                                .replaceFirst("\\}$", ",\"meta\":{\"total_pages\":2}}"))
                .build());
        assertThat(sent(kapso.legacyProvider())).contains("cfg-1");
        assertThat(kapso.listingsSeen()).isEqualTo(2);
    }

    @Test
    void send_endlessList_isRetriedLater() {
        kapso.lists(answer(200, OTHERS.replaceFirst("\\}$", ",\"meta\":{\"total_pages\":9999}}")));
        assertThat(send(kapso.legacyProvider(), Outbound.text("Hola")))
                .isEqualTo(new RetryLater(Optional.empty(), "kapso:answer"));
        assertThat(kapso.listingsSeen()).isLessThanOrEqualTo(20);
    }

    @Test
    void find_list_isKeptPerKeyForTenMinutes() {
        kapso.lists(answer(200, LINES));
        var lines = lines();
        find(lines, "109900000000001", "a");
        time.pass(Duration.ofSeconds(599));
        assertThat(find(lines, "109900000000001", "a")).isEqualTo(new LegacyLines.Found.Named("cfg-1"));
        assertThat(kapso.listingsSeen()).isEqualTo(1);
        find(lines, "109900000000001", "b");
        assertThat(kapso.listingsSeen()).isEqualTo(2);
        time.pass(Duration.ofSeconds(1));
        find(lines, "109900000000001", "a");
        assertThat(kapso.listingsSeen()).isEqualTo(3);
    }

    @Test
    void find_lineAddedSince_isFoundAMinuteLater() {
        kapso.lists(answer(200, OTHERS));
        var lines = lines();
        assertThat(find(lines, "109900000000001", "a")).isEqualTo(new LegacyLines.Found.Absent());
        kapso.lists(answer(200, LINES));
        assertThat(find(lines, "109900000000001", "a")).isEqualTo(new LegacyLines.Found.Absent());
        time.pass(Duration.ofMinutes(1));
        assertThat(find(lines, "109900000000001", "a")).isEqualTo(new LegacyLines.Found.Named("cfg-1"));
    }

    @Test
    void find_failure_isRememberedForSeconds() {
        kapso.lists(answer(500, ""));
        var lines = lines();
        find(lines, "109900000000001", "a");
        find(lines, "109900000000001", "a");
        assertThat(kapso.listingsSeen()).isEqualTo(1);
        time.pass(Duration.ofSeconds(5));
        kapso.lists(answer(200, LINES));
        assertThat(find(lines, "109900000000001", "a")).isEqualTo(new LegacyLines.Found.Named("cfg-1"));
    }

    private LegacyLines lines() {
        var exchange = new Exchange(KapsoClient.create(), Optional.empty(), Clock.systemUTC());
        return new LegacyLines(exchange, HttpUrl.get(kapso.url(FakeKapso.LEGACY)), time);
    }

    private static LegacyLines.Found find(LegacyLines lines, String line, String key) {
        return lines.find(Outbound.onLine(line).line(), Optional.of(new Secret(key)));
    }

    private String sent(MessagingProvider provider) throws Exception {
        accept();
        assertThat(send(provider, Outbound.text("Hola"))).isInstanceOf(Accepted.class);
        return kapso.request().getBody().utf8();
    }

    private void accept() {
        kapso.enqueue(FakeKapso.answer(201, Fixtures.text("http-201-v1-send")).build());
    }

    private SendOutcome send(MessagingProvider provider, OutboundMessage message) {
        return provider.send(message, departures::incrementAndGet);
    }

    private void unsent() {
        assertThat(departures).hasValue(0);
        assertThat(kapso.requestsSeen()).isZero();
    }

    private static Supplier<MockResponse> answer(int status, String body) {
        return () -> FakeKapso.answer(status, body).build();
    }
}
