package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageContent.Choice;
import cl.fizko.chat.domain.message.MessageContent.FormReply;
import cl.fizko.chat.domain.message.MessageContent.Media;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody needs never costs the message that it comes with: U+0000, half a character, or the wrong kind of JSON. */
class OptionalFieldsTest {

    private static final String BAD = "a\\u0000b\\ud83d";
    private static final String MENDED = "a\uFFFDb\uFFFD";

    @Test
    void decode_fileWithBadNames_isKept() {
        var body = Bodies.message(
                        "audio",
                        "\"audio\":{\"id\":\"77\",\"mime_type\":\"" + BAD + "\",\"filename\":\"" + BAD
                                + "\",\"sha256\":\"" + BAD + "\",\"url\":\"" + BAD + "\"}")
                .replace("\"origin\"", "\"transcript\":{\"text\":\"" + BAD + "\"},\"origin\"");
        assertMended((Media) content(Bodies.received(body)));
        var v1 = v1("'message_type':'audio','media_url':{},'filename':'" + BAD + "','transcript':'" + BAD
                + "','message_type_data':{'media_id':'77','mime_type':'" + BAD + "','sha256':7}");
        assertMended((Media) content(v1));
    }

    private static void assertMended(Media media) {
        assertThat(media.file().providerId()).contains("77");
        assertThat(media.file().url()).isEmpty();
        assertThat(media.file().mimeType()).isEmpty();
        assertThat(media.file().sha256()).isEmpty();
        assertThat(media.file().filename()).contains(MENDED);
        assertThat(media.transcript()).contains(MENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "true", "null", "\"\""})
    void decode_fileWithFieldsOfAnotherKind_isKept(String value) {
        var body = Bodies.message(
                        "image",
                        "\"image\":{\"id\":\"77\",\"mime_type\":V,\"filename\":V,\"sha256\":V,\"url\":V,\"link\":V}"
                                .replace("V", value))
                .replace(
                        "\"origin\"",
                        "\"media_url\":V,\"media_data\":V,\"transcript\":V,\"message_type_data\":V,\"origin\""
                                .replace("V", value))
                .replace("\"id\":\"c-1\"", "\"id\":" + value);
        var received = (MessageReceived) Bodies.received(body);
        assertThat(((Media) received.content()).file().providerId()).contains("77");
        assertThat(received.providerConversation()).isEmpty();
    }

    @Test
    void decode_captionThatKapsoCopies_isMended() {
        var body = Bodies.message("image", "\"image\":{\"id\":\"77\"}")
                .replace("\"origin\"", "\"message_type_data\":{\"caption\":\"" + BAD + "\"},\"origin\"");
        assertThat(content(Bodies.received(body)).words()).contains(MENDED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    interactive | 'interactive':{'type':'button_reply','button_reply':{'id':'si','title':T}}
                    interactive | 'interactive':{'type':'list_reply','list_reply':{'id':'si','title':T}}
                    interactive | 'interactive':{'list_reply':{'id':'si','title':T}}
                    button      | 'button':{'payload':'si','text':T}
                    """)
    void decode_choiceWithAnId_needsNoTitle(String type, String json) {
        var quoted = json.replace('\'', '"');
        assertThat(content(Bodies.received(Bodies.message(type, quoted.replace("T}", "\"" + BAD + "\"}")))))
                .isEqualTo(new Choice("si", MENDED));
        assertThat(content(Bodies.received(Bodies.message(type, quoted.replace("T}", "{}}")))))
                .isEqualTo(new Choice("si", "si"));
    }

    @Test
    void decode_choiceOfV1WithAnId_needsNoTitle() {
        assertThat(content(v1("'message_type':'interactive','content':true,'message_type_data':{'reply_option_id':'si',"
                        + "'reply_option_title':'" + BAD + "'}")))
                .isEqualTo(new Choice("si", MENDED));
        assertThat(content(v1("'message_type':'button','content':true,'message_type_data':{'payload':'si'}")))
                .isEqualTo(new Choice("si", "si"));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("\"{\\\"rut\\\":1}\"", "{\"rut\":1}"),
                Arguments.of("\"no es JSON\"", "\"no es JSON\""),
                Arguments.of("\"{\\\"a\\\":\"", "\"{\\\"a\\\":\""),
                Arguments.of("\"{\\\"a\\\":\\\"\\\\u0000\\\"}\"", "{\"a\":\"\uFFFD\"}"),
                Arguments.of("\"x\\u0000\"", "\"x\uFFFD\""),
                Arguments.of("{\"a\":[\"\\ud83d\",1,null]}", "{\"a\":[\"\uFFFD\",1,null]}"),
                Arguments.of("7", "7"),
                Arguments.of("null", "{}"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void decode_formWithAnyAnswers_isKept(String written, String json) {
        var form = "\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":{},\"response_json\":" + written
                + "}}";
        assertThat(content(Bodies.received(Bodies.message("interactive", form))))
                .isEqualTo(new FormReply("flow", json));
    }

    /** A number that is none leaves the other places where the customer may be known. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "true", "\"\\u0000\""})
    void decode_senderOfAnotherKind_isTakenFromTheConversation(String from) {
        var body = Bodies.message("text", "\"text\":{\"body\":\"Hola\"}")
                .replace("\"from\":\"56955500101\"", "\"from\":" + from);
        assertThat(((MessageReceived) Bodies.received(body)).sender().phone()).isPresent();
    }

    private static InboundEvent v1(String message) {
        return Bodies.v1(Bodies.RECEIVED, VariantsOfV1Test.body(message)).get(0);
    }

    private static MessageContent content(InboundEvent event) {
        assertThat(event).isInstanceOf(MessageReceived.class);
        return ((MessageReceived) event).content();
    }
}
