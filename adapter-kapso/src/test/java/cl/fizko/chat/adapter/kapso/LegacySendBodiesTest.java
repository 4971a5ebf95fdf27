package cl.fizko.chat.adapter.kapso;

import static cl.fizko.chat.domain.message.Contents.button;
import static cl.fizko.chat.domain.message.Contents.byId;
import static cl.fizko.chat.domain.message.Contents.byUrl;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.Contents;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonKind;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonValue;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.SendOutcome.Accepted;
import cl.fizko.chat.domain.port.SendOutcome.Rejected;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of content in the legacy API's words, whole, over a real socket; and what it has no words for. */
class LegacySendBodiesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONFIG_ID = "11111111-2222-4333-8444-555555555555";

    @RegisterExtension
    final FakeKapso kapso = new FakeKapso();

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void send_kind_isFlat(MessageContent content, String expected) throws Exception {
        var message = (ObjectNode) JSON.readTree(expected);
        assertThat(sent(Outbound.of(content)))
                .isEqualTo(JSON.createObjectNode().set("message", message.put("phone_number", "+56955500101")));
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
                        {"message_type":"image","media_url":"https://a.example/b.png","caption":"Vea"}"""),
                Arguments.of(
                        new MessageContent.Media(MediaKind.VIDEO, byId("v.mp4"), Optional.empty(), Optional.empty()),
                        """
                        {"message_type":"video","media_id":"1184455500010101"}"""),
                Arguments.of(
                        new MessageContent.Media(MediaKind.AUDIO, byId("a.ogg"), Optional.empty(), Optional.empty()),
                        """
                        {"message_type":"audio","media_id":"1184455500010101"}"""),
                Arguments.of(
                        new MessageContent.Media(
                                MediaKind.DOCUMENT,
                                byId("certificado.pdf"),
                                Optional.of("Su certificado"),
                                Optional.empty()),
                        """
                        {"message_type":"document","media_id":"1184455500010101","filename":"certificado.pdf",
                         "caption":"Su certificado"}"""),
                Arguments.of(Contents.place(), """
                        {"message_type":"location","latitude":-33.0458,"longitude":-71.6197,"location_name":"SII",
                         "location_address":"Melgarejo 667"}"""),
                Arguments.of(new MessageContent.Contacts("[{\"name\":{\"formatted_name\":\"Rosa\"}}]"), """
                        {"message_type":"contacts","contacts":[{"name":{"formatted_name":"Rosa"}}]}"""),
                Arguments.of(new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.of("👍")), """
                        {"message_type":"reaction","reaction_emoji":"👍","reacted_to_message_id":"wamid.1"}"""),
                Arguments.of(new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.empty()), """
                        {"message_type":"reaction","reaction_emoji":"","reacted_to_message_id":"wamid.1"}"""));
    }

    private static Stream<Arguments> interactive() {
        return Stream.of(
                Arguments.of(
                        new ReplyButtons(
                                Optional.of(new ReplyButtons.Header.Line("F29")),
                                "¿Confirma?",
                                Optional.of("SII"),
                                List.of(button("si", "Sí"), button("no", "No"))),
                        """
                        {"message_type":"interactive","interactive_type":"button","body_text":"¿Confirma?",
                         "header_text":"F29","footer_text":"SII",
                         "buttons":[{"id":"si","title":"Sí"},{"id":"no","title":"No"}]}"""),
                Arguments.of(
                        new ChoiceList(
                                Optional.of("Trámites"),
                                "Elija",
                                Optional.of("SII"),
                                "Ver opciones",
                                List.of(new ChoiceList.Section(
                                        Optional.of("Pagos"),
                                        List.of(
                                                new ChoiceList.Row("cuota", "Pagar", Optional.of("Saldo")),
                                                new ChoiceList.Row("otro", "Otro", Optional.empty()))))),
                        """
                        {"message_type":"interactive","interactive_type":"list","body_text":"Elija","header_text":"Trámites",
                         "footer_text":"SII","list_button_text":"Ver opciones","sections":[{"title":"Pagos","rows":[
                         {"id":"cuota","title":"Pagar","description":"Saldo"},{"id":"otro","title":"Otro"}]}]}"""));
    }

    private static Stream<Arguments> templates() {
        return Stream.of(
                Arguments.of(Contents.template(Map.of()), template("")),
                Arguments.of(
                        Contents.template(Map.of("1", "Rosa", "2", "12 de mayo")),
                        template(",\"template_params\":[\"Rosa\",\"12 de mayo\"]")),
                Arguments.of(
                        Contents.template(Map.of("nombre", "Rosa", "fecha", "12 de mayo")),
                        template(",\"template_params\":{\"nombre\":\"Rosa\",\"fecha\":\"12 de mayo\"}")),
                Arguments.of(
                        new TemplateMessage(
                                "aviso_vencimiento",
                                "es_CL",
                                Map.of("nombre", "Rosa"),
                                Optional.of(new TemplateMessage.Header.Line("mes", "mayo")),
                                List.of()),
                        template(
                                ",\"template_params\":{\"header\":{\"mes\":\"mayo\"},\"body\":{\"nombre\":\"Rosa\"}}")),
                Arguments.of(
                        Contents.template(new TemplateMessage.Header.File(
                                MediaKind.IMAGE, byUrl("https://files.example.cl/b/9.png"))),
                        template(",\"header_type\":\"image\",\"header_params\":\"https://files.example.cl/b/9.png\"")),
                Arguments.of(
                        new TemplateMessage(
                                "aviso_vencimiento",
                                "es_CL",
                                Map.of("1", "Rosa"),
                                Optional.of(new TemplateMessage.Header.File(
                                        MediaKind.DOCUMENT,
                                        new MediaReference(
                                                Optional.empty(),
                                                Optional.of("https://files.example.cl/b/9.pdf"),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of("boleta.pdf")))),
                                List.of()),
                        template(",\"header_type\":\"document\",\"header_params\":\"https://files.example.cl/b/9.pdf\","
                                + "\"header_filename\":\"boleta.pdf\",\"template_params\":[\"Rosa\"]")));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void send_whatItHasNoWordsFor_isRejectedNamingTheField(String field, MessageContent content) {
        var departures = new AtomicInteger();
        var outcome = kapso.legacyProvider().send(Outbound.of(content), departures::incrementAndGet);
        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.failure().reason()).isEqualTo(FailureReason.BAD_REQUEST);
            assertThat(rejected.failure().code()).isEqualTo("unsupported:" + field);
            assertThat(rejected.failure().detail()).startsWith(field + ": ").contains("legacy API");
        });
        assertThat(departures).hasValue(0);
        assertThat(kapso.requestsSeen()).isZero();
    }

    static Stream<Arguments> gaps() {
        return Stream.of(
                Arguments.of("kind", Contents.media(MediaKind.STICKER)),
                Arguments.of(
                        "header",
                        new ReplyButtons(
                                Optional.of(new ReplyButtons.Header.File(MediaKind.IMAGE, byId("a.png"))),
                                "¿Va?",
                                Optional.empty(),
                                List.of(button("si", "Sí")))),
                Arguments.of(
                        "body",
                        new ChoiceList(
                                Optional.empty(),
                                "x".repeat(1025),
                                Optional.empty(),
                                "Ver",
                                List.of(Contents.section("a", 1)))),
                Arguments.of("buttons[0]", Contents.template(new ButtonValue(0, ButtonKind.URL, "ab12"))),
                Arguments.of("header", Contents.template(new TemplateMessage.Header.Place(Contents.place()))),
                Arguments.of(
                        "header.file.id",
                        Contents.template(new TemplateMessage.Header.File(MediaKind.IMAGE, byId("a.png")))));
    }

    @Test
    void send_quotedReply_goesWithoutItsQuote() throws Exception {
        var message = Outbound.to(Outbound.ROSA, "Hola", Optional.of(new ExternalId("wamid.IN1")), Optional.empty());
        assertThat(sent(message))
                .isEqualTo(
                        JSON.readTree(
                                "{\"message\":{\"message_type\":\"text\",\"content\":\"Hola\",\"phone_number\":\"+56955500101\"}}"));
    }

    @Test
    void send_lineOfKapsos_isNamed() throws Exception {
        var message = onLine(CONFIG_ID, Optional.empty());
        assertThat(sent(message).at("/message/whatsapp_config_id").textValue()).isEqualTo(CONFIG_ID);
    }

    @Test
    void send_lineOfMetasOrKnownConversation_isNotNamed() throws Exception {
        assertThat(sent(Outbound.text("Hola")).path("message").has("whatsapp_config_id"))
                .isFalse();
        assertThat(sent(onLine(CONFIG_ID, Optional.of("5d0c1e52-83aa-4f0e-9b7d-2c6a4f1e0101")))
                        .path("message")
                        .has("whatsapp_config_id"))
                .isFalse();
    }

    private static OutboundMessage onLine(String line, Optional<String> conversation) {
        return new OutboundMessage(
                Outbound.ID,
                new LineId(line),
                Optional.of(new Secret(Outbound.TOKEN)),
                Outbound.ROSA,
                new MessageContent.Text("Hola"),
                Optional.empty(),
                conversation);
    }

    private JsonNode sent(OutboundMessage message) throws Exception {
        kapso.enqueue(FakeKapso.answer(201, Fixtures.text("http-201-v1-send")).build());
        assertThat(kapso.legacyProvider().send(message, Outbound.UNNOTICED)).isInstanceOf(Accepted.class);
        return JSON.readTree(kapso.request().getBody().utf8());
    }

    private static String template(String rest) {
        return "{\"message_type\":\"template\",\"template_name\":\"aviso_vencimiento\",\"template_language\":\"es_CL\""
                + rest + "}";
    }
}
