package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a delivery says of our own messages: the header tells what happened now, the history what happened before. */
class StatusEventsTest {

    @Test
    void decode_headerAheadOfTheHistory_isBelieved() {
        var body = Bodies.changed("v2-sent-template", "\"status\": \"sent\"", "\"status\": \"x\"");
        assertThat(statuses("whatsapp.message.delivered", body)).containsExactly(DeliveryStatus.DELIVERED);
        assertThat(statuses("whatsapp.message.delivered", Fixtures.text("v2-sent-template")))
                .containsExactly(DeliveryStatus.SENT, DeliveryStatus.DELIVERED);
        assertThat(statuses("whatsapp.message.sent", Fixtures.text("v2-read")))
                .containsExactly(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ);
    }

    @Test
    void decode_ourOwnOpaqueId_correlates() {
        var ours = UUID.fromString("01980000-0000-7000-8000-000000000001");
        var body = Bodies.changed("v2-sent-template", "out-7f3c2b90", ours.toString());
        assertThat(Bodies.v2("whatsapp.message.sent", body))
                .singleElement()
                .isInstanceOfSatisfying(
                        StatusChanged.class,
                        status -> assertThat(status.correlation()).contains(new MessageId(ours)));
    }

    @Test
    void decode_playedVoiceMessage_isRead() {
        assertThat(statuses("whatsapp.message.played", Fixtures.text("v2-delivered")))
                .containsExactly(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ);
    }

    @Test
    void decode_oneBrokenStatus_doesNotHarmItsNeighbours() {
        var body = Bodies.changed("v2-delivered", "\"1777906045\"", "\"ayer\"");
        assertThat(Bodies.v2("whatsapp.message.delivered", body))
                .hasSize(2)
                .first()
                .isEqualTo(new Undecodable("message.kapso.statuses[0].timestamp: not an instant"));
    }

    @ParameterizedTest
    @CsvSource({
        "131047, WINDOW_CLOSED",
        "131050, RECIPIENT",
        "132015, TEMPLATE",
        "131042, CONFIG",
        "131000, RETRIES_EXHAUSTED"
    })
    void decode_failed_hasTheReasonOfItsCode(String code, FailureReason reason) {
        var events = Bodies.v2("whatsapp.message.failed", Bodies.changed("v2-failed-131026", "131026", code));
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        StatusChanged.class,
                        status -> assertThat(status.failure()).hasValueSatisfying(failure -> {
                            assertThat(failure.reason()).isEqualTo(reason);
                            assertThat(failure.code()).isEqualTo("meta:" + code);
                        }));
    }

    /** Payload v1 has Meta's code in a text alone. */
    @Test
    void decode_failedInV1_hasTheCodeOfItsWords() {
        var body = """
                {"message":{"id":"0b5f6a5e","whatsapp_message_id":"wamid.1","created_at":"2026-05-04T14:44:05Z",
                 "direction":"outbound","content":"x","error_message":"(#131047) Re-engagement message"},
                 "conversation":{"id":"5d0c","phone_number":"56955500101"},
                 "whatsapp_config":{"id":"7b1f","phone_number_id":"109900000000001"}}""";
        assertThat(Bodies.v1("whatsapp.message.failed", body))
                .singleElement()
                .isInstanceOfSatisfying(
                        StatusChanged.class,
                        status -> assertThat(status.failure()).hasValueSatisfying(failure -> {
                            assertThat(failure.reason()).isEqualTo(FailureReason.WINDOW_CLOSED);
                            assertThat(failure.code()).isEqualTo("meta:131047");
                        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "7", "\"sent\"", "null"})
    void decode_statusesThatAreNoList_areNone(String statuses) {
        var body = outgoing("\"statuses\":" + statuses);
        assertThat(statuses("whatsapp.message.delivered", body)).containsExactly(DeliveryStatus.DELIVERED);
    }

    @Test
    void decode_opaqueIdBesideTheHistory_correlates() {
        var ours = UUID.fromString("01980000-0000-7000-8000-000000000001");
        assertThat(Bodies.v2("whatsapp.message.sent", outgoing("\"biz_opaque_callback_data\":\"" + ours + "\"")))
                .singleElement()
                .isInstanceOfSatisfying(
                        StatusChanged.class,
                        status -> assertThat(status.correlation()).contains(new MessageId(ours)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"errors\":[{\"code\":131047}],",
                "\"error\":{\"code\":131047},",
                "\"errors\":[],\"error\":{\"code\":131047},"
            })
    void decode_failedInTheHistoryWithoutErrors_takesThoseBesideIt(String errors) {
        var history = "\"statuses\":[{\"id\":\"wamid.O\",\"status\":\"failed\",\"timestamp\":\"1777905903\"X}]";
        for (var own : List.of("", ",\"errors\":[]", ",\"errors\":null")) {
            assertThat(Bodies.v2("whatsapp.message.failed", outgoing(errors + history.replace("X", own))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            StatusChanged.class,
                            status -> assertThat(status.failure())
                                    .hasValueSatisfying(failure ->
                                            assertThat(failure.reason()).isEqualTo(FailureReason.WINDOW_CLOSED)));
        }
    }

    private static String outgoing(String kapso) {
        return "{\"message\":{\"id\":\"wamid.O\",\"timestamp\":\"1777905900\",\"type\":\"text\",\"to\":\"56955500101\","
                + "\"kapso\":{\"direction\":\"outbound\"," + kapso + "}},\"phone_number_id\":\"1099\"}";
    }

    @Test
    void decode_statusOfTheCustomersMessage_isIgnored() {
        assertThat(Bodies.v2("whatsapp.message.delivered", Fixtures.text("v2-received-text")))
                .hasOnlyElementsOfType(Ignored.class);
    }

    private static List<DeliveryStatus> statuses(String event, String body) {
        return Bodies.v2(event, body).stream()
                .filter(StatusChanged.class::isInstance)
                .map((InboundEvent changed) -> ((StatusChanged) changed).status())
                .toList();
    }
}
