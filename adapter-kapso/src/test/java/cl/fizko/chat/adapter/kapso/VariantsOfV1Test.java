package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageContent.Choice;
import cl.fizko.chat.domain.message.MessageContent.FormReply;
import cl.fizko.chat.domain.message.MessageContent.Location;
import cl.fizko.chat.domain.message.MessageContent.Reaction;
import cl.fizko.chat.domain.message.MessageContent.Text;
import cl.fizko.chat.domain.message.MessageContent.Unsupported;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payload v1 was never published in full: it is read the way that any of its clients has met it. */
class VariantsOfV1Test {

    private static final ExternalId TARGET = new ExternalId("wamid.T");

    static Stream<Arguments> contents() {
        return Stream.of(
                variant("'message_type':'text','content':'Hola'", new Text("Hola")),
                variant("'message_type':'text','content':{'body':'Hola'}", new Text("Hola")),
                variant("'message_type':'text','text':{'body':'Hola'}", new Text("Hola")),
                variant("'type':'text','text':{'body':'Hola'},'content':'otra cosa'", new Text("Hola")),
                variant("'message_type':'text','text':'Hola'", new Text("Hola")),
                variant("'message_type':'text','body':'Hola'", new Text("Hola")),
                variant("'content':'Hola'", new Text("Hola")),
                variant(
                        "'message_type':'location','message_type_data':{'latitude':'-33.04','longitude':'-71.61','location_name':'Oficina'}",
                        new Location(-33.04, -71.61, Optional.of("Oficina"), Optional.empty())),
                variant(
                        "'message_type':'location','latitude':-33.04,'longitude':-71.61",
                        new Location(-33.04, -71.61, Optional.empty(), Optional.empty())),
                variant(
                        "'message_type':'location','location':{'latitude':-33.04,'longitude':-71.61,'address':'Calle 1'}",
                        new Location(-33.04, -71.61, Optional.empty(), Optional.of("Calle 1"))),
                variant(
                        "'message_type':'interactive','content':'Pagar','message_type_data':{'list_reply':{'id':'pago','title':'Pagar','description':'x'}}",
                        new Choice("pago", "Pagar")),
                variant(
                        "'message_type':'interactive','interactive':{'type':'button_reply','button_reply':{'id':'si','title':'Sí'}}",
                        new Choice("si", "Sí")),
                variant(
                        "'message_type':'interactive','message_type_data':{'nfm_reply':{'name':'flow','response_json':'{}'}}",
                        new FormReply("flow", "{}")),
                variant(
                        "'message_type':'interactive','flow_response':{'rut':'x'}",
                        new FormReply("flow", "{\"rut\":\"x\"}")),
                variant(
                        "'message_type':'button','content':'Sí','message_type_data':{'payload':'si','text':'Sí'}",
                        new Choice("si", "Sí")),
                variant("'message_type':'button','button':{'payload':'si','text':'Sí'}", new Choice("si", "Sí")),
                variant(
                        "'message_type':'interactive','message_type_data':{'interactive':{'type':'list_reply','list_reply':{'id':'pago','title':'Pagar'}}}",
                        new Choice("pago", "Pagar")),
                variant(
                        "'message_type':'reaction','message_type_data':{'reaction_emoji':'','reacted_to_message_id':'wamid.T'}",
                        new Reaction(TARGET, Optional.empty())),
                variant(
                        "'message_type':'reaction','message_type_data':{'emoji':'👍','message_id':'wamid.T'}",
                        new Reaction(TARGET, Optional.of("👍"))),
                variant(
                        "'message_type':'reaction','reaction':{'message_id':'wamid.T'}",
                        new Reaction(TARGET, Optional.empty())),
                variant(
                        "'message_type':'contacts','message_type_data':{'contacts':[{'a':1}]}",
                        new MessageContent.Contacts("[{\"a\":1}]")),
                variant("'message_type':'contacts','contacts':[{'a':1}]", new MessageContent.Contacts("[{\"a\":1}]")),
                variant("'message_type':'contacts','content':'Juan'", new Unsupported("contacts")),
                variant(
                        "'message_type':'system','message_type_data':{'type':'user_changed_number'}",
                        new MessageContent.SystemNotice("user_changed_number")),
                variant("'message_type':'order','content':'Pedido'", new Unsupported("order")),
                variant(
                        "'message_type':'audio','content':'Audio attached. Transcript: hola','media_url':'https://api.kapso.ai/m','transcript':{'text':'hola'}",
                        media(MediaKind.AUDIO, null, "https://api.kapso.ai/m", null, null, null, "hola")),
                variant(
                        "'message_type':'audio','media_url':'https://api.kapso.ai/m','message_type_data':{'transcript':'hola'}",
                        media(MediaKind.AUDIO, null, "https://api.kapso.ai/m", null, null, null, "hola")),
                variant(
                        "'message_type':'document','content':'Document attached','media_data':{'url':'https://api.kapso.ai/d','filename':'f29.pdf','content_type':'application/pdf'}",
                        media(
                                MediaKind.DOCUMENT,
                                null,
                                "https://api.kapso.ai/d",
                                "application/pdf",
                                "f29.pdf",
                                null,
                                null)),
                variant(
                        "'message_type':'sticker','message_type_data':{'media_id':77,'mime_type':'image/webp'}",
                        media(MediaKind.STICKER, "77", null, "image/webp", null, null, null)),
                variant(
                        "'message_type':'image','content':'Image attached (foto.jpg)','message_type_data':{'media_id':'77'}",
                        media(MediaKind.IMAGE, "77", null, null, null, null, null)),
                variant(
                        "'message_type':'video','caption':'Mire','video':{'id':'77','caption':'Mire'},'media_url':'https://api.kapso.ai/v'",
                        media(MediaKind.VIDEO, "77", "https://api.kapso.ai/v", null, null, "Mire", null)));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void decode_content_isReadWhereItIs(String message, MessageContent content) {
        assertThat(received(body(message)).content()).isEqualTo(content);
    }

    @Test
    void decode_wamidWhereTheUuidBelongs_isTheWamid() {
        var received = received("""
                {"message":{"id":"wamid.W","message_type":"text","content":"Hola","created_at":1777905845},
                 "conversation":{"phone_number":"+56 9 5550 0101","whatsapp_config":{"phone_number_id":109900000000001}}}""");
        assertThat(received.id()).isEqualTo(new ExternalId("wamid.W"));
        assertThat(received.providerMessage()).isEmpty();
        assertThat(received.sentAt()).isEqualTo(Instant.ofEpochSecond(1777905845));
        assertThat(received.line().value()).isEqualTo("109900000000001");
        assertThat(received.sender()).isEqualTo(ContactAddress.of(new PhoneNumber("+56955500101")));
    }

    /** A message that is lost is worse than one that comes twice. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void decode_uuidAlone_standsInForTheWamid(String wamid) {
        var uuid = "0b5f6a5e-0000-4000-8000-000000000051";
        var body = body("'content':'Hola'").replace("\"wamid.1\"", wamid).replace("0b5f6a5e", uuid);
        var received = received(body);
        assertThat(received.id()).isEqualTo(new ExternalId("kapso:" + uuid));
        assertThat(received.providerMessage()).contains(uuid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0b5f6a5e", "", "../x"})
    void decode_otherIdAlone_isNoWamid(String id) {
        var body = body("'content':'x'").replace("wamid.1", "").replace("0b5f6a5e", id);
        assertThat(Bodies.v1(Bodies.RECEIVED, body))
                .containsExactly(new Undecodable("message.whatsapp_message_id: missing"));
    }

    @Test
    void decode_outgoingUuidAlone_isNoWamid() {
        var body = body("'content':'x','direction':'outbound'")
                .replace("wamid.1", "")
                .replace("0b5f6a5e", "0b5f6a5e-0000-4000-8000-000000000051");
        assertThat(Bodies.v1("whatsapp.message.sent", body))
                .containsExactly(new Undecodable("message.whatsapp_message_id: missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"whatsapp_config\":{\"id\":\"7b1f\"}",
                "\"whatsapp_config\":{\"id\":null},\"x\":{\"phone_number_id\":\"1\"}"
            })
    void decode_lineByKapsosIdOnly_isThatId(String line) {
        var body = body("'content':'x','whatsapp_config_id':'7b1f'")
                .replace("\"whatsapp_config\":{\"id\":\"7b1f\",\"phone_number_id\":\"109900000000001\"}", line);
        assertThat(received(body).line().value()).isEqualTo("7b1f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"created_at\":\"2026-05-04T14:44:05Z\"",
                "\"timestamp\":\"1777905845\"",
                "\"created_at\":1777905845123",
                "\"created_at\":\"2026-05-04 14:44:05 UTC\"",
                "\"created_at\":\"2026-05-04 14:44:05.123 UTC\""
            })
    void decode_eitherClock_isRead(String time) {
        assertThat(received(body("'content':'x'").replace("\"created_at\":\"2026-05-04T14:44:05Z\"", time))
                        .sentAt())
                .isEqualTo(Instant.parse("2026-05-04T14:44:05Z"));
    }

    @Test
    void decode_ids_areBothKept() {
        var received = received(body("'content':'x','context':{'id':'wamid.T','from':'5695'}"));
        assertThat(received.id()).isEqualTo(new ExternalId("wamid.1"));
        assertThat(received.providerMessage()).contains("0b5f6a5e");
        assertThat(received.quoted()).contains(TARGET);
    }

    /** A webhook may be of one version and its header of another, or have none. */
    @Test
    void decode_shape_winsOverAHeaderThatCannotBeRight() {
        var v1 = Fixtures.text("v1-received-text");
        assertThat(Bodies.v2(Bodies.RECEIVED, v1)).isEqualTo(Bodies.v1(Bodies.RECEIVED, v1));
        var v2 = Fixtures.text("v2-received-image");
        assertThat(Bodies.v1(Bodies.RECEIVED, v2)).isEqualTo(Bodies.v2(Bodies.RECEIVED, v2));
    }

    @Test
    void decode_batch_isReadByElement() {
        var batch = "{\"batch\":true,\"data\":[" + body("'content':'uno'") + ",{\"message\":null},"
                + body("'content':'dos'") + "]}";
        assertThat(Bodies.v1(Bodies.RECEIVED, batch))
                .hasExactlyElementsOfTypes(MessageReceived.class, Undecodable.class, MessageReceived.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'error_message':'Message undeliverable'",
                "'error':{'code':131026,'title':'Message undeliverable'}",
                "'errors':[{'code':131026}]",
                "'errors':'Message undeliverable'",
                "'x':1"
            })
    void decode_failed_isAFailureHoweverItTellsWhy(String error) {
        var body = body("'direction':'outbound','content':'x'," + error);
        assertThat(Bodies.v1("whatsapp.message.failed", body))
                .singleElement()
                .isInstanceOfSatisfying(StatusChanged.class, change -> {
                    assertThat(change.status()).isEqualTo(DeliveryStatus.FAILED);
                    assertThat(change.failure()).isPresent();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "delivered", "read"})
    void decode_status_isThatOfTheEvent(String status) {
        var body = body("'direction':'outbound','content':'x'");
        assertThat(Bodies.v1("whatsapp.message." + status, body))
                .singleElement()
                .isInstanceOfSatisfying(
                        StatusChanged.class,
                        change -> assertThat(change.status()).isEqualTo(DeliveryStatus.of(status)));
    }

    private static MessageReceived received(String body) {
        var events = Bodies.v1(Bodies.RECEIVED, body);
        assertThat(events).hasSize(1).hasOnlyElementsOfType(MessageReceived.class);
        return (MessageReceived) events.get(0);
    }

    private static Arguments variant(String message, MessageContent content) {
        return Arguments.of(message, content);
    }

    static String body(String message) {
        return """
                {"message":{"id":"0b5f6a5e","whatsapp_message_id":"wamid.1","created_at":"2026-05-04T14:44:05Z",%s},
                 "conversation":{"id":"5d0c","phone_number":"56955500101","contact_name":null},
                 "whatsapp_config":{"id":"7b1f","phone_number_id":"109900000000001"}}""".formatted(message.replace('\'', '"'));
    }

    private static MessageContent media(
            MediaKind kind, String id, String url, String mime, String name, String caption, String transcript) {
        return new MessageContent.Media(
                kind,
                new MediaReference(
                        Optional.ofNullable(id),
                        Optional.ofNullable(url),
                        Optional.ofNullable(mime),
                        Optional.empty(),
                        Optional.ofNullable(name)),
                Optional.ofNullable(caption),
                Optional.ofNullable(transcript));
    }
}
