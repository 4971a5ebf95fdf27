package cl.fizko.chat.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cl.fizko.chat.domain.config.Secret;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiSettingsTest {

    private static final String KEY = "sk-very-secret";

    @Test
    void from_onlyAKey_usesTheDefaults() {
        assertThat(OpenAiSettings.from(Map.of("OPENAI_API_KEY", KEY)))
                .contains(new OpenAiSettings(
                        new Secret(KEY), URI.create("https://api.openai.com/v1"), OpenAiSettings.DEFAULT_MODEL));
    }

    @Test
    void from_everyVariable_takesEach() {
        var environment = Map.of(
                "OPENAI_API_KEY", KEY,
                "OPENAI_BASE_URL", "http://localhost:11434/v1/",
                "OPENAI_MODEL", "meta-llama/Llama-3.1:8b",
                "KAPSO_API_KEY", "another adapter's",
                "PATH", "/bin");

        assertThat(OpenAiSettings.from(environment))
                .contains(new OpenAiSettings(
                        new Secret(KEY), URI.create("http://localhost:11434/v1/"), "meta-llama/Llama-3.1:8b"));
    }

    @Test
    void from_noKey_isEmpty() {
        assertThat(OpenAiSettings.from(Map.of("OPENAI_MODEL", "gpt-4o"))).isEmpty();
    }

    @Test
    void from_blankValues_countAsAbsent() {
        var unfilled = Map.of("OPENAI_API_KEY", " ", "OPENAI_BASE_URL", "", "OPENAI_MODEL", "");

        assertThat(OpenAiSettings.from(unfilled)).isEmpty();
    }

    @Test
    void from_badValueWithoutAKey_stillStops() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenAiSettings.from(Map.of("OPENAI_BASE_URL", "ftp://host")))
                .withMessageContaining("OPENAI_BASE_URL");
    }

    @Test
    void from_unknownName_namesItAndTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenAiSettings.from(Map.of("OPENAI_API_KEY", KEY, "OPENAI_APIKEY", "sk-misspelt")))
                .withMessageContainingAll("OPENAI_APIKEY", "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL")
                .withMessageNotContaining("sk-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-a b", "sk-a\n", "sk-ñ", "sk-a\r\nX-Header: 1"})
    void from_keyThatNoHeaderCanCarry_isNamedNotQuoted(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenAiSettings.from(Map.of("OPENAI_API_KEY", key)))
                .withMessageContaining("OPENAI_API_KEY must be")
                .withMessageNotContaining("sk-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.openai.com/v1",
                "ftp://api.openai.com/v1",
                "https:///v1",
                "https://me:hunter2@host/v1",
                "https://host/v1?key=hunter2",
                "https://host/v1#part",
                "https://host:99999/v1",
                "https://host:0/v1",
                "https://ho st/v1"
            })
    void from_badBaseUrl_isNamedNotQuoted(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenAiSettings.from(Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", url)))
                .withMessageContaining("OPENAI_BASE_URL must be")
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt 4o", "gpt-4o\n", "gpt-ñ"})
    void from_badModel_isNamed(String model) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenAiSettings.from(Map.of("OPENAI_API_KEY", KEY, "OPENAI_MODEL", model)))
                .withMessageContaining("OPENAI_MODEL must be");
    }

    @Test
    void toString_hidesTheKey() {
        assertThat(OpenAiSettings.from(Map.of("OPENAI_API_KEY", KEY)).orElseThrow())
                .asString()
                .contains(OpenAiSettings.DEFAULT_MODEL)
                .doesNotContain(KEY);
    }
}
