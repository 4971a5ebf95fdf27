package cl.fizko.chat.domain.message;

import static cl.fizko.chat.domain.message.Contents.button;
import static cl.fizko.chat.domain.message.Contents.buttons;
import static cl.fizko.chat.domain.message.Contents.list;
import static cl.fizko.chat.domain.message.Contents.media;
import static cl.fizko.chat.domain.message.Contents.section;
import static cl.fizko.chat.domain.message.Contents.template;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.MessageContent.Contacts;
import cl.fizko.chat.domain.message.MessageContent.Location;
import cl.fizko.chat.domain.message.MessageContent.Media;
import cl.fizko.chat.domain.message.MessageContent.Reaction;
import cl.fizko.chat.domain.message.MessageContent.Text;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonKind;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentLimitsTest {

    private static final ExternalId WAMID = new ExternalId("wamid.1");

    @ParameterizedTest
    @MethodSource("allowed")
    void problems_withinTheLimits_none(MessageContent content) {
        assertThat(ContentLimits.problems(content)).isEmpty();
    }

    static Stream<MessageContent> allowed() {
        return Stream.of(
                new Text("x".repeat(4096)),
                new Text("😊"),
                captioned(MediaKind.IMAGE, "x".repeat(1024)),
                new Media(MediaKind.DOCUMENT, Contents.byId("x".repeat(240)), Optional.empty(), Optional.of("oído")),
                media(MediaKind.VIDEO),
                media(MediaKind.AUDIO),
                media(MediaKind.STICKER),
                new Location(-90, 180, Optional.of("x".repeat(100)), Optional.of("x".repeat(300))),
                new Contacts("[{}]"),
                new Reaction(WAMID, Optional.of("👍🏽")),
                new Reaction(WAMID, Optional.of("👩‍👩‍👧‍👦")),
                new Reaction(WAMID, Optional.of("🇨🇱")),
                new Reaction(WAMID, Optional.of("1️⃣")),
                new Reaction(WAMID, Optional.empty()),
                buttons(button("a", "Sí"), button("b", "No"), button("x".repeat(256), "x".repeat(20))),
                headed(new ReplyButtons.Header.Line("x".repeat(60))),
                headed(new ReplyButtons.Header.File(MediaKind.DOCUMENT, Contents.byId("a.pdf"))),
                list(section("a", 4), section("b", 6)),
                list(untitled(10)),
                template(Map.of()),
                template(Map.of("1", "Rosa", "2", "12 de    mayo")),
                template(Map.of("nombre", "Rosa", "fecha_2", "12 de mayo")),
                template(new TemplateMessage.Header.Line("1", "x".repeat(60))),
                template(new TemplateMessage.Header.File(MediaKind.VIDEO, Contents.byId("v"))),
                template(new TemplateMessage.Header.Place(Contents.place())),
                template(
                        new ButtonValue(1, ButtonKind.COPY_CODE, "x".repeat(15)),
                        new ButtonValue(0, ButtonKind.URL, "ab12")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void problems_beyondALimit_nameTheField(String field, MessageContent content) {
        assertThat(ContentLimits.problems(content))
                .extracting(FieldProblem::field)
                .containsExactly(field);
    }

    static Stream<Arguments> refused() {
        return Stream.of(simple(), interactive(), templates(), onlyReceived()).flatMap(found -> found);
    }

    private static Stream<Arguments> simple() {
        return Stream.of(
                wrong("body", new Text("")),
                wrong("body", new Text(" \n")),
                wrong("body", new Text("x".repeat(4097))),
                // 4096 code points, and more by the other count.
                wrong("body", new Text("x".repeat(4095) + "😊")),
                wrong("body", new Text("a\u0000b")),
                wrong("body", new Text("roto \ud83d")),
                wrong("caption", captioned(MediaKind.IMAGE, "x".repeat(1025))),
                wrong("caption", captioned(MediaKind.DOCUMENT, "")),
                wrong("caption", captioned(MediaKind.AUDIO, "Hola")),
                wrong("caption", captioned(MediaKind.STICKER, "Hola")),
                wrong("file", new Media(MediaKind.IMAGE, file("", ""), Optional.empty(), Optional.empty())),
                wrong(
                        "file",
                        new Media(
                                MediaKind.IMAGE, file("1", "https://a.example/b"), Optional.empty(), Optional.empty())),
                wrong("file.url", linked("ftp://a.example/b")),
                wrong("file.url", linked("https://a.example/b c")),
                wrong("file.url", linked("javascript:alert(1)")),
                wrong("file.url", linked("")),
                wrong(
                        "file.filename",
                        new Media(
                                MediaKind.DOCUMENT,
                                Contents.byId("x".repeat(241)),
                                Optional.empty(),
                                Optional.empty())),
                wrong("latitude", new Location(90.001, 0, Optional.empty(), Optional.empty())),
                wrong("latitude", new Location(Double.NaN, 0, Optional.empty(), Optional.empty())),
                wrong("longitude", new Location(0, -180.5, Optional.empty(), Optional.empty())),
                wrong("name", new Location(0, 0, Optional.of("x".repeat(101)), Optional.empty())),
                wrong("address", new Location(0, 0, Optional.empty(), Optional.of("x".repeat(301)))),
                wrong("cards", new Contacts(" ")),
                wrong("target", new Reaction(new ExternalId("wamid.\ud83d"), Optional.of("👍"))),
                wrong("emoji", new Reaction(WAMID, Optional.of(""))),
                wrong("emoji", new Reaction(WAMID, Optional.of("ok"))),
                wrong("emoji", new Reaction(WAMID, Optional.of("ñ"))),
                wrong("emoji", new Reaction(WAMID, Optional.of("7"))),
                wrong("emoji", new Reaction(WAMID, Optional.of("👍👍"))),
                wrong("emoji", new Reaction(WAMID, Optional.of("\ud83d"))));
    }

    private static Stream<Arguments> interactive() {
        return Stream.of(
                wrong("buttons", buttons()),
                wrong("buttons", buttons(button("a", "1"), button("b", "2"), button("c", "3"), button("d", "4"))),
                wrong("buttons[1].title", buttons(button("a", "Sí"), button("b", "x".repeat(21)))),
                wrong("buttons[1].title", buttons(button("a", "Sí"), button("b", "Sí"))),
                wrong("buttons[0].title", buttons(button("a", " "))),
                wrong("buttons[1].id", buttons(button("a", "Sí"), button("a", "No"))),
                wrong("buttons[0].id", buttons(button("x".repeat(257), "Sí"))),
                wrong(
                        "body",
                        new ReplyButtons(
                                Optional.empty(), "x".repeat(1025), Optional.empty(), List.of(button("a", "Sí")))),
                wrong(
                        "footer",
                        new ReplyButtons(
                                Optional.empty(), "x", Optional.of("x".repeat(61)), List.of(button("a", "Sí")))),
                wrong("header.text", headed(new ReplyButtons.Header.Line("x".repeat(61)))),
                wrong("header.kind", headed(new ReplyButtons.Header.File(MediaKind.AUDIO, Contents.byId("a")))),
                wrong("header.file", headed(new ReplyButtons.Header.File(MediaKind.IMAGE, file("", "")))),
                wrong("sections", list()),
                wrong("sections", list(section("a", 5), section("b", 6))),
                wrong("sections[1].title", list(section("a", 1), untitled(1))),
                wrong("sections[0].title", list(section("x".repeat(25), 1))),
                wrong("sections[0].rows", list(section("a", 0))),
                wrong("sections[1].rows[0].id", list(section("a", 1), section("a", 1))),
                wrong("sections[0].rows[0].id", list(row("x".repeat(201), "Uno", ""))),
                wrong("sections[0].rows[0].title", list(row("a", "x".repeat(25), ""))),
                wrong("sections[0].rows[0].description", list(row("a", "Uno", "x".repeat(73)))),
                wrong(
                        "sections[0].rows[1].title",
                        list(new ChoiceList.Section(
                                Optional.empty(),
                                List.of(
                                        new ChoiceList.Row("a", "Uno", Optional.empty()),
                                        new ChoiceList.Row("b", "Uno", Optional.empty()))))),
                wrong(
                        "opener",
                        new ChoiceList(
                                Optional.empty(), "x", Optional.empty(), "x".repeat(21), List.of(section("a", 1)))),
                wrong(
                        "header",
                        new ChoiceList(
                                Optional.of("x".repeat(61)), "x", Optional.empty(), "Ver", List.of(section("a", 1)))),
                wrong(
                        "body",
                        new ChoiceList(
                                Optional.empty(),
                                "x".repeat(4097),
                                Optional.empty(),
                                "Ver",
                                List.of(section("a", 1)))));
    }

    private static Stream<Arguments> templates() {
        return Stream.of(
                wrong("name", new TemplateMessage("Aviso", "es_CL", Map.of())),
                wrong("name", new TemplateMessage("", "es_CL", Map.of())),
                wrong("language", new TemplateMessage("aviso", "es-CL", Map.of())),
                wrong("values.nombre", template(Map.of("nombre", " "))),
                wrong("values.nombre", template(Map.of("nombre", "Rosa\nDíaz"))),
                wrong("values.nombre", template(Map.of("nombre", "Rosa\tDíaz"))),
                wrong("values.nombre", template(Map.of("nombre", "Rosa     Díaz"))),
                wrong("values.nombre", template(Map.of("nombre", "x".repeat(1025)))),
                wrong("values", template(Map.of("1", "Rosa", "3", "mayo"))),
                wrong("values", template(Map.of("1", "Rosa", "fecha", "mayo"))),
                wrong("values", template(Map.of("nombre completo", "Rosa"))),
                wrong("header.value", template(new TemplateMessage.Header.Line("1", "a\nb"))),
                wrong("header.variable", template(new TemplateMessage.Header.Line("", "a"))),
                wrong("header.kind", template(new TemplateMessage.Header.File(MediaKind.AUDIO, Contents.byId("a")))),
                wrong("header.file", template(new TemplateMessage.Header.File(MediaKind.IMAGE, file("", "")))),
                wrong(
                        "header.latitude",
                        template(new TemplateMessage.Header.Place(
                                new Location(100, 0, Optional.empty(), Optional.empty())))),
                wrong("buttons[0].value", template(new ButtonValue(0, ButtonKind.COPY_CODE, "x".repeat(16)))),
                wrong("buttons[0].value", template(new ButtonValue(0, ButtonKind.URL, ""))),
                wrong("buttons[0].value", template(new ButtonValue(0, ButtonKind.QUICK_REPLY, "x".repeat(257)))),
                wrong("buttons[0].index", template(new ButtonValue(10, ButtonKind.URL, "a"))),
                wrong("buttons[0].index", template(new ButtonValue(-1, ButtonKind.URL, "a"))),
                wrong(
                        "buttons[1].index",
                        template(new ButtonValue(0, ButtonKind.URL, "a"), new ButtonValue(0, ButtonKind.URL, "b"))));
    }

    private static Stream<Arguments> onlyReceived() {
        return Stream.of(
                        new MessageContent.Choice("hora:si", "Sí"),
                        new MessageContent.FormReply("form", "{}"),
                        new MessageContent.SystemNotice("user_changed_number"),
                        new MessageContent.Unsupported("poll_creation"),
                        new MessageContent.Edit(WAMID, new Text("Hola")),
                        new MessageContent.Removal(WAMID))
                .map(content -> wrong("type", content));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void problems_neverHoldTheValue(String field, MessageContent content) {
        assertThat(ContentLimits.problems(content).toString())
                .doesNotContain("xxx")
                .doesNotContain("Rosa")
                .doesNotContain("example");
    }

    private static Arguments wrong(String field, MessageContent content) {
        return Arguments.of(field, content);
    }

    private static Media captioned(MediaKind kind, String caption) {
        return new Media(kind, Contents.byId("a.bin"), Optional.of(caption), Optional.empty());
    }

    private static Media linked(String url) {
        return new Media(MediaKind.IMAGE, Contents.byUrl(url), Optional.empty(), Optional.empty());
    }

    private static MediaReference file(String id, String url) {
        return new MediaReference(
                Optional.of(id).filter(text -> !text.isEmpty()),
                Optional.of(url).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ReplyButtons headed(ReplyButtons.Header header) {
        return new ReplyButtons(Optional.of(header), "¿Confirma?", Optional.empty(), List.of(button("a", "Sí")));
    }

    private static ChoiceList.Section untitled(int rows) {
        return new ChoiceList.Section(Optional.empty(), section("u", rows).rows());
    }

    private static ChoiceList.Section row(String id, String title, String description) {
        return new ChoiceList.Section(
                Optional.empty(),
                List.of(new ChoiceList.Row(id, title, Optional.of(description).filter(text -> !text.isEmpty()))));
    }
}
