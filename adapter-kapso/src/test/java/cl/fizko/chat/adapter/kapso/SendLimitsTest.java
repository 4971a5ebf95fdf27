package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.Contents;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.SendOutcome;
import cl.fizko.chat.domain.port.SendOutcome.Accepted;
import cl.fizko.chat.domain.port.SendOutcome.Rejected;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What WhatsApp would refuse is refused before any call. */
class SendLimitsTest {

    @RegisterExtension
    final FakeKapso kapso = new FakeKapso();

    private final AtomicInteger departures = new AtomicInteger();

    @Test
    void send_beyondALimit_saysWhichAndWhatWouldBeRight() {
        var outcome = send(Contents.buttons(Contents.button("a", "Sí"), Contents.button("b", "x".repeat(21))));
        assertThat(outcome)
                .isEqualTo(new Rejected(new Failure(
                        FailureReason.BAD_REQUEST,
                        "limit:buttons[1].title",
                        "buttons[1].title: has 1 to 20 characters, not all of them spaces")));
        assertThat(departures).hasValue(0);
        assertThat(kapso.requestsSeen()).isZero();
    }

    @Test
    void send_templateBeyondALimit_isTheTemplatesFault() {
        assertThat(send(Contents.template(Map.of("nombre", "Rosa\nDíaz"))))
                .isEqualTo(new Rejected(new Failure(
                        FailureReason.TEMPLATE, "limit:values.nombre", "values.nombre: is one line, without tabs")));
    }

    @Test
    void send_severalProblems_areTheFirstFew() {
        var outcome = send(Contents.list(Contents.section("", 0), Contents.section("x".repeat(25), 11)));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.failure().detail().split("; "))
                                .hasSizeBetween(2, 5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                   | cards
            {}                                  | cards
            []                                  | cards
            [{}]                                | cards[0].name.formatted_name
            [{"name":{"formatted_name":" "}}]   | cards[0].name.formatted_name
            [{"name":{"formatted_name":"R"}},3] | cards[1].name.formatted_name
            """)
    void send_cardsThatAreNone_areRejected(String json, String field) {
        assertThat(send(new MessageContent.Contacts(json)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.failure().code()).isEqualTo("limit:" + field));
        assertThat(kapso.requestsSeen()).isZero();
    }

    @Test
    void send_cards_areAtMost257() {
        var card = "{\"name\":{\"formatted_name\":\"Rosa\"}}";
        kapso.enqueue(FakeKapso.accepts());
        assertThat(send(new MessageContent.Contacts("[" + (card + ",").repeat(256) + card + "]")))
                .isInstanceOf(Accepted.class);
        assertThat(send(new MessageContent.Contacts("[" + (card + ",").repeat(257) + card + "]")))
                .isInstanceOf(Rejected.class);
    }

    private SendOutcome send(MessageContent content) {
        return kapso.provider().send(Outbound.of(content), departures::incrementAndGet);
    }
}
