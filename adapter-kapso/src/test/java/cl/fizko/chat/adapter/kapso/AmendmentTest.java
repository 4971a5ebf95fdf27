package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageContent.Edit;
import cl.fizko.chat.domain.message.MessageContent.Removal;
import cl.fizko.chat.domain.message.MessageContent.Text;
import cl.fizko.chat.domain.message.MessageContent.Unsupported;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Corrections and withdrawals; one that cannot be read is stored as something that cannot be shown. */
class AmendmentTest {

    private static final ExternalId FIRST = new ExternalId("wamid.M0");

    static Stream<Arguments> amendments() {
        return Stream.of(
                Arguments.of(
                        "edit",
                        "'edit':{'original_message_id':'wamid.M0','message':{'context':{'id':'M1'},'type':'text','text':{'body':'No, mañana'}}}",
                        new Edit(FIRST, new Text("No, mañana"))),
                Arguments.of(
                        "edit",
                        "'edit':{'original_message_id':'wamid.M0','message':{'type':'image','image':{'caption':'La boleta','mime_type':'image/jpeg'}}}",
                        new Edit(FIRST, new Text("La boleta"))),
                Arguments.of(
                        "edit",
                        "'edit':{'original_message_id':'wamid.M0','message':{'type':'reaction_of_the_future'}}",
                        new Edit(FIRST, new Unsupported("reaction_of_the_future"))),
                Arguments.of(
                        "edit",
                        "'edit':{'original_message_id':'wamid.M0'},'text':{'body':'No, mañana'}",
                        new Edit(FIRST, new Text("No, mañana"))),
                Arguments.of("revoke", "'revoke':{'original_message_id':'wamid.M0'}", new Removal(FIRST)),
                Arguments.of("revoke", "'original_message_id':'wamid.M0'", new Removal(FIRST)),
                Arguments.of("edit", "'edit':{'original_message_id':'wamid.M0'}", new Unsupported("edit")),
                Arguments.of("edit", "'edit':{'message':{'type':'text','text':{'body':'x'}}}", new Unsupported("edit")),
                Arguments.of("edit", "'edit':{'original_message_id':'wamid.M0','message':{}}", new Unsupported("edit")),
                Arguments.of(
                        "edit",
                        "'edit':{'original_message_id':'wamid.M0','message':{'type':'revoke','revoke':{'original_message_id':'a'}}}",
                        new Unsupported("edit")),
                Arguments.of(
                        "edit",
                        "'edit':{'original_message_id':'wamid.M0','message':{'type':'text','text':{'body':'\\u0000'}}}",
                        new Unsupported("edit")),
                Arguments.of("edit", "'edit':7", new Unsupported("edit")),
                Arguments.of("edit", "", new Unsupported("edit")),
                Arguments.of("revoke", "'revoke':null", new Unsupported("revoke")),
                Arguments.of("revoke", "'revoke':{'original_message_id':{}}", new Unsupported("revoke")));
    }

    @ParameterizedTest
    @MethodSource("amendments")
    void decode_v2_isTheAmendment(String type, String json, MessageContent content) {
        assertThat(content(Bodies.received(Bodies.message(type, json.replace('\'', '"')))))
                .isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("amendments")
    void decode_meta_isTheAmendment(String type, String json, MessageContent content) {
        var body = Bodies.changed(
                "meta-messages-two-users",
                "\"type\": \"text\"",
                "\"type\":\"" + type + "\"" + (json.isEmpty() ? "" : "," + json.replace('\'', '"')),
                "\"text\": {",
                "\"old_text\": {");
        assertThat(content(Bodies.bare(body).get(0))).isEqualTo(content);
    }

    static Stream<Arguments> amendmentsOfV1() {
        return Stream.of(
                Arguments.of(
                        "edit",
                        "{'original_message_id':'wamid.M0','message':{'type':'text','text':{'body':'No, mañana'}}}",
                        new Edit(FIRST, new Text("No, mañana"))),
                Arguments.of("edit", "{'edited_message_id':'wamid.M0','body':'No'}", new Edit(FIRST, new Text("No"))),
                Arguments.of(
                        "edit",
                        "{'original_message_id':'wamid.M0'}",
                        new Edit(FIRST, new Text("Hola, quiero saber mi saldo"))),
                Arguments.of(
                        "edited", "{'message_id':'wamid.M0','text':{'body':'No'}}", new Edit(FIRST, new Text("No"))),
                Arguments.of("revoke", "{'original_message_id':'wamid.M0'}", new Removal(FIRST)),
                Arguments.of("revoke", "{'revoked_message_id':'wamid.M0'}", new Removal(FIRST)),
                Arguments.of("deleted", "{'message_id':'wamid.M0'}", new Removal(FIRST)),
                Arguments.of("revoke", "{}", new Unsupported("revoke")),
                Arguments.of("edit", "{}", new Unsupported("edit")));
    }

    @ParameterizedTest
    @MethodSource("amendmentsOfV1")
    void decode_v1_isTheAmendment(String type, String data, MessageContent content) {
        var body = Bodies.changed(
                "v1-received-text",
                "\"message_type\": \"text\"",
                "\"message_type\":\"" + type + "\"",
                "\"message_type_data\": {}",
                "\"message_type_data\":" + data.replace('\'', '"'));
        assertThat(content(Bodies.v1(Bodies.RECEIVED, body).get(0))).isEqualTo(content);
    }

    private static MessageContent content(Object event) {
        return ((MessageReceived) event).content();
    }
}
