package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.TemplateMessage;
import java.util.Arrays;
import java.util.HashSet;
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
                new MessageContent.SystemNotice("customer_changed_number"),
                new MessageContent.Unsupported("order"));
        var media = Arrays.stream(MediaKind.values())
                .flatMap(kind -> Stream.of(
                        new MessageContent.Media(kind, full, Optional.of("pie"), Optional.of("voz")),
                        new MessageContent.Media(kind, full, Optional.of(""), Optional.empty()),
                        new MessageContent.Media(kind, bare, Optional.empty(), Optional.of("voz")),
                        new MessageContent.Media(kind, bare, Optional.empty(), Optional.empty())));
        return Stream.concat(plain, media);
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
