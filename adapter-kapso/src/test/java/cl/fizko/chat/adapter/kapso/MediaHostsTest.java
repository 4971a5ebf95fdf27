package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaHostsTest {

    private static final HttpUrl PROXY = HttpUrl.get("https://api.kapso.ai/meta/whatsapp/v24.0");
    private static final HttpUrl LOCAL = HttpUrl.get("http://127.0.0.1:8080/meta/whatsapp/v24.0");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.kapso.ai/media/a",
                "https://app.kapso.ai/rails/active_storage/blobs/redirect/a",
                "https://KAPSO.AI/a",
                "https://a.b.kapso.ai:443/a",
                "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
                "https://storage.example.com/a",
                "https://x.cdn.example.net/a"
            })
    void allow_hostsOfTheList(String url) {
        assertThat(allowed(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.kapso.ai/media/a",
                "http://app.kapso.ai:443/a",
                "https://api.kapso.ai:8443/media/a",
                "https://evilkapso.ai/a",
                "https://kapso.ai.evil.com/a",
                "https://kapso.ai@evil.com/a",
                "https://user:clave@api.kapso.ai/a",
                "https://user@api.kapso.ai/a",
                "https://evil.com#.kapso.ai",
                "https://evil.com/.kapso.ai",
                "https://evil.com\\.kapso.ai",
                "https://evil.com?.kapso.ai",
                "https://evil.com%2f.kapso.ai/",
                "https://kapso.ai./a",
                "https://k\u0430pso.ai/a",
                "https://fbsbx.com/a",
                "https://x.lookaside.fbsbx.com/a",
                "https://example.com/a",
                "https://cdn.example.net/a",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::ffff:10.0.0.1]/a",
                "https://127.0.0.1/a",
                "https://2130706433/a",
                "https://localhost/a",
                "https://storage.example.com.evil.com/a"
            })
    void allow_anythingElse_isRefused(String url) {
        assertThat(allowed(url)).isFalse();
    }

    @Test
    void allow_localApi_isThatPortAndScheme() {
        var hosts = MediaHosts.from(Map.of(), LOCAL);
        assertThat(hosts.allow(HttpUrl.get("http://127.0.0.1:8080/media/a"))).isTrue();
        assertThat(hosts.allow(HttpUrl.get("http://127.0.0.1:8081/media/a"))).isFalse();
        assertThat(hosts.allow(HttpUrl.get("http://127.0.0.1/media/a"))).isFalse();
        assertThat(hosts.allow(HttpUrl.get("https://127.0.0.1:8080/media/a"))).isFalse();
        assertThat(hosts.allow(HttpUrl.get("http://localhost:8080/media/a"))).isFalse();
        assertThat(hosts.allow(HttpUrl.get("http://api.kapso.ai/media/a"))).isFalse();
        assertThat(hosts.allow(HttpUrl.get("https://api.kapso.ai/media/a"))).isTrue();
    }

    /** Addresses put together at random from what fools suffix checks: the host that would be called decides. */
    @Test
    void allow_composedAddresses_callNoOtherHost() {
        var seed = Long.getLong("fuzz.seed", 20_261_123L);
        var random = new Random(seed);
        var pieces = List.of(
                "kapso.ai",
                "evil",
                ".",
                "@",
                ":443",
                ":80",
                "/",
                "\\",
                "#",
                "?",
                "%2e",
                "%00",
                "www",
                "[::1]",
                "10.0.0.1",
                "lookaside.fbsbx.com",
                "-",
                "_",
                " ",
                "\t",
                "\u3002",
                "\u0130",
                "xn--",
                "0x7f.1",
                "..",
                "//",
                "user:pw@");
        var hosts = MediaHosts.from(Map.of(), PROXY);
        int understood = 0;
        int allowed = 0;
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder(random.nextInt(8) == 0 ? "http://" : "https://");
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            var url = HttpUrl.parse(text.toString());
            if (url == null) {
                continue;
            }
            understood++;
            if (hosts.allow(url)) {
                allowed++;
                assertThat("." + url.host())
                        .as("fuzz.seed=%d: %s", seed, text)
                        .matches("(.*\\.kapso\\.ai)|\\.lookaside\\.fbsbx\\.com");
                assertThat(url.username() + url.password()).isEmpty();
                assertThat(url.port()).isEqualTo(443);
                assertThat(url.isHttps()).isTrue();
            }
        }
        assertThat(understood).isGreaterThan(10_000);
        assertThat(allowed).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://storage.example.com",
                "storage.example.com:443",
                "storage.example.com/a",
                "*",
                "*.com",
                "com",
                "localhost",
                "*.*.example.com",
                "a.*.example.com",
                "*example.com",
                "10.0.0.1",
                "[::1]",
                "user@example.com",
                "example.com,",
                "example.com,,example.net",
                "example.com example.net",
                "-a.example.com",
                "ejemplo.ñ"
            })
    void from_wrongHosts_namesTheVariable(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KapsoPlugin().open(Map.of(MediaHosts.MORE, value)))
                .withMessageStartingWith("KAPSO_MEDIA_HOSTS is ");
    }

    @Test
    void from_blankHosts_countAsNotSet() {
        assertThat(MediaHosts.from(Map.of(MediaHosts.MORE, " "), PROXY).allow(HttpUrl.get("https://kapso.ai/")))
                .isTrue();
    }

    private static boolean allowed(String url) {
        var hosts = MediaHosts.from(Map.of(MediaHosts.MORE, " Storage.Example.com , *.cdn.example.net"), PROXY);
        var parsed = HttpUrl.parse(url);
        return parsed != null && hosts.allow(parsed);
    }
}
