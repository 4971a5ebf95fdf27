package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds sentences of problems that the Spanish catalogue lacks. */
final class SpanishCheck {

    private SpanishCheck() {}

    /** Fails where the same refusal says in both languages the same. */
    static void compare(ApiAnswer english, ApiAnswer spanish) {
        if (english.status() != spanish.status() || !english.json().has("detail")) {
            return;
        }
        assertThat(spanish.header("Content-Language")).hasValue("es");
        differs(english.at("title"), spanish.at("title"));
        differs(english.at("detail"), spanish.at("detail"));
        english.at("errors").properties().forEach(field -> {
            var sentences = field.getValue();
            for (int i = 0; i < sentences.size(); i++) {
                differs(
                        sentences.get(i),
                        spanish.at("errors").path(field.getKey()).path(i));
            }
        });
    }

    private static void differs(JsonNode english, JsonNode spanish) {
        assertThat(spanish.asText()).as("in Spanish").isNotBlank().isNotEqualTo(english.asText());
    }
}
