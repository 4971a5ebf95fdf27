package cl.fizko.chat.domain.template;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonValue;
import cl.fizko.chat.domain.template.TemplateShape.ButtonKind;
import cl.fizko.chat.domain.template.TemplateShape.ButtonShape;
import cl.fizko.chat.domain.template.TemplateShape.HeaderKind;
import cl.fizko.chat.domain.template.TemplateShape.HeaderShape;
import cl.fizko.chat.domain.template.TemplateShape.VariableFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateShapeTest {

    private static final TemplateShape NAMED =
            shape(VariableFormat.NAMED, Optional.empty(), List.of("nombre", "fecha"));
    private static final TemplateShape POSITIONAL =
            shape(VariableFormat.POSITIONAL, Optional.empty(), List.of("1", "2"));
    private static final TemplateShape BARE = shape(VariableFormat.NAMED, Optional.empty(), List.of());

    @Test
    void problems_valuesThatFit_none() {
        assertThat(NAMED.problems(values(Map.of("nombre", "Rosa", "fecha", "mayo"))))
                .isEmpty();
        assertThat(POSITIONAL.problems(values(Map.of("1", "Rosa", "2", "mayo"))))
                .isEmpty();
    }

    @Test
    void problems_namedValues_areMissingOrUnknown() {
        assertThat(fields(NAMED, values(Map.of("nombre", "Rosa", "dia", "12", "a b", "x"))))
                .containsExactly("values.fecha", "values", "values.dia");
    }

    @Test
    void problems_positionalValues_areAsManyAsTheGaps() {
        assertThat(POSITIONAL.problems(values(Map.of("1", "Rosa"))))
                .containsExactly(new FieldProblem("values", "are 2, as many as the template has gaps"));
        assertThat(fields(POSITIONAL, values(Map.of("1", "Rosa", "3", "x")))).containsExactly("values.2", "values.3");
    }

    @ParameterizedTest
    @EnumSource(HeaderKind.class)
    void problems_header_isThereAndOfItsKind(HeaderKind kind) {
        var wanted = new HeaderShape(kind, kind == HeaderKind.TEXT ? Optional.of("1") : Optional.empty());
        var shape = shape(VariableFormat.NAMED, Optional.of(wanted), List.of());
        assertThat(fields(shape, values(Map.of()))).containsExactly("header");
        for (var other : HeaderKind.values()) {
            var problems = fields(shape, headed(header(other)));
            assertThat(problems).isEqualTo(other == kind ? List.of() : List.of("header"));
        }
        assertThat(fields(BARE, headed(header(kind)))).containsExactly("header");
    }

    @Test
    void problems_headersVariable_isTheTemplates() {
        var shape = shape(
                VariableFormat.NAMED, Optional.of(new HeaderShape(HeaderKind.TEXT, Optional.of("mes"))), List.of());
        assertThat(fields(shape, headed(new TemplateMessage.Header.Line("anio", "2026"))))
                .containsExactly("header.variable");
    }

    @Test
    void problems_buttons_areThoseThatNeedAValue() {
        var shape = new TemplateShape(
                VariableFormat.NAMED,
                Optional.empty(),
                List.of(),
                List.of(
                        new ButtonShape(ButtonKind.URL, true),
                        new ButtonShape(ButtonKind.URL, false),
                        new ButtonShape(ButtonKind.QUICK_REPLY, false),
                        new ButtonShape(ButtonKind.COPY_CODE, true),
                        new ButtonShape(ButtonKind.OTHER, false)));
        var url = new ButtonValue(0, TemplateMessage.ButtonKind.URL, "ab12");
        var code = new ButtonValue(3, TemplateMessage.ButtonKind.COPY_CODE, "AB12");
        assertThat(fields(shape, pressed(url, code))).isEmpty();
        assertThat(fields(shape, pressed(code, new ButtonValue(2, TemplateMessage.ButtonKind.QUICK_REPLY, "si"), url)))
                .isEmpty();
        assertThat(shape.problems(pressed(url)))
                .containsExactly(new FieldProblem("buttons", "lack the value of button 3 (copy_code)"));
        assertThat(fields(shape, pressed(url, code, new ButtonValue(1, TemplateMessage.ButtonKind.URL, "x"))))
                .containsExactly("buttons[2]");
        assertThat(fields(shape, pressed(url, code, new ButtonValue(4, TemplateMessage.ButtonKind.URL, "x"))))
                .containsExactly("buttons[2]");
        assertThat(fields(shape, pressed(url, new ButtonValue(3, TemplateMessage.ButtonKind.URL, "x"))))
                .containsExactly("buttons[1].kind");
        assertThat(fields(shape, pressed(url, code, new ButtonValue(5, TemplateMessage.ButtonKind.URL, "x"))))
                .containsExactly("buttons[2].index");
    }

    private static TemplateShape shape(VariableFormat format, Optional<HeaderShape> header, List<String> variables) {
        return new TemplateShape(format, header, variables, List.of());
    }

    private static TemplateMessage values(Map<String, String> values) {
        return new TemplateMessage("aviso", "es_CL", values);
    }

    private static TemplateMessage headed(TemplateMessage.Header header) {
        return new TemplateMessage("aviso", "es_CL", Map.of(), Optional.of(header), List.of());
    }

    private static TemplateMessage pressed(ButtonValue... buttons) {
        return new TemplateMessage("aviso", "es_CL", Map.of(), Optional.empty(), List.of(buttons));
    }

    private static TemplateMessage.Header header(HeaderKind kind) {
        var file = new MediaReference(
                Optional.of("1"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return switch (kind) {
            case TEXT -> new TemplateMessage.Header.Line("1", "mayo");
            case IMAGE -> new TemplateMessage.Header.File(MediaKind.IMAGE, file);
            case VIDEO -> new TemplateMessage.Header.File(MediaKind.VIDEO, file);
            case DOCUMENT -> new TemplateMessage.Header.File(MediaKind.DOCUMENT, file);
            case LOCATION ->
                new TemplateMessage.Header.Place(new MessageContent.Location(0, 0, Optional.empty(), Optional.empty()));
        };
    }

    private static List<String> fields(TemplateShape shape, TemplateMessage message) {
        return shape.problems(message).stream().map(FieldProblem::field).toList();
    }
}
