package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageContentColumnsTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    static Stream<MessageContent> contents() {
        var full = new MediaReference(
                Optional.of("id"),
                Optional.of("https://x/y"),
                Optional.of("audio/ogg; codecs=opus"),
                Optional.of("ab"),
                Optional.of("foto \"1\".jpg"));
        var bare = new MediaReference(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var offers = Stream.of(
                new ReplyButtons(
                        Optional.of(new ReplyButtons.Header.Line("Título")),
                        "¿Seguimos?",
                        Optional.of("pie"),
                        List.of(new ReplyButtons.Button("yes", "Sí"), new ReplyButtons.Button("no", "No"))),
                new ReplyButtons(
                        Optional.of(new ReplyButtons.Header.File(MediaKind.DOCUMENT, full)),
                        "Adjunto",
                        Optional.empty(),
                        List.of(new ReplyButtons.Button("ok", "Ok"))),
                new ReplyButtons(Optional.empty(), "", Optional.empty(), List.of()),
                new ChoiceList(
                        Optional.of("Impuestos"),
                        "Elige",
                        Optional.of("pie"),
                        "Ver",
                        List.of(
                                new ChoiceList.Section(
                                        Optional.of("Mensuales"),
                                        List.of(
                                                new ChoiceList.Row("f29", "F29", Optional.of("IVA y PPM")),
                                                new ChoiceList.Row("x", "Otro", Optional.empty()))),
                                new ChoiceList.Section(Optional.empty(), List.of()))),
                new ChoiceList(Optional.empty(), "Elige", Optional.empty(), "Ver", List.of()));
        var templates = Stream.of(
                new TemplateMessage(
                        "aviso",
                        "es_CL",
                        Map.of("nombre", "José"),
                        Optional.of(new TemplateMessage.Header.Line("mes", "mayo")),
                        List.of(
                                new TemplateMessage.ButtonValue(0, TemplateMessage.ButtonKind.URL, "f29/1"),
                                new TemplateMessage.ButtonValue(2, TemplateMessage.ButtonKind.COPY_CODE, "A1"),
                                new TemplateMessage.ButtonValue(1, TemplateMessage.ButtonKind.QUICK_REPLY, "si"))),
                new TemplateMessage(
                        "aviso",
                        "es_CL",
                        Map.of(),
                        Optional.of(new TemplateMessage.Header.File(MediaKind.IMAGE, full)),
                        List.of()),
                new TemplateMessage(
                        "aviso",
                        "es_CL",
                        Map.of(),
                        Optional.of(new TemplateMessage.Header.File(MediaKind.VIDEO, bare)),
                        List.of()),
                new TemplateMessage(
                        "aviso",
                        "es_CL",
                        Map.of(),
                        Optional.of(new TemplateMessage.Header.Place(
                                new MessageContent.Location(-33.4489, -70.6693, Optional.of("SII"), Optional.empty()))),
                        List.of()));
        var target = new ExternalId("wamid.1");
        var changes = Stream.of(
                new MessageContent.Removal(target),
                new MessageContent.Edit(target, new MessageContent.Text("ahora sí")),
                new MessageContent.Edit(
                        target,
                        new MessageContent.Media(MediaKind.IMAGE, full, Optional.of("otro pie"), Optional.empty())),
                new MessageContent.Edit(
                        target, new MessageContent.Media(MediaKind.AUDIO, bare, Optional.empty(), Optional.of("voz"))),
                new MessageContent.Edit(target, new MessageContent.Unsupported("order")));
        var plain = Stream.of(
                new MessageContent.Text("ñandú 🇨🇱\n\"citado\""),
                new MessageContent.Text(""),
                new MessageContent.Location(-33.4489, -70.6693, Optional.of("Oficina"), Optional.of("Ahumada 1")),
                new MessageContent.Location(0, 0, Optional.empty(), Optional.empty()),
                new MessageContent.Contacts("[ {\"name\" : \"A\\u0000\", \"b\":1.0} ]"),
                new MessageContent.Choice("yes", "Sí"),
                new MessageContent.FormReply("f", "{ \"z\": 1, \"a\": 2 }"),
                new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.of("👍")),
                new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.empty()),
                new TemplateMessage("aviso", "es_CL", Map.of("1", "a", "nombre", "José")),
                new TemplateMessage("aviso", "es_CL", Map.of()),
                new TemplateMessage(
                        "aviso",
                        "es_CL",
                        Map.of("nombre", "José"),
                        Optional.empty(),
                        List.of(),
                        Optional.of("Hola José,\nsu F29 vence mañana.")),
                new MessageContent.SystemNotice("customer_changed_number"),
                new MessageContent.Unsupported("order"));
        var media = Arrays.stream(MediaKind.values())
                .flatMap(kind -> Stream.of(
                        new MessageContent.Media(kind, full, Optional.of("pie"), Optional.of("voz")),
                        new MessageContent.Media(kind, full, Optional.of(""), Optional.empty()),
                        new MessageContent.Media(kind, bare, Optional.empty(), Optional.of("voz")),
                        new MessageContent.Media(kind, bare, Optional.empty(), Optional.empty())));
        return Stream.of(plain, offers, templates, changes, media).flatMap(contents -> contents);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void content_throughTheDatabase_comesBackTheSame(MessageContent content) {
        assertThat(roundTrip(postgres.jdbi(), content)).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void columns_holdTheWordsAndPrintNone(MessageContent content) {
        var columns = MessageContentColumns.of(content);

        assertThat(Optional.ofNullable(columns.content())).isEqualTo(content.words());
        assertThat(columns).hasToString("MessageContentColumns[" + content.type() + "]");
    }

    @Test
    void contents_coverEveryKind() {
        var covered = contents().map(Object::getClass).collect(Collectors.toSet());

        assertThat(covered).isEqualTo(new HashSet<>(Arrays.asList(MessageContent.class.getPermittedSubclasses())));
    }

    @Test
    void template_storedBeforeHeadersAndButtons_isReadable() {
        var stored = new MessageContentColumns(
                "template", null, "{\"name\":\"aviso\",\"language\":\"es_CL\",\"values\":{\"1\":\"a\"}}");

        assertThat(stored.toContent()).isEqualTo(new TemplateMessage("aviso", "es_CL", Map.of("1", "a")));
    }

    @Test
    void brokenDetails_areNotQuoted() {
        assertThatThrownBy(() -> new MessageContentColumns("location", null, "{secreto").toContent())
                .hasMessageContaining("location")
                .hasStackTraceContaining("JsonParse")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("{secreto"));
    }

    private static MessageContent roundTrip(Jdbi jdbi, MessageContent content) {
        var columns = MessageContentColumns.of(content);
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select :type as message_type, :content::text as content, :details::jsonb as details")
                .bind("type", columns.messageType())
                .bind("content", columns.content())
                .bind("details", columns.details())
                .map((row, context) -> MessageContentColumns.read(row))
                .one());
    }
}
