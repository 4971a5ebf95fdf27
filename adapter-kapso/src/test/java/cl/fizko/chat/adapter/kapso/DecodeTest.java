package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kapso's own envelope: who wrote, when, on which line, and which of it may become a message. */
class DecodeTest {

    private static final String TEXT = Bodies.message("text", "\"text\":{\"body\":\"Hola\"}");
    private static final PhoneNumber ROSA = new PhoneNumber("+56955500101");

    @Test
    void decode_outboundReportedAsReceived_isNeverAMessage() {
        assertThat(Bodies.received(TEXT.replace("inbound", "outbound"))).isInstanceOf(Ignored.class);
        var v1 = Bodies.changed("v1-received-text", "inbound", "outbound");
        assertThat(Bodies.v1(Bodies.RECEIVED, v1)).hasOnlyElementsOfType(Ignored.class);
        assertThat(Bodies.bare(v1)).noneMatch(MessageReceived.class::isInstance);
    }

    @Test
    void decode_directionMissing_isWhatTheEventSays() {
        assertThat(Bodies.received(TEXT.replace("\"direction\":\"inbound\",", "")))
                .isEqualTo(Bodies.received(TEXT));
    }

    @Test
    void decode_directionNew_isUndecodable() {
        assertThat(Bodies.received(TEXT.replace("inbound", "sideways")))
                .isEqualTo(new Undecodable("message.kapso.direction: neither inbound nor outbound"));
    }

    @ParameterizedTest
    @CsvSource({
        "cloud_api, true",
        "sandbox, true",
        "from_the_future, true",
        "history_sync, false",
        "business_app, false"
    })
    void decode_origin_saysWhetherItMayBeAnswered(String origin, boolean live) {
        assertThat(received(TEXT.replace("cloud_api", origin)).live()).isEqualTo(live);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+56955500101", "56955500101", "+56 9 5550 0101", "+56 (9) 5550-0101", " 56955500101 "})
    void decode_numberInAnySpelling_isTheSamePerson(String spelling) {
        assertThat(received(TEXT.replace("\"from\":\"56955500101\"", "\"from\":\"" + spelling + "\""))
                        .sender())
                .isEqualTo(ContactAddress.of(ROSA));
    }

    @Test
    void decode_numberAsANumber_isRead() {
        var body = TEXT.replace("\"56955500101\"", "56955500101").replace("\"109900000000001\"", "109900000000001");
        assertThat(received(body).sender()).isEqualTo(ContactAddress.of(ROSA));
        assertThat(received(body).line().value()).isEqualTo("109900000000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"from\":\"\",", "\"from\":null,", ""})
    void decode_noFrom_takesTheConversationsNumber(String from) {
        assertThat(received(TEXT.replace("\"from\":\"56955500101\",", from)).sender())
                .isEqualTo(ContactAddress.of(ROSA));
    }

    @Test
    void decode_numberAndUserId_keepsBoth() {
        var body = TEXT.replace("\"from\":", "\"from_user_id\":\"CL.55\",\"from\":");
        assertThat(received(body).sender())
                .isEqualTo(new ContactAddress(Optional.of(ROSA), Optional.of(new BusinessScopedUserId("CL.55"))));
    }

    @Test
    void decode_nobody_isUndecodable() {
        assertThat(Bodies.received(
                        TEXT.replace("\"56955500101\"", "\"anónimo\"").replace("+56955500101", "")))
                .isEqualTo(new Undecodable("message.from: neither a phone number nor a business-scoped user id"));
    }

    /** A user id is full of digits too. */
    @Test
    void decode_userIdWhereTheNumberBelongs_isNoNumber() {
        assertThat(Bodies.received(
                        TEXT.replace("\"56955500101\"", "\"CL.5550112233\"").replace("+56955500101", "")))
                .isInstanceOf(Undecodable.class);
    }

    @Test
    void decode_noLine_isUndecodable() {
        assertThat(Bodies.received(TEXT.replace("109900000000001", "")))
                .isEqualTo(new Undecodable("phone_number_id: missing"));
    }

    @Test
    void decode_v1WithoutWamid_takesKapsosId() {
        var body = Bodies.changed("v1-received-text", "whatsapp_message_id", "other_id");
        assertThat(((MessageReceived) Bodies.v1(Bodies.RECEIVED, body).get(0))
                        .id()
                        .value())
                .isEqualTo("kapso:0b5f6a5e-0000-4000-8000-000000000051");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "1777905845"                | 2026-05-04T14:44:05Z
                    1777905845                  | 2026-05-04T14:44:05Z
                    "2026-05-04T14:44:05Z"      | 2026-05-04T14:44:05Z
                    "2026-05-04T10:44:05.999-04:00" | 2026-05-04T14:44:05Z
                    """, quoteCharacter = '`')
    void decode_anyTimestamp_isTheInstant(String written, Instant instant) {
        assertThat(received(TEXT.replace("\"1777905845\"", written)).sentAt()).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    null                 | missing
                    "mañana"             | not an instant
                    -1                   | not an instant
                    99999999999999999999 | not an instant
                    1e999                | not text
                    "1969-12-31T23:59:59Z" | not an instant of this age
                    "+999999999-01-01T00:00:00Z" | not an instant of this age
                    """)
    void decode_badTimestamp_isUndecodable(String written, String what) {
        assertThat(Bodies.received(TEXT.replace("\"1777905845\"", written)))
                .isEqualTo(new Undecodable("message.timestamp: " + what));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"kapso\":{\"contact_name\":\"Rosa\"},', Rosa",
        "'{\"contact_name\":\"Rosa\",', Rosa",
        "'{\"kapso\":{\"contact_name\":null},\"contact_name\":\" \",', ",
        "'{\"contact_name\":\"😊\",', 😊",
        "'{\"contact_name\":\"\\u0000\",', ",
        "'{\"contact_name\":7,', "
    })
    void decode_contactName_isTakenWhereItIs(String conversation, String name) {
        assertThat(received(TEXT.replace("\"conversation\":{", "\"conversation\":" + conversation))
                        .senderName())
                .isEqualTo(Optional.ofNullable(name));
    }

