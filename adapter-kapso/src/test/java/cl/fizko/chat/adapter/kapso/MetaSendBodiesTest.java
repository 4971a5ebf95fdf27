package cl.fizko.chat.adapter.kapso;

import static cl.fizko.chat.domain.message.Contents.button;
import static cl.fizko.chat.domain.message.Contents.byId;
import static cl.fizko.chat.domain.message.Contents.byUrl;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.Contents;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonKind;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonValue;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.SendOutcome.Accepted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of content in Meta's words, whole, over a real socket. */
class MetaSendBodiesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PDF = "https://files.example.cl/p/ab12/certificado.pdf";

    @RegisterExtension
    final FakeKapso kapso = new FakeKapso();

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void send_kind_isMetasBody(MessageContent content, String expected) throws Exception {
        var whole = JSON.createObjectNode()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put("to", "+56955500101")
                .put("biz_opaque_callback_data", Outbound.ID.toString());
        whole.setAll((ObjectNode) JSON.readTree(expected));
        assertThat(sent(Outbound.of(content))).isEqualTo(whole);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(plain(), interactive(), templates()).flatMap(bodies -> bodies);
    }

    private static Stream<Arguments> plain() {
        return Stream.of(
                Arguments.of(
                        new MessageContent.Media(
                                MediaKind.IMAGE,
                                byUrl("https://a.example/b.png"),
                                Optional.of("Vea"),
                                Optional.empty()),
                        """
                        {"type":"image","image":{"link":"https://a.example/b.png","caption":"Vea"}}"""),
                Arguments.of(
                        new MessageContent.Media(MediaKind.VIDEO, byId("v.mp4"), Optional.empty(), Optional.of("oído")),
                        """
                        {"type":"video","video":{"id":"1184455500010101"}}"""),
                Arguments.of(Contents.media(MediaKind.AUDIO), """
                        {"type":"audio","audio":{"link":"https://files.example.cl/p/ab12/archivo"}}"""),
                Arguments.of(
                        new MessageContent.Media(
                                MediaKind.DOCUMENT,
                                byId("certificado.pdf"),
                                Optional.of("Su certificado"),
                                Optional.empty()),
                        """
                        {"type":"document","document":{"id":"1184455500010101","filename":"certificado.pdf",
                         "caption":"Su certificado"}}"""),
                Arguments.of(
                        new MessageContent.Media(MediaKind.STICKER, byId("s.webp"), Optional.empty(), Optional.empty()),
                        """
                        {"type":"sticker","sticker":{"id":"1184455500010101"}}"""),
                Arguments.of(Contents.place(), """
                        {"type":"location","location":{"latitude":-33.0458,"longitude":-71.6197,"name":"SII",
                         "address":"Melgarejo 667"}}"""),
                Arguments.of(new MessageContent.Location(1, 2, Optional.empty(), Optional.empty()), """
                        {"type":"location","location":{"latitude":1.0,"longitude":2.0}}"""),
                Arguments.of(
                        new MessageContent.Contacts(
                                "[{\"name\":{\"formatted_name\":\"Rosa\"},\"phones\":[{\"phone\":\"+56955500102\"}]}]"),
                        """
                        {"type":"contacts","contacts":[{"name":{"formatted_name":"Rosa"},
                         "phones":[{"phone":"+56955500102"}]}]}"""),
                Arguments.of(new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.of("👍")), """
                        {"type":"reaction","reaction":{"message_id":"wamid.1","emoji":"👍"}}"""),
                Arguments.of(new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.empty()), """
                        {"type":"reaction","reaction":{"message_id":"wamid.1","emoji":""}}"""));
    }

    private static Stream<Arguments> interactive() {
        return Stream.of(
                Arguments.of(Contents.buttons(button("hora:si", "Sí, confirmo"), button("hora:no", "No puedo")), """
                        {"type":"interactive","interactive":{"type":"button","body":{"text":"¿Confirma?"},"action":{"buttons":[
                         {"type":"reply","reply":{"id":"hora:si","title":"Sí, confirmo"}},
                         {"type":"reply","reply":{"id":"hora:no","title":"No puedo"}}]}}}"""),
                Arguments.of(headed(new ReplyButtons.Header.Line("F29")), """
                        {"type":"interactive","interactive":{"type":"button","header":{"type":"text","text":"F29"},
                         "body":{"text":"¿Va?"},"footer":{"text":"SII"},
                         "action":{"buttons":[{"type":"reply","reply":{"id":"si","title":"Sí"}}]}}}"""),
                Arguments.of(headed(new ReplyButtons.Header.File(MediaKind.DOCUMENT, byId("f29.pdf"))), """
                        {"type":"interactive","interactive":{"type":"button","header":{"type":"document",
                         "document":{"id":"1184455500010101","filename":"f29.pdf"}},
                         "body":{"text":"¿Va?"},"footer":{"text":"SII"},
                         "action":{"buttons":[{"type":"reply","reply":{"id":"si","title":"Sí"}}]}}}"""),
                Arguments.of(
                        new ChoiceList(
                                Optional.of("Trámites"),
                                "Elija una opción",
                                Optional.of("SII"),
                                "Ver opciones",
                                List.of(new ChoiceList.Section(
                                        Optional.of("Pagos"),
                                        List.of(
                                                new ChoiceList.Row("cuota", "Pagar", Optional.of("Saldo")),
                                                new ChoiceList.Row("otro", "Otro", Optional.empty()))))),
                        """
                        {"type":"interactive","interactive":{"type":"list","header":{"type":"text","text":"Trámites"},
                         "body":{"text":"Elija una opción"},"footer":{"text":"SII"},"action":{"button":"Ver opciones",
                         "sections":[{"title":"Pagos","rows":[{"id":"cuota","title":"Pagar","description":"Saldo"},
                         {"id":"otro","title":"Otro"}]}]}}}"""));
    }

    private static Stream<Arguments> templates() {
        return Stream.of(
                Arguments.of(Contents.template(Map.of()), """
                        {"type":"template","template":{"name":"aviso_vencimiento","language":{"code":"es_CL"}}}"""),
                Arguments.of(Contents.template(Map.of("nombre", "Rosa", "fecha", "12 de mayo")), template("""
                                {"type":"body","parameters":[{"type":"text","parameter_name":"fecha","text":"12 de mayo"},
                                {"type":"text","parameter_name":"nombre","text":"Rosa"}]}""")),
                Arguments.of(
                        Contents.template(Map.of(
                                "1", "a", "2", "b", "3", "c", "4", "d", "5", "e", "6", "f", "7", "g", "8", "h", "9",
                                "i", "10", "j")),
                        template("{\"type\":\"body\",\"parameters\":["
                                + Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
                                        .map(text -> "{\"type\":\"text\",\"text\":\"" + text + "\"}")
                                        .collect(Collectors.joining(","))
                                + "]}")),
                Arguments.of(
                        Contents.template(new TemplateMessage.Header.Line("1", "mayo")),
                        template("{\"type\":\"header\",\"parameters\":[{\"type\":\"text\",\"text\":\"mayo\"}]}")),
                Arguments.of(Contents.template(new TemplateMessage.Header.Line("mes", "mayo")), template("""
                                {"type":"header","parameters":[{"type":"text","parameter_name":"mes","text":"mayo"}]}""")),
                Arguments.of(
                        Contents.template(new TemplateMessage.Header.File(MediaKind.IMAGE, byUrl(PDF))),
                        template("{\"type\":\"header\",\"parameters\":[{\"type\":\"image\",\"image\":{\"link\":\"" + PDF
                                + "\"}}]}")),
                Arguments.of(
                        Contents.template(new TemplateMessage.Header.File(MediaKind.VIDEO, byId("v"))), template("""
                                {"type":"header","parameters":[{"type":"video","video":{"id":"1184455500010101"}}]}""")),
                Arguments.of(
                        Contents.template(new TemplateMessage.Header.File(MediaKind.DOCUMENT, byId("9.pdf"))),
                        template("""
                                {"type":"header","parameters":[{"type":"document",
                                "document":{"id":"1184455500010101","filename":"9.pdf"}}]}""")),
                Arguments.of(Contents.template(new TemplateMessage.Header.Place(Contents.place())), template("""
                                {"type":"header","parameters":[{"type":"location","location":{"latitude":-33.0458,
                                "longitude":-71.6197,"name":"SII","address":"Melgarejo 667"}}]}""")),
                Arguments.of(
                        Contents.template(
                                new ButtonValue(2, ButtonKind.COPY_CODE, "F29-2026"),
                                new ButtonValue(0, ButtonKind.URL, "ab12"),
                                new ButtonValue(1, ButtonKind.QUICK_REPLY, "hora:si")),
                        template("""
                                {"type":"button","sub_type":"url","index":"0",
                                "parameters":[{"type":"text","text":"ab12"}]},
                                {"type":"button","sub_type":"quick_reply","index":"1",
                                "parameters":[{"type":"payload","payload":"hora:si"}]},
                                {"type":"button","sub_type":"copy_code","index":"2",
                                "parameters":[{"type":"coupon_code","coupon_code":"F29-2026"}]}""")));
    }

    @Test
    void send_templateToAQuotedMessage_carriesItsContext() throws Exception {
        var message = Outbound.of(
                Outbound.ROSA, Contents.template(Map.of()), Optional.of(new ExternalId("wamid.IN1")), Optional.empty());
        assertThat(sent(message).at("/context/message_id").textValue()).isEqualTo("wamid.IN1");
    }

    @Test
    void send_reaction_isNoQuotedReply() throws Exception {
        var message = Outbound.of(
                Outbound.ROSA,
                new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.of("👍")),
                Optional.of(new ExternalId("wamid.IN1")),
                Optional.empty());
        assertThat(sent(message).has("context")).isFalse();
    }

    @Test
    void send_templateToAHiddenNumber_goesToTheUserId() throws Exception {
        var message = Outbound.of(Outbound.HIDDEN, Contents.template(Map.of()), Optional.empty(), Optional.empty());
        var body = sent(message);
        assertThat(body.path("recipient").textValue()).isEqualTo("CL.5550112233445566");
        assertThat(body.has("to")).isFalse();
    }

    private JsonNode sent(OutboundMessage message) throws Exception {
        kapso.enqueue(FakeKapso.accepts());
        assertThat(kapso.provider().send(message, Outbound.UNNOTICED)).isInstanceOf(Accepted.class);
        return JSON.readTree(kapso.request().getBody().utf8());
    }

    private static String template(String components) {
        return "{\"type\":\"template\",\"template\":{\"name\":\"aviso_vencimiento\",\"language\":{\"code\":\"es_CL\"},"
                + "\"components\":[" + components + "]}}";
    }

    private static ReplyButtons headed(ReplyButtons.Header header) {
        return new ReplyButtons(Optional.of(header), "¿Va?", Optional.of("SII"), List.of(button("si", "Sí")));
    }
}
