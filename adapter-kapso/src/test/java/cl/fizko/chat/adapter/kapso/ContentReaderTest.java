package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of content in payload v2 and v1, and what is wrong with the ones that cannot be read. */
class ContentReaderTest {

    private static final MediaReference ONLY_ID = new MediaReference(
            Optional.of("77"), Optional.empty(), Optional.of("image/webp"), Optional.empty(), Optional.empty());

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("text", "'text':{'body':' Hola '}", new MessageContent.Text(" Hola ")),
                Arguments.of(
                        "sticker",
                        "'sticker':{'id':'77','mime_type':'image/webp','animated':true}",
                        new MessageContent.Media(MediaKind.STICKER, ONLY_ID, Optional.empty(), Optional.empty())),
                Arguments.of(
                        "video",
                        "'video':{'id':77,'mime_type':'image/webp','caption':'mire'}",
                        new MessageContent.Media(MediaKind.VIDEO, ONLY_ID, Optional.of("mire"), Optional.empty())),
                Arguments.of(
                        "location",
                        "'location':{'latitude':-33.0458,'longitude':'-71.6197','name':'Oficina'}",
                        new MessageContent.Location(-33.0458, -71.6197, Optional.of("Oficina"), Optional.empty())),
                Arguments.of(
                        "contacts",
                        "'contacts':[{'name':{'formatted_name':'Juan'}}]",
                        new MessageContent.Contacts("[{\"name\":{\"formatted_name\":\"Juan\"}}]")),
                Arguments.of(
                        "interactive",
                        "'interactive':{'type':'list_reply','list_reply':{'id':'pago:cuota','title':'Pagar'}}",
                        new MessageContent.Choice("pago:cuota", "Pagar")),
                Arguments.of(
                        "interactive",
                        "'interactive':{'type':'nfm_reply','nfm_reply':{'name':'flow','response_json':'{\\'rut\\':1}'}}",
                        new MessageContent.FormReply("flow", "{\"rut\":1}")),
                Arguments.of(
                        "interactive",
                        "'interactive':{'type':'call_permission_reply'}",
                        new MessageContent.Unsupported("call_permission_reply")),
                Arguments.of("button", "'button':{'payload':'si','text':'Sí'}", new MessageContent.Choice("si", "Sí")),
                Arguments.of("button", "'button':{'text':'Sí'}", new MessageContent.Choice("Sí", "Sí")),
                Arguments.of(
                        "reaction",
                        "'reaction':{'message_id':'wamid.Y'}",
                        new MessageContent.Reaction(new ExternalId("wamid.Y"), Optional.empty())),
                Arguments.of(
                        "reaction",
                        "'reaction':{'message_id':'wamid.Y','emoji':''}",
                        new MessageContent.Reaction(new ExternalId("wamid.Y"), Optional.empty())),
                Arguments.of(
                        "system",
                        "'system':{'type':'user_changed_number','wa_id':'56955500102'}",
                        new MessageContent.SystemNotice("user_changed_number")),
                Arguments.of("order", "'order':{'catalog_id':'1'}", new MessageContent.Unsupported("order")),
                Arguments.of(
                        "unsupported", "'errors':[{'code':131051}]", new MessageContent.Unsupported("unsupported")),
                Arguments.of("x".repeat(63) + "😊", "", new MessageContent.Unsupported("x".repeat(63))),
                Arguments.of("from_the_future", "", new MessageContent.Unsupported("from_the_future")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_everyKind_isItsContent(String type, String json, MessageContent content) {
        assertThat(received(type, json))
                .isInstanceOfSatisfying(
                        MessageReceived.class,
                        message -> assertThat(message.content()).isEqualTo(content));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    text        | 'text':{}                                         | message.text.body: missing
                    text        | 'text':{'body':''}                                | message.text.body: missing
                    text        | 'text':{'body':{'a':1}}                           | message.text.body: not text
                    text        | 'text':{'body':['a']}                             | message.text.body: not text
                    text        | 'text':{'body':true}                              | message.text.body: not text
                    text        | 'text':{'body':'a\\u0000b'}                     | message.text.body: holds U+0000
                    text        | 'text':{'body':'a\\ud83d'}                      | message.text.body: holds a lone surrogate
                    text        | 'text':{'body':'\\udc00\\ud800'}              | message.text.body: holds a lone surrogate
                    text        | 'text':'Hola'                                     | message.text.body: missing
                    image       | 'image':{}                                        | message.image.id: missing
                    image       | 'image':{'id':'1','caption':'\\u0000'}          | message.image.caption: holds U+0000
                    location    | 'location':{'latitude':1}                         | message.location.longitude: missing
                    location    | 'location':{'latitude':91,'longitude':1}          | message.location.latitude: not on the globe
                    location    | 'location':{'latitude':1e999,'longitude':1}       | message.location.latitude: not a number
                    location    | 'location':{'latitude':'NaN','longitude':1}       | message.location.latitude: not a number
                    contacts    | 'contacts':[{'name':'\\u0000'}]                 | message.contacts: holds U+0000
                    contacts    | 'contacts':[{'\\u0000':1}]                      | message.contacts: holds U+0000
                    contacts    | 'contacts':'Juan'                                 | message.contacts: not a list
                    interactive | 'interactive':{'type':'button_reply'}             | message.interactive.button_reply.id: missing
                    reaction    | 'reaction':{'emoji':'x'}                          | message.reaction.message_id: missing
                    """)
    void read_unusable_namesTheField(String type, String json, String reason) {
        assertThat(received(type, json)).isEqualTo(new Undecodable(reason));
    }

    /** In a message that is good otherwise, so that only the limit keeps the readers' recursion within their stacks. */
    @Test
    void read_cardsNestedTooDeep_isUndecodable() {
        var deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(received("contacts", "'contacts':" + deep))
                .isInstanceOfSatisfying(
                        Undecodable.class,
                        undecodable -> assertThat(undecodable.reason())
                                .startsWith("body: not readable as JSON (StreamConstraintsException"));
    }

    /** What Kapso writes about a message is not what the customer wrote. */
    @Test
    void read_imageWithoutCaption_hasNoWords() {
        var message = (MessageReceived) received("image", "'image':{'id':'1'}");
        assertThat(message.content().words()).isEmpty();
    }

    static Stream<Arguments> kindsOfV1() {
        return Stream.of(
                Arguments.of(
                        "interactive",
                        "{'reply_option_id':'hora:si','reply_option_title':'Sí'}",
                        new MessageContent.Choice("hora:si", "Sí")),
                Arguments.of("interactive", "{}", new MessageContent.Unsupported("interactive")),
                Arguments.of(
                        "button",
                        "{}",
                        new MessageContent.Choice("Hola, quiero saber mi saldo", "Hola, quiero saber mi saldo")),
                Arguments.of(
                        "location",
                        "{'latitude':-33,'longitude':-71,'location_name':'Oficina','location_address':'Calle 1'}",
                        new MessageContent.Location(-33, -71, Optional.of("Oficina"), Optional.of("Calle 1"))),
                Arguments.of(
                        "reaction",
                        "{'reaction_emoji':'👍','reacted_to_message_id':'wamid.Y'}",
                        new MessageContent.Reaction(new ExternalId("wamid.Y"), Optional.of("👍"))),
                Arguments.of("poll", "{}", new MessageContent.Unsupported("poll")));
    }

    @ParameterizedTest
    @MethodSource("kindsOfV1")
    void read_everyKindOfV1_isItsContent(String type, String data, MessageContent content) {
        var body = Bodies.changed(
                "v1-received-text",
                "\"message_type\": \"text\"",
                "\"message_type\":\"" + type + "\"",
                "\"message_type_data\": {}",
                "\"message_type_data\":" + data.replace('\'', '"'));
        assertThat(Bodies.v1(Bodies.RECEIVED, body))
                .singleElement()
                .isInstanceOfSatisfying(
                        MessageReceived.class,
                        message -> assertThat(message.content()).isEqualTo(content));
    }

    private static InboundEvent received(String type, String json) {
        return Bodies.received(Bodies.message(type, json.replace('\'', '"')));
    }
}