    @Test
    void decode_contactNameInTheMessage_isTaken() {
        assertThat(received(TEXT.replace("\"origin\"", "\"contact_name\":\"Rosa\",\"origin\""))
                        .senderName())
                .contains("Rosa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"forwarded\":true}", "{\"id\":null}", "{\"id\":\"\"}"})
    void decode_contextWithoutId_quotesNothing(String context) {
        assertThat(received(TEXT.replace("\"from\":", "\"context\":" + context + ",\"from\":"))
                        .quoted())
                .isEmpty();
    }

    @Test
    void decode_batchOfOne_isThatOne() {
        var batch = "{\"type\":\"" + Bodies.RECEIVED + "\",\"batch\":true,\"data\":[" + TEXT + "]}";
        assertThat(Bodies.bare(batch)).isEqualTo(List.of(Bodies.received(TEXT)));
        assertThat(Bodies.decoded(Map.of("X-Webhook-Batch", "true", "X-Webhook-Event", Bodies.RECEIVED), batch))
                .isEqualTo(List.of(Bodies.received(TEXT)));
    }

    @Test
    void decode_batchWithABrokenElement_keepsTheOthers() {
        var batch = "{\"batch\":true,\"data\":[" + TEXT + ",7,{\"message\":[]}," + TEXT.replace("wamid.X", "") + ","
                + TEXT + "]}";
        assertThat(Bodies.v2(Bodies.RECEIVED, batch))
                .containsExactly(
                        Bodies.received(TEXT),
                        new Undecodable("data[1].message.id: missing"),
                        new Undecodable("data[2].message.id: missing"),
                        new Undecodable("data[3].message.id: missing"),
                        Bodies.received(TEXT));
    }

    @Test
    void decode_singleMessageWithADataField_isStillThatMessage() {
        var body = TEXT.replace("{\"message\"", "{\"data\":[1],\"message\"");
        assertThat(Bodies.received(body)).isEqualTo(Bodies.received(TEXT));
    }

    @Test
    void decode_emptyBatch_isIgnored() {
        assertThat(Bodies.v2(Bodies.RECEIVED, "{\"batch\":true,\"data\":[]}"))
                .containsExactly(new Ignored("an empty list"));
        assertThat(Bodies.v2(Bodies.RECEIVED, "{\"batch\":true}"))
                .containsExactly(new Undecodable("data: missing in a batch"));
    }

    @Test
    void decode_noHeaderAtAll_isToldByItsDirection() {
        assertThat(Bodies.bare(TEXT)).containsExactly(Bodies.received(TEXT));
        assertThat(Bodies.bare(Fixtures.text("v2-delivered"))).hasOnlyElementsOfType(StatusChanged.class);
        assertThat(Bodies.bare(Fixtures.text("v2-conversation-created"))).hasOnlyElementsOfType(Ignored.class);
        assertThat(Bodies.bare("{}"))
                .containsExactly(new Undecodable("X-Webhook-Event: missing, and the body does not tell"));
    }

    @Test
    void decode_testDelivery_isIgnoredInBothSpellings() {
        assertThat(Bodies.received(TEXT.replace("{\"message\"", "{\"is_test\":true,\"message\"")))
                .isInstanceOf(Ignored.class);
        assertThat(Bodies.received(TEXT.replace("{\"message\"", "{\"test\":false,\"message\"")))
                .isInstanceOf(MessageReceived.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":01}",
                "{\"a\":1234567890123456789012345678901234567890123}",
                "{'a':1}"
            })
    void decode_jsonThatIsAmbiguous_isUndecodable(String body) {
        assertThat(Bodies.v2(Bodies.RECEIVED, body))
                .singleElement()
                .isInstanceOfSatisfying(
                        Undecodable.class,
                        undecodable -> assertThat(undecodable.reason()).startsWith("body: "));
    }

    @ParameterizedTest
    @CsvSource({"k-1, k-1", "'', sha256:", "' ', sha256:", "ñ, sha256:"})
    void decode_idempotencyKey_isTheHeadersOrTheBodys(String header, String key) {
        var decoded = Fixtures.CODEC.decode(Bodies.delivery(Map.of("X-Idempotency-Key", header), TEXT));
        assertThat(decoded.key().value()).startsWith(key);
    }

    @Test
    void decode_keyThatIsTooLong_isTheBodys() {
        WebhookDelivery delivery = Bodies.delivery(Map.of("X-Idempotency-Key", "k".repeat(257)), TEXT);
        assertThat(Fixtures.CODEC.decode(delivery).key().value()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void decode_eventNameWithStrangeCharacters_isUnknown() {
        var delivery = Bodies.delivery(Map.of("X-Webhook-Event", "x\u0000y"), "{}");
        assertThat(Fixtures.CODEC.decode(delivery).eventName()).isEqualTo("unknown");
    }

    private static MessageReceived received(String body) {
        return (MessageReceived) Bodies.received(body);
    }
}
