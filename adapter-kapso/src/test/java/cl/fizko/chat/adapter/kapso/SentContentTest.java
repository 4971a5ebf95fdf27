package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a history remembers of templates, buttons and lists: by it a send is found whose answer was lost. */
class SentContentTest {

    private static final MessageContent BUTTONS =
            new ReplyButtons(Optional.empty(), "¿Confirma?", Optional.empty(), List.of());
    private static final MessageContent LIST =
            new ChoiceList(Optional.empty(), "Elija un trámite", Optional.empty(), "", List.of());

    static Stream<Arguments> contents() {
        return Stream.of(
                Arguments.of(
                        "'type':'template','template':{'name':'aviso','language':{'code':'es_CL'},'components':[]}",
                        template("aviso", "es_CL")),
                Arguments.of(
                        "'type':'template','template':{'name':'aviso','language':'es-CL'}", template("aviso", "es_CL")),
                Arguments.of(
                        "'type':'template','kapso':{'direction':'outbound','content':'[plantilla: aviso_vencimiento]'}",
                        template("aviso_vencimiento", "")),
                Arguments.of(
                        "'message_type':'template','template_name':'aviso','template_language':'es_CL','content':'Hola Rosa'",
                        template("aviso", "es_CL")),
                Arguments.of(
                        "'message_type':'template','message_type_data':{'template_name':'aviso','template_language':'es'},'content':'x'",
                        template("aviso", "es")),
                Arguments.of("'message_type':'template','content':'[aviso]'", template("aviso", "")),
                Arguments.of(
                        "'message_type':'template','content':'Hola Rosa'", new MessageContent.Unsupported("template")),
                Arguments.of(
                        "'type':'interactive','interactive':{'type':'button','body':{'text':'¿Confirma?'},'action':{'buttons':[]}}",
                        BUTTONS),
                Arguments.of(
                        "'type':'interactive','interactive':{'type':'list','body':{'text':'Elija un trámite'},'action':{'button':'Ver'}}",
                        LIST),
                Arguments.of(
                        "'message_type':'interactive','interactive_type':'list','body_text':'Elija un trámite','content':'otra cosa'",
                        LIST),
                Arguments.of(
                        "'message_type':'interactive','message_type_data':{'interactive_type':'button','body_text':'¿Confirma?'}",
                        BUTTONS),
                Arguments.of("'message_type':'interactive','message_type_data':{},'content':'¿Confirma?'", BUTTONS),
                Arguments.of(
                        "'type':'interactive','interactive':{'type':'cta_url','body':{'text':'Vea'}}",
                        new MessageContent.Unsupported("cta_url")),
                Arguments.of("'message_type':'interactive'", new MessageContent.Unsupported("interactive")),
                Arguments.of("'message_type':'text','content':'[aviso]'", new MessageContent.Text("[aviso]")));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void read_sentContent_tellsWhatItIsKnownBy(String json, MessageContent content) {
        var entry = "{\"id\":\"wamid.S\",\"whatsapp_message_id\":\"wamid.S\",\"direction\":\"outbound\","
                + "\"to\":\"56955500101\",\"created_at\":\"2026-05-04T14:44:05Z\",\"timestamp\":\"1777905845\","
                + json.replace('\'', '"') + "}";
        var read = HistoryEntryReader.read(
                Histories.EVERYTHING,
                Optional.of("5d0c"),
                Field.root(Json.parse(entry.getBytes(StandardCharsets.UTF_8))));
        assertThat(read)
                .hasValueSatisfying(
                        found -> assertThat(((Entry.Sent) found).content()).isEqualTo(content));
    }

    private static MessageContent template(String name, String language) {
        return new TemplateMessage(name, language, Map.of());
    }
}
