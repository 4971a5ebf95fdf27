package cl.fizko.chat.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.adapter.http.edge.Rate;
import cl.fizko.chat.adapter.http.edge.TrustedProxies;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.Retention.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Set<String> PROVIDERS = Set.of("KAPSO_API_TOKEN", "KAPSO_API_BASE_URL", "META_TOKEN");
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String API_KEY = "clave-de-administracion-0123456789";

    @Test
    void from_emptyEnvironment_isTheFirstRun() {
        var settings = from(Map.of());
        assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
        assertThat(settings.httpPort()).isEqualTo(8080);
        assertThat(settings.dataDir()).isEqualTo(Path.of("data"));
        assertThat(settings.isEmbedded()).isTrue();
        assertThat(settings.webhookSecrets()).isEmpty();
        assertThat(settings.encryptionKey()).isEmpty();
        assertThat(settings.adminApiKey()).isEmpty();
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.llmDailyBudget()).isEqualTo(500);
        assertThat(settings.llmPhrasing()).isFalse();
        assertThat(settings.compiler()).isEqualTo(CompilerChoice.QUICK);
        assertThat(settings.edge())
                .isEqualTo(new EdgeSettings(
                        Set.of(), Rate.perSecond(20, 100), Rate.perSecond(50, 200), TrustedProxies.NONE));
        assertThat(settings.adapterVariables()).isEmpty();
    }

    @Test
    void from_retention_keepsEventsForThreeMonths_andTheRestForEver_unlessToldOtherwise() {
        assertThat(from(Map.of()).retention().days()).isEqualTo(Map.of(Subject.EVENTS, 90, Subject.QUARANTINED, 365));
        var told = from(Map.of(
                "CHAT_RETENTION_EVENTS_DAYS",
                "0",
                "CHAT_RETENTION_QUARANTINED_DAYS",
                "30",
                "CHAT_RETENTION_MESSAGES_DAYS",
                "730"));
        assertThat(told.retention().days()).isEqualTo(Map.of(Subject.QUARANTINED, 30, Subject.MESSAGES, 730));
        assertThat(from(Map.of(
                                "CHAT_RETENTION_EVENTS_DAYS", "1",
                                "CHAT_RETENTION_QUARANTINED_DAYS", "2",
                                "CHAT_RETENTION_MESSAGES_DAYS", "3",
                                "CHAT_RETENTION_MEDIA_DAYS", "4",
                                "CHAT_RETENTION_DECISIONS_DAYS", "5"))
                        .retention()
                        .days())
                .as("each by its own variable")
                .isEqualTo(Map.of(
                        Subject.EVENTS, 1,
                        Subject.QUARANTINED, 2,
                        Subject.MESSAGES, 3,
                        Subject.MEDIA, 4,
                        Subject.DECISIONS, 5));
        assertThat(told.retention().butEventsAndMessages(90).days())
                .isEqualTo(Map.of(Subject.EVENTS, 90, Subject.QUARANTINED, 30, Subject.MESSAGES, 90));
        assertThatThrownBy(() -> from(Map.of("CHAT_RETENTION_MEDIA_DAYS", "-1")))
                .hasMessage("CHAT_RETENTION_MEDIA_DAYS must be a whole number of days, 0 for ever");
    }

    @Test
    void from_everythingSet_isTyped() {
        var settings = from(everything());
        assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
        assertThat(settings.httpPort()).isEqualTo(9000);
        assertThat(settings.databaseUrl()).contains(new Secret("postgres://ana:clave@db:5432/chat"));
        assertThat(settings.isEmbedded()).isFalse();
        assertThat(settings.dataDir()).isEqualTo(Path.of("/srv/chat"));
        assertThat(settings.webhookSecrets()).containsExactly(new Secret("nueva"), new Secret("vieja"));
        assertThat(settings.encryptionKey()).contains(new Secret(KEY));
        assertThat(settings.adminApiKey()).contains(new Secret(API_KEY));
        assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(settings.llmDailyBudget()).isZero();
        assertThat(settings.llmPhrasing()).isTrue();
        assertThat(settings.edge())
                .isEqualTo(new EdgeSettings(
                        Set.of("https://panel.example.cl", "http://localhost:5173"),
                        Rate.UNLIMITED,
                        Rate.perSecond(7, 28),
                        TrustedProxies.parse("10.0.0.0/8")));
        assertThat(settings.adapterVariables())
                .containsOnly(Map.entry("KAPSO_API_TOKEN", "kapso-token"), Map.entry("OPENAI_MODEL", "gpt-4o-mini"));
    }

    @Test
    void toString_everythingSet_holdsNoSecret() {
        assertThat(from(everything()).toString())
                .doesNotContain("clave", "nueva", "vieja", KEY, API_KEY, "kapso-token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP_PORT",
                "DATABASE_URL",
                "WHATSAPP_WEBHOOK_SECRET",
                "CHAT_ENCRYPTION_KEY",
                "CHAT_ADMIN_API_KEY",
                "LOG_FORMAT",
                "CHAT_COMPILER",
                "CHAT_LLM_DAILY_BUDGET",
                "CHAT_LLM_PHRASING",
                "CHAT_CORS_ORIGINS",
                "CHAT_API_KEY_RATE_PER_SECOND",
                "CHAT_IP_RATE_PER_SECOND",
                "CHAT_TRUSTED_PROXIES",
                "KAPSO_API_TOKEN"
            })
    void from_blankValue_countsAsAbsent(String name) {
        assertThat(from(Map.of(name, " "))).isEqualTo(from(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP_HOST|dos palabras|an address or a host name",
                "HTTP_PORT|65536|a whole number from 0",
                "HTTP_PORT|-1|a whole number from 0",
                "HTTP_PORT|http|a whole number from 0",
                "DATABASE_URL|mysql://clave@host/db|postgres://",
                "WHATSAPP_WEBHOOK_SECRET|clave,,otra|separated by commas",
                "WHATSAPP_WEBHOOK_SECRET|,|separated by commas",
                "CHAT_ENCRYPTION_KEY|clave|32 bytes in Base64",
                "CHAT_ENCRYPTION_KEY|Y2xhdmU=|32 bytes in Base64",
                "CHAT_ADMIN_API_KEY|clave-corta|32 characters",
                "CHAT_ADMIN_API_KEY|clave con espacios, larga como ninguna otra|32 characters",
                "CHAT_LLM_DAILY_BUDGET|-1|a whole number of questions",
                "CHAT_LLM_DAILY_BUDGET|muchas|a whole number of questions",
                "CHAT_LLM_PHRASING|si|true or false",
                "CHAT_CORS_ORIGINS|*|origins separated by commas",
                "CHAT_CORS_ORIGINS|https://panel.example.cl/|origins separated by commas",
                "CHAT_CORS_ORIGINS|https://panel.example.cl,|origins separated by commas",
                "CHAT_CORS_ORIGINS|https://*.example.cl|origins separated by commas",
                "CHAT_API_KEY_RATE_PER_SECOND|-1|a whole number of requests",
                "CHAT_API_KEY_RATE_PER_SECOND|100001|a whole number of requests",
                "CHAT_IP_RATE_PER_SECOND|2.5|a whole number of requests",
                "CHAT_TRUSTED_PROXIES|proxy|how many proxies",
                "CHAT_TRUSTED_PROXIES|10.0.0.0/40|how many proxies",
                "LOG_FORMAT|xml|text or json",
                "LOG_FORMAT|JSON|text or json",
                "CHAT_COMPILER|fast|quick or thorough",
            })
    void from_badValue_namesTheVariableAndWhatItMayBe(String name, String value, String mayBe) {
        assertThatThrownBy(() -> from(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " must be ")
                .hasMessageContaining(mayBe)
                .hasMessageNotContaining("clave");
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT_ENCRIPTION_KEY,CHAT_ENCRYPTION_KEY",
        "OPENAI_KEY,OPENAI_API_KEY",
        "KAPSO_TOKEN,KAPSO_API_TOKEN",
        "META_SECRET,META_TOKEN"
    })
    void from_unknownName_namesTheKnownOnes(String name, String known) {
        assertThatThrownBy(() -> from(Map.of(name, "clave")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " is no setting")
                .hasMessageContaining(known)
                .hasMessageNotContaining("clave");
    }

    @Test
    void from_namesOfOthers_areNoneOfOurBusiness() {
        assertThat(from(Map.of("PATH", "/bin", "HTTP_PROXY", "http://proxy", "WHATSAPP_X", "1")))
                .isEqualTo(from(Map.of()));
    }

    @Test
    void from_nothingSaid_metricsArePublicAndSilenceIsNoMatter() {
        assertThat(from(Map.of()).metricsPublic()).isTrue();
        assertThat(from(Map.of()).webhookSilence()).isEmpty();
        assertThat(from(Map.of("CHAT_WEBHOOK_SILENCE_MINUTES", "0")).webhookSilence())
                .isEmpty();
    }

    @Test
    void from_operatorsWishes() {
        var settings = from(Map.of(
                "CHAT_METRICS_PUBLIC", "false", "CHAT_WEBHOOK_SILENCE_MINUTES", "90", "CHAT_COMPILER", "thorough"));

        assertThat(settings.metricsPublic()).isFalse();
        assertThat(settings.webhookSilence()).contains(Duration.ofMinutes(90));
        assertThat(settings.compiler()).isEqualTo(CompilerChoice.THOROUGH);
    }

    private static Settings from(Map<String, String> environment) {
        return Settings.from(environment, PROVIDERS);
    }

    private static Map<String, String> everything() {
        var environment = new HashMap<String, String>();
        environment.put("HTTP_HOST", "0.0.0.0");
        environment.put("HTTP_PORT", "9000");
        environment.put("DATABASE_URL", "postgres://ana:clave@db:5432/chat");
        environment.put("DATA_DIR", "/srv/chat");
        environment.put("WHATSAPP_WEBHOOK_SECRET", "nueva, vieja");
        environment.put("CHAT_ENCRYPTION_KEY", KEY);
        environment.put("CHAT_ADMIN_API_KEY", API_KEY);
        environment.put("LOG_FORMAT", "json");
        environment.put("CHAT_LLM_DAILY_BUDGET", "0");
        environment.put("CHAT_LLM_PHRASING", "true");
        environment.put("CHAT_CORS_ORIGINS", "https://Panel.example.cl, http://localhost:5173");
        environment.put("CHAT_API_KEY_RATE_PER_SECOND", "0");
        environment.put("CHAT_IP_RATE_PER_SECOND", "7");
        environment.put("CHAT_TRUSTED_PROXIES", "10.0.0.0/8");
        environment.put("KAPSO_API_TOKEN", "kapso-token");
        environment.put("OPENAI_MODEL", "gpt-4o-mini");
        return environment;
    }
}
