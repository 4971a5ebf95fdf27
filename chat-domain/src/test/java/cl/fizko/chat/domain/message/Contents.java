package cl.fizko.chat.domain.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Outgoing contents for tests, right unless they are changed. */
public final class Contents {

    private Contents() {}

    public static MediaReference byId(String filename) {
        return new MediaReference(
                Optional.of("1184455500010101"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(filename));
    }

    public static MediaReference byUrl(String url) {
        return new MediaReference(
                Optional.empty(), Optional.of(url), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static MessageContent.Media media(MediaKind kind) {
        return new MessageContent.Media(
                kind, byUrl("https://files.example.cl/p/ab12/archivo"), Optional.empty(), Optional.empty());
    }

    public static MessageContent.Location place() {
        return new MessageContent.Location(-33.0458, -71.6197, Optional.of("SII"), Optional.of("Melgarejo 667"));
    }

    public static ReplyButtons buttons(ReplyButtons.Button... buttons) {
        return new ReplyButtons(Optional.empty(), "¿Confirma?", Optional.empty(), List.of(buttons));
    }

    public static ReplyButtons.Button button(String id, String title) {
        return new ReplyButtons.Button(id, title);
    }

    public static ChoiceList list(ChoiceList.Section... sections) {
        return new ChoiceList(Optional.empty(), "Elija", Optional.empty(), "Ver opciones", List.of(sections));
    }

    /** With rows of different ids and titles. */
    public static ChoiceList.Section section(String title, int rows) {
        return new ChoiceList.Section(
                Optional.of(title),
                IntStream.range(0, rows)
                        .mapToObj(i -> new ChoiceList.Row(title + ":" + i, "Opción " + i, Optional.empty()))
                        .toList());
    }

    public static TemplateMessage template(Map<String, String> values) {
        return new TemplateMessage("aviso_vencimiento", "es_CL", values);
    }

    public static TemplateMessage template(TemplateMessage.Header header, TemplateMessage.ButtonValue... buttons) {
        return new TemplateMessage("aviso_vencimiento", "es_CL", Map.of(), Optional.of(header), List.of(buttons));
    }

    public static TemplateMessage template(TemplateMessage.ButtonValue... buttons) {
        return new TemplateMessage("aviso_vencimiento", "es_CL", Map.of(), Optional.empty(), List.of(buttons));
    }
}
