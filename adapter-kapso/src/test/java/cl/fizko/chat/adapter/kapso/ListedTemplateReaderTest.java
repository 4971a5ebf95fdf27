package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateShape;
import cl.fizko.chat.domain.template.TemplateShape.ButtonKind;
import cl.fizko.chat.domain.template.TemplateShape.ButtonShape;
import cl.fizko.chat.domain.template.TemplateShape.HeaderKind;
import cl.fizko.chat.domain.template.TemplateShape.HeaderShape;
import cl.fizko.chat.domain.template.TemplateShape.VariableFormat;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListedTemplateReaderTest {

    @Test
    void read_everything_isThere() {
        var template = read("""
                {"id":"594425479261596","name":"aviso","language":"es_CL","status":"APPROVED","category":"UTILITY",
                 "parameter_format":"NAMED","rejected_reason":"NONE","components":[
                 {"type":"HEADER","format":"TEXT","text":"Cuota de {{mes}}"},
                 {"type":"BODY","text":"Hola {{nombre}}, vence el {{ fecha }}. Chao {{nombre}}."},
                 {"type":"FOOTER","text":"Fizko"},
                 {"type":"BUTTONS","buttons":[{"type":"URL","text":"Ver","url":"https://a.example/{{1}}"},
                  {"type":"URL","text":"Sitio","url":"https://a.example/"},{"type":"QUICK_REPLY","text":"Sí"},
                  {"type":"COPY_CODE","example":"x"},{"type":"PHONE_NUMBER","text":"Llamar"},{"type":"OTP"}]}]}""");
        assertThat(template)
                .isEqualTo(new ProviderTemplate(
                        "594425479261596",
                        "aviso",
                        "es_CL",
                        TemplateStatus.APPROVED,
                        TemplateCategory.UTILITY,
                        new TemplateShape(
                                VariableFormat.NAMED,
                                Optional.of(new HeaderShape(HeaderKind.TEXT, Optional.of("mes"))),
                                List.of("nombre", "fecha"),
                                List.of(
                                        new ButtonShape(ButtonKind.URL, true),
                                        new ButtonShape(ButtonKind.URL, false),
                                        new ButtonShape(ButtonKind.QUICK_REPLY, false),
                                        new ButtonShape(ButtonKind.COPY_CODE, true),
                                        new ButtonShape(ButtonKind.OTHER, false),
                                        new ButtonShape(ButtonKind.URL, true))),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', {{1}} y {{2}}, POSITIONAL",
        "'', {{nombre}}, NAMED",
        "'\"parameter_format\":\"positional\",', {{1}}, POSITIONAL",
        "'\"parameter_format\":\"named\",', x, NAMED",
        "'\"parameter_format\":null,', sin nada, POSITIONAL"
    })
    void read_format_isSaidOrSeen(String said, String body, VariableFormat format) {
        assertThat(read("{\"id\":\"1\",\"name\":\"a\",\"language\":\"es\"," + said
                                + "\"components\":[{\"type\":\"body\",\"text\":\"" + body + "\"}]}")
                        .shape()
                        .format())
                .isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMAGE", "VIDEO", "DOCUMENT", "LOCATION"})
    void read_header_isOfItsFormat(String format) {
        assertThat(header("{\"type\":\"HEADER\",\"format\":\"" + format + "\"}"))
                .contains(new HeaderShape(HeaderKind.valueOf(format), Optional.empty()));
    }

    @Test
    void read_headerThatNeedsNothing_isNone() {
        assertThat(header("{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"Aviso\"}"))
                .isEmpty();
        assertThat(header("{\"type\":\"HEADER\"}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVED, APPROVED",
        "pending, PENDING",
        "IN_APPEAL, IN_APPEAL",
        "PAUSED, PAUSED",
        "DISABLED, DISABLED",
        "REJECTED, REJECTED",
        "PENDING_DELETION, PENDING_DELETION",
        "LIMIT_EXCEEDED, LIMIT_EXCEEDED",
        "NEWEST, OTHER",
        "'', OTHER"
    })
    void read_status_isOursOrOther(String status, TemplateStatus expected) {
        assertThat(read("{\"id\":1,\"name\":\"a\",\"language\":\"es\",\"status\":\"" + status + "\"}")
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void read_rejected_saysWhy() {
        assertThat(read("{\"id\":1,\"name\":\"a\",\"language\":\"es\",\"rejected_reason\":\"INVALID_FORMAT\"}")
                        .rejectedReason())
                .contains("INVALID_FORMAT");
    }

    private static Optional<HeaderShape> header(String component) {
        return read("{\"id\":\"1\",\"name\":\"a\",\"language\":\"es\",\"components\":[" + component + "]}")
                .shape()
                .header();
    }

    private static ProviderTemplate read(String json) {
        return ListedTemplateReader.read(Field.root(Json.parse(json.getBytes(StandardCharsets.UTF_8))));
    }
}
