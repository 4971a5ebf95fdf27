package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.ProviderPlugin;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KapsoPluginTest {

    @Test
    void plugin_serviceLoader_findsIt() {
        assertThat(ServiceLoader.load(ProviderPlugin.class).stream()
                        .map(found -> found.get().id()))
                .contains(new ProviderId("kapso"));
    }

    @Test
    void settings_areTheDocumentedOnes() {
        assertThat(new KapsoPlugin().settings())
                .containsExactlyInAnyOrder(
                        "KAPSO_API_BASE_URL",
                        "KAPSO_API_TOKEN",
                        "KAPSO_LINE_RATE_PER_SECOND",
                        "KAPSO_KEY_RATE_PER_MINUTE",
                        "KAPSO_PAIR_RATE_LIMIT",
                        "KAPSO_MEDIA_HOSTS");
    }

    @Test
    void open_withoutToken_hasNoDefault() {
        assertThat(new KapsoPlugin().open(Map.of()).hasDefaultToken()).isFalse();
        assertThat(new KapsoPlugin().open(Map.of("KAPSO_API_TOKEN", " ")).hasDefaultToken())
                .isFalse();
        assertThat(new KapsoPlugin().open(Map.of("KAPSO_API_TOKEN", "k")).hasDefaultToken())
                .isTrue();
    }

    @Test
    void from_nothingSet_takesTheDefaults() {
        var settings = KapsoSettings.from(Map.of("PATH", "/bin"));
        assertThat(settings.baseUrl()).hasToString("https://api.kapso.ai/meta/whatsapp/v24.0");
        assertThat(settings.legacyV1()).isFalse();
        assertThat(settings.token()).isEmpty();
        assertThat(settings.lineRatePerSecond()).isEqualTo(80);
        assertThat(settings.keyRatePerMinute()).isZero();
        assertThat(settings.pairRateLimit()).isTrue();
    }

    @Test
    void from_everythingSet_takesIt() {
        var settings = KapsoSettings.from(Map.of(
                "KAPSO_API_BASE_URL", "http://127.0.0.1:8080/",
                "KAPSO_API_TOKEN", " k ",
                "KAPSO_LINE_RATE_PER_SECOND", "0",
                "KAPSO_KEY_RATE_PER_MINUTE", "100",
                "KAPSO_PAIR_RATE_LIMIT", "false"));
        assertThat(settings.baseUrl()).hasToString("http://127.0.0.1:8080/");
        assertThat(settings.token()).contains(new Secret("k"));
        assertThat(settings.lineRatePerSecond()).isZero();
        assertThat(settings.keyRatePerMinute()).isEqualTo(100);
        assertThat(settings.pairRateLimit()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.kapso.ai/api/v1, true",
        "https://app.kapso.ai/api/v1/, true",
        "http://localhost:9999/api/v1, true",
        "https://api.kapso.ai/meta/whatsapp/v24.0/, false",
        "https://api.kapso.ai/api/v12, false",
        "https://kapso.example, false",
        "https://notkapso.ai/, false"
    })
    void from_baseUrl_choosesTheApi(String url, boolean legacy) {
        assertThat(KapsoSettings.from(Map.of("KAPSO_API_BASE_URL", url)).legacyV1())
                .isEqualTo(legacy);
    }

    @ParameterizedTest
    @CsvSource({
        "KAPSO_API_BASE_URL, api.kapso.ai",
        "KAPSO_API_BASE_URL, ftp://api.kapso.ai",
        "KAPSO_API_BASE_URL, https://",
        "KAPSO_API_BASE_URL, https://user:clave@api.kapso.ai",
        "KAPSO_API_BASE_URL, https://api.kapso.ai/?x=1",
        "KAPSO_API_BASE_URL, https://api.kapso.ai/#x",
        "KAPSO_API_BASE_URL, https://api.kapso.ai",
        "KAPSO_API_BASE_URL, https://app.kapso.ai//",
        "KAPSO_API_BASE_URL, https://KAPSO.ai/",
        "KAPSO_LINE_RATE_PER_SECOND, -1",
        "KAPSO_LINE_RATE_PER_SECOND, ochenta",
        "KAPSO_KEY_RATE_PER_MINUTE, 1.5",
        "KAPSO_KEY_RATE_PER_MINUTE, 9999999",
        "KAPSO_PAIR_RATE_LIMIT, yes"
    })
    void open_wrongValue_namesTheVariable(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KapsoPlugin().open(Map.of(name, value)))
                .withMessageStartingWith(name + " is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clave con espacio", "clave\nX-Other: 1", "claveñ"})
    void open_wrongToken_namesItWithoutShowingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KapsoPlugin().open(Map.of("KAPSO_API_TOKEN", token)))
                .withMessageStartingWith("KAPSO_API_TOKEN is ")
                .withMessageNotContaining(token);
    }

    @Test
    void toString_settings_hidesTheToken() {
        assertThat(KapsoSettings.from(Map.of("KAPSO_API_TOKEN", "muy-secreta")).toString())
                .doesNotContain("muy-secreta");
    }
}
