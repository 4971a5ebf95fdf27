package cl.fizko.chat.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.company.CompanyId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageTemplateTest {

    private final MessageTemplate reminder =
            template("Hola {{nombre}}, tu F29 vence el {{ fecha }}. ¡Gracias, {{nombre}}!");

    @Test
    void variables_areNamedOnceInOrder() {
        assertThat(reminder.variables()).containsExactly("nombre", "fecha");
    }

    @Test
    void preview_fillsEveryGap() {
        var preview = reminder.preview(Map.of("nombre", "Rosa $1", "fecha", "lunes 21"));
        assertThat(preview.renderedMessage()).isEqualTo("Hola Rosa $1, tu F29 vence el lunes 21. ¡Gracias, Rosa $1!");
        assertThat(preview.missingVariables()).isEmpty();
    }

    @Test
    void preview_missingValue_isNamedAndStaysVisible() {
        var preview = reminder.preview(Map.of("nombre", "Rosa"));
        assertThat(preview.missingVariables()).containsExactly("fecha");
        assertThat(preview.renderedMessage()).contains("{{ fecha }}");
    }

    @Test
    void name_withCapitals_isRefused() {
        assertThatThrownBy(() -> new MessageTemplate(
                        reminder.id(),
                        reminder.companyId(),
                        "Recordatorio",
                        "es_CL",
                        TemplateCategory.UTILITY,
                        "Hola",
                        true))
                .hasMessageContaining("lower-case");
    }

    private static MessageTemplate template(String content) {
        return new MessageTemplate(
                new MessageTemplateId(new UUID(1, 1)),
                new CompanyId(1),
                "recordatorio_f29",
                "es_CL",
                TemplateCategory.UTILITY,
                content,
                true);
    }
}
