package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonKind;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the conformance kit gives a provider to send: a sample of every kind, and of what WhatsApp refuses of every kind. */
final class OutgoingContents {

    private static final String CARDS = "[{\"name\":{\"formatted_name\":\"Rosa\",\"first_name\":\"Rosa\"}}]";

    private OutgoingContents() {}

    static Stream<MessageContent> sendable() {
        return Stream.of(
                new MessageContent.Text("Su F29 vence el lunes: ¿lo presentamos?"),
                new MessageContent.Text("x".repeat(4096)),
                new MessageContent.Text("😊\n\t\"\\ \u2028"),
                media(MediaKind.IMAGE),
                media(MediaKind.VIDEO),
                media(MediaKind.AUDIO),
                media(MediaKind.DOCUMENT),
                media(MediaKind.STICKER),
                place(),
                new MessageContent.Contacts(CARDS),
                new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.of("👍")),
                new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.empty()),
                buttons(new ReplyButtons.Header.Line("F29"), "Sí", "No"),
                buttons(new ReplyButtons.Header.File(MediaKind.DOCUMENT, file()), "Sí", "No"),
                list("¿Qué necesita?"),
                new TemplateMessage("aviso_vencimiento", "es_CL", Map.of("nombre", "Rosa")),
                new TemplateMessage(
                        "aviso_vencimiento",
                        "es_CL",
                        Map.of("1", "Rosa"),
                        Optional.of(new TemplateMessage.Header.Place(place())),
                        List.of(
                                new ButtonValue(0, ButtonKind.URL, "ab12"),
                                new ButtonValue(1, ButtonKind.QUICK_REPLY, "si"),
                                new ButtonValue(2, ButtonKind.COPY_CODE, "F29-2026"))));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("body", new MessageContent.Text("")),
                Arguments.of("body", new MessageContent.Text("x".repeat(4097))),
                Arguments.of("body", new MessageContent.Text("\ud83d sin su otra mitad")),
                Arguments.of(
                        "caption",
                        new MessageContent.Media(MediaKind.AUDIO, file(), Optional.of("Escuche"), Optional.empty())),
                Arguments.of("latitude", new MessageContent.Location(-133.0458, 0, Optional.empty(), Optional.empty())),
                Arguments.of("buttons[1].title", buttons(new ReplyButtons.Header.Line("F29"), "Sí", "Sí")),
                Arguments.of("body", list("x".repeat(4097))),
                Arguments.of("values.nombre", new TemplateMessage("aviso", "es_CL", Map.of("nombre", "Rosa\nDíaz"))),
                Arguments.of("emoji", new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.of("sí"))),
                Arguments.of("type", new MessageContent.Choice("hora:si", "Sí")),
                Arguments.of("type", new MessageContent.FormReply("flow", "{}")),
                Arguments.of("type", new MessageContent.SystemNotice("user_changed_number")),
                Arguments.of("type", new MessageContent.Unsupported("poll_creation")),
                Arguments.of("type", new MessageContent.Removal(new ExternalId("wamid.1"))));
    }

    private static MessageContent.Location place() {
        return new MessageContent.Location(-33.0458, -71.6197, Optional.of("SII"), Optional.empty());
    }

    private static ReplyButtons buttons(ReplyButtons.Header header, String one, String other) {
        return new ReplyButtons(
                Optional.of(header),
                "¿Lo presentamos?",
                Optional.of("Responda hasta el lunes"),
                List.of(new ReplyButtons.Button("uno", one), new ReplyButtons.Button("otro", other)));
    }

    private static MessageContent media(MediaKind kind) {
        return new MessageContent.Media(kind, file(), Optional.empty(), Optional.empty());
    }

    private static MediaReference file() {
        return new MediaReference(
                Optional.of("1184455500010101"),
                Optional.empty(),
                Optional.of("application/pdf"),
                Optional.empty(),
                Optional.of("certificado.pdf"));
    }

    private static ChoiceList list(String body) {
        return new ChoiceList(
                Optional.of("Trámites"),
                body,
                Optional.empty(),
                "Ver opciones",
                List.of(new ChoiceList.Section(
                        Optional.empty(),
                        List.of(new ChoiceList.Row("f29", "Presentar el F29", Optional.of("Vence el lunes"))))));
    }
}
