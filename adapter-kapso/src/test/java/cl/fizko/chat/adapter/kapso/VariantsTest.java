package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageContent.Choice;
import cl.fizko.chat.domain.message.MessageContent.FormReply;
import cl.fizko.chat.domain.message.MessageContent.Unsupported;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kapso and Meta send besides the fixtures, in payload v2 and raw. */
class VariantsTest {

    static Stream<Arguments> contents() {
        return Stream.of(
                Arguments.of(
                        "interactive",
                        "'interactive':{'type':'list_reply','list_reply':{'id':'pago','title':'Pagar','description':'Saldo'}}",
                        new Choice("pago", "Pagar")),
                Arguments.of(
                        "interactive",
                        "'interactive':{'type':'nfm_reply','nfm_reply':{'name':'flow','body':'Sent','response_json':{'rut':'x'}}}",
                        new FormReply("flow", "{\"rut\":\"x\"}")),
                Arguments.of(
                        "order",
                        "'order':{'catalog_id':'1','product_items':[{'quantity':1}]}",
                        new Unsupported("order")),
                Arguments.of(
                        "contacts",
                        "'contacts':[{'phones':[{'wa_id':'56955500102'}]}]",
                        new MessageContent.Contacts("[{\"phones\":[{\"wa_id\":\"56955500102\"}]}]")),
                Arguments.of(
                        "location",
                        "'location':{'latitude':-33.0458,'longitude':-71.6197,'url':'https://maps.example'}",
                        new MessageContent.Location(-33.0458, -71.6197, Optional.empty(), Optional.empty())),
                Arguments.of(
                        "system",
                        "'system':{'type':'user_changed_number','wa_id':'56955500102','body':'Rosa changed'}",
                        new MessageContent.SystemNotice("user_changed_number")),
                Arguments.of(
                        "text",
                        "'text':{'body':'Hola'},'context':{'forwarded':true,'frequently_forwarded':true}",
                        new MessageContent.Text("Hola")),
                Arguments.of(
                        "text",
                        "'text':{'body':'Vi su aviso'},'referral':{'source_url':'https://fb.example','source_type':'ad','ctwa_clid':'x'}",
                        new MessageContent.Text("Vi su aviso")),
                Arguments.of("button", "'button':{'payload':'','text':'Sí'}", new Choice("Sí", "Sí")),
                Arguments.of("template", "'template':{'name':'x'}", new Unsupported("template")),
                Arguments.of("sticker", "'sticker':{'id':'7','animated':true}", sticker()),
                Arguments.of("poll_creation", "'poll_creation':{'name':'x'}", new Unsupported("poll_creation")));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void decode_v2_isItsContent(String type, String json, MessageContent content) {
        assertThat(content(Bodies.received(Bodies.message(type, json.replace('\'', '"')))))
                .isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void decode_meta_isItsContent(String type, String json, MessageContent content) {
        var message = "{\"from\":\"56955500101\",\"id\":\"wamid.1\",\"timestamp\":\"1777905845\",\"type\":\"" + type
                + "\"," + json.replace('\'', '"') + "}";
        assertThat(content(meta("messages", "\"messages\":[" + message + "]").get(0)))
                .isEqualTo(content);
    }

    /** Kapso adds a form's answers as an object, and an older copy of a caption. */
    @Test
    void decode_whatOnlyKapsoAdds_isTaken() {
        var form = Bodies.message("interactive", "\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{}}")
                .replace("\"origin\"", "\"flow_response\":{\"rut\":\"x\"},\"origin\"");
        assertThat(content(Bodies.received(form))).isEqualTo(new FormReply("flow", "{\"rut\":\"x\"}"));
        var image = Bodies.message("image", "\"image\":{}")
                .replace(
                        "\"origin\"",
                        "\"media_url\":\"https://api.kapso.ai/m\",\"message_type_data\":{\"caption\":\"Mire\"},\"origin\"");
        assertThat(content(Bodies.received(image)).words()).contains("Mire");
    }

    @ParameterizedTest
    @CsvSource({"played, READ", "read, READ", "delivered, DELIVERED"})
    void decode_statusInTheHistory_isRead(String word, DeliveryStatus status) {
        var body = Bodies.changed("v2-sent-template", "\"status\": \"sent\"", "\"status\": \"" + word + "\"");
        assertThat(Bodies.v2("whatsapp.message.read", body))
                .filteredOn(StatusChanged.class::isInstance)
                .first()
                .isInstanceOfSatisfying(
                        StatusChanged.class,
                        change -> assertThat(change.status()).isEqualTo(status));
    }

    @Test
    void decode_severalErrors_haveOneReason() {
        var events = Bodies.v2(
                "whatsapp.message.failed",
                Bodies.changed(
                        "v2-failed-131026", "\"errors\": [", "\"errors\": [{\"code\":\"131047\",\"title\":\"x\"},"));
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        StatusChanged.class,
                        change -> assertThat(change.failure())
                                .hasValueSatisfying(failure ->
                                        assertThat(failure.reason()).isEqualTo(FailureReason.WINDOW_CLOSED)));
    }

    @Test
    void decode_statusOfAHiddenNumber_isAStatus() {
        var status =
                "{\"id\":\"wamid.9\",\"status\":\"delivered\",\"timestamp\":\"1777906545\",\"recipient_id\":\"\",\"recipient_user_id\":\"CL.55\"}";
        assertThat(meta("messages", "\"statuses\":[" + status + "]")).hasOnlyElementsOfType(StatusChanged.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    account_update                   | "event":"VERIFIED_ACCOUNT"
                    account_review_update            | "decision":"APPROVED"
                    message_template_quality_update  | "new_quality_score":"RED"
                    template_category_update         | "new_category":"MARKETING"
                    phone_number_quality_update      | "event":"FLAGGED"
                    user_preferences                 | "user_preferences":[{"wa_id":"56955500101","category":"marketing_messages","value":"stop","timestamp":1777905845}]
                    history                          | "history":[{"threads":[]}]
                    smb_app_state_sync               | "state_sync":[]
                    messages                         | "errors":[{"code":131031,"title":"Account locked"}]
                    from_the_future                  | "x":[[[]]]
                    """)
    void decode_otherFieldsOfMeta_areIgnoredWithAReason(String field, String value) {
        assertThat(meta(field, value))
                .singleElement()
                .isInstanceOfSatisfying(
                        Ignored.class, ignored -> assertThat(ignored.why()).isNotBlank());
    }

    @Test
    void decode_errorOfTheLine_tellsItsCode() {
        assertThat(meta("messages", "\"errors\":[{\"code\":131031,\"title\":\"Account locked\"}]"))
                .containsExactly(new Ignored("an error of the line: meta:131031"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whatsapp.phone_number.created",
                "whatsapp.phone_number.deleted",
                "whatsapp.config.created",
                "workflow.execution.handoff",
                "workflow.execution.failed"
            })
    void decode_eventOfTheProject_isIgnored(String event) {
        var body = "{\"phone_number_id\":\"1099\",\"project\":{\"id\":\"p\"},\"customer\":null}";
        assertThat(Bodies.v2(event, body)).hasOnlyElementsOfType(Ignored.class);
        assertThat(Bodies.v2(event, Fixtures.text("v2-conversation-created"))).hasOnlyElementsOfType(Ignored.class);
        assertThat(Bodies.bare("{\"event\":\"" + event + "\"," + body.substring(1)))
                .hasOnlyElementsOfType(Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"test\":true}",
                "{\"is_test\":true,\"message\":{}}",
                "{\"test\":\"true\",\"data\":[]}",
                "{\"test\":true,\"data\":[{\"message\":{}}]}",
                "{\"event\":\"whatsapp.message.received\",\"data\":{\"test\":true,\"message\":{\"id\":\"wamid.1\"}}}",
                "{\"message\":{\"id\":\"x\",\"is_test\":true},\"conversation\":{}}",
                "{\"message\":\"\",\"conversation\":null}",
                "{\"event_type\":\"whatsapp.message.received\",\"payload\":{}}",
                "{}"
            })
    void decode_testOfTheWebhook_isIgnored(String body) {
        assertThat(Bodies.v2(Bodies.RECEIVED, body)).hasOnlyElementsOfType(Ignored.class);
        assertThat(Bodies.v1(Bodies.RECEIVED, body)).hasOnlyElementsOfType(Ignored.class);
    }

    @Test
    void decode_elementInAnEnvelope_isThatElement() {
        var message = Fixtures.text("v2-received-text");
        var wrapped = "{\"event\":\"whatsapp.message.received\",\"data\":" + message + "}";
        assertThat(Bodies.bare(wrapped)).isEqualTo(Bodies.v2(Bodies.RECEIVED, message));
    }

    @Test
    void decode_batchOfOneByItsHeaderOnly_isThatOne() {
        var message = Fixtures.text("v2-received-text");
        var headers = Map.of(
                "x-WEBHOOK-batch", "TRUE", "X-Webhook-Event", Bodies.RECEIVED, "X-Webhook-Payload-Version", "V2");
        assertThat(Bodies.decoded(headers, "{\"data\":[" + message + "]}"))
                .isEqualTo(Bodies.v2(Bodies.RECEIVED, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"from_user_id\":\"CL.55\",\"from\":null,",
                "\"from_user_id\":\"CL.55\",\"from\":\"\",",
                "\"from_user_id\":\"CL.55\","
            })
    void decode_hiddenNumber_isKnownByItsUserId(String from) {
        var body = Bodies.message("text", "\"text\":{\"body\":\"Hola\"}")
                .replace("\"from\":\"56955500101\",", from)
                .replace("\"phone_number\":\"+56955500101\"", "\"phone_number\":null");
        assertThat(((MessageReceived) Bodies.received(body)).sender().userId())
                .contains(new BusinessScopedUserId("CL.55"));
    }

    @Test
    void decode_quotedReply_namesWhatItAnswers() {
        var body =
                Bodies.message("text", "\"text\":{\"body\":\"Sí\"},\"context\":{\"id\":\"wamid.Q\",\"from\":\"569\"}");
        assertThat(((MessageReceived) Bodies.received(body)).quoted()).contains(new ExternalId("wamid.Q"));
    }

    private static List<InboundEvent> meta(String field, String value) {
        return Bodies.bare("""
                {"object":"whatsapp_business_account","entry":[{"id":"2099","changes":[{"field":"%s","value":{
                 "messaging_product":"whatsapp","metadata":{"phone_number_id":"1099"},%s}}]}]}""".formatted(field, value));
    }

    private static MessageContent content(InboundEvent event) {
        return ((MessageReceived) event).content();
    }

    private static MessageContent sticker() {
        return new MessageContent.Media(
                MediaKind.STICKER,
                new MediaReference(
                        Optional.of("7"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }
}
