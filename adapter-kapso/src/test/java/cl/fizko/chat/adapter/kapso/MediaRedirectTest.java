package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import java.io.ByteArrayOutputStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an address that others chose may lead, over real sockets. */
class MediaRedirectTest {

    private static final String START = "https://app.kapso.ai/rails/active_storage/blobs/redirect/a";

    @RegisterExtension
    final FakeFileHosts hosts = new FakeFileHosts();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void fetch_redirectToAnAllowedHost_isFollowed(int status) {
        hosts.allowing("*.example.com").redirects("files.kapso.ai/b", "https://storage.example.com/c?sig=1");
        hosts.answers(
                "app.kapso.ai/rails/active_storage/blobs/redirect/a",
                new MockResponse.Builder().code(status).addHeader("Location", "https://files.kapso.ai/b"));
        hosts.answers("storage.example.com/c", new MockResponse.Builder().body("abc"));
        assertThat(fetched(START)).isInstanceOf(Outcome.Fetched.class);
        assertThat(written).hasToString("abc");
    }

    @Test
    void fetch_relativeRedirect_staysOnTheHost() {
        redirects("/b");
        hosts.answers("app.kapso.ai/b", new MockResponse.Builder().body("abc"));
        assertThat(fetched(START)).isInstanceOf(Outcome.Fetched.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://evilkapso.ai/a, evilkapso.ai",
        "https://evilkapso.ai:8443/a, evilkapso.ai",
        "https://user@evilkapso.ai/a, evilkapso.ai",
        "https://localhost/a, localhost",
        "http://app.kapso.ai/a, app.kapso.ai",
        "http://169.254.169.254/latest/meta-data/, 169.254.169.254",
        "https://169.254.169.254/latest/meta-data/, 169.254.169.254",
        "https://10.0.0.1/a, 10.0.0.1",
        "https://[::1]/a, ::1",
        "https://user:clave@app.kapso.ai/a, app.kapso.ai",
        "https://app.kapso.ai:8443/a, app.kapso.ai"
    })
    void fetch_redirectElsewhere_isRefusedAndNamesTheHost(String location, String host) {
        redirects(location);
        hosts.answers("evilkapso.ai/a", new MockResponse.Builder().body("abc"));
        hosts.answers("app.kapso.ai/a", new MockResponse.Builder().body("abc"));
        var failure = refused(START);
        assertThat(failure.code()).isEqualTo("media:host");
        assertThat(failure.reason()).isEqualTo(FailureReason.CONFIG);
        assertThat(failure.detail())
                .contains(" " + host + ",")
                .contains("KAPSO_MEDIA_HOSTS")
                .doesNotContain("clave", "meta-data");
        assertThat(hosts.asked()).hasSize(1);
    }

    /** While the job is tried again an operator can list the host, if Kapso did move its files there. */
    @ParameterizedTest
    @ValueSource(strings = {"https://storage.example.com/a?sig=clave", "//storage.example.com/a"})
    void fetch_redirectToAHostThatCouldBeListed_isTriedLaterAndNamesIt(String location) {
        redirects(location);
        hosts.answers("storage.example.com/a", new MockResponse.Builder().body("abc"));
        assertThat(fetched(START)).isInstanceOfSatisfying(Outcome.RetryLater.class, later -> {
            assertThat(later.code()).isEqualTo("media:host");
            assertThat(later.detail())
                    .hasValueSatisfying(detail -> assertThat(detail)
                            .contains(" storage.example.com,", "KAPSO_MEDIA_HOSTS")
                            .doesNotContain("clave"));
        });
        assertThat(hosts.asked()).hasSize(1);
    }

    @Test
    void fetch_firstAddressElsewhere_isRefused() {
        hosts.answers("storage.example.com/a", new MockResponse.Builder().body("abc"));
        assertThat(refused("https://storage.example.com/a").code()).isEqualTo("media:host");
        assertThat(hosts.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://app.kapso.ai/a", "data:,abc", "https://", "https:// /"})
    void fetch_redirectToNoWebAddress_isRefused(String location) {
        redirects(location);
        assertThat(refused(START).code()).isEqualTo("media:scheme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "nada", ""})
    void fetch_noWebAddress_isRefused(String url) {
        assertThat(refused(url).code()).isEqualTo("media:scheme");
    }

    @Test
    void fetch_anotherPortOfTheApi_isRefused() {
        hosts.answers(
                "127.0.0.1/media/a",
                new MockResponse.Builder().code(302).addHeader("Location", "http://127.0.0.1:1/a"));
        assertThat(refused(hosts.apiUrl("/media/a")).code()).isEqualTo("media:host");
    }

    @Test
    void fetch_fiveRedirects_areFollowed() {
        chain(5);
        assertThat(fetched("https://files.kapso.ai/0")).isInstanceOf(Outcome.Fetched.class);
    }

    @Test
    void fetch_sixRedirects_areRefused() {
        chain(6);
        assertThat(refused("https://files.kapso.ai/0").code()).isEqualTo("media:redirects");
        assertThat(hosts.asked()).hasSize(6);
    }

    @Test
    void fetch_redirectWithoutAPlace_isTriedLater() {
        hosts.answers("app.kapso.ai/rails/active_storage/blobs/redirect/a", new MockResponse.Builder().code(302));
        assertThat(fetched(START))
                .isInstanceOfSatisfying(
                        Outcome.RetryLater.class,
                        later -> assertThat(later.code()).isEqualTo("http:302"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "::1",
                "fd00::1",
                "93.184.216.34 10.0.0.1"
            })
    void fetch_allowedNameWithAPrivateAddress_isRefused(String addresses) {
        redirects("https://files.kapso.ai/b");
        hosts.answers("files.kapso.ai/b", new MockResponse.Builder().body("abc"));
        hosts.resolves("files.kapso.ai", addresses);
        var failure = refused(START);
        assertThat(failure.code()).isEqualTo("media:address");
        assertThat(failure.detail()).contains("files.kapso.ai");
        assertThat(hosts.asked()).hasSize(1);
    }

    /** A name that is public when it is looked at and private when it is called. */
    @Test
    void fetch_nameThatChangesItsAddress_isLookedAtEachTime() {
        hosts.answers("files.kapso.ai/b", new MockResponse.Builder().body("abc").addHeader("Connection", "close"));
        hosts.resolves("files.kapso.ai", FakeFileHosts.PUBLIC, "10.0.0.1");
        assertThat(fetched("https://files.kapso.ai/b")).isInstanceOf(Outcome.Fetched.class);
        assertThat(refused("https://files.kapso.ai/b").code()).isEqualTo("media:address");
        assertThat(hosts.asked()).hasSize(1);
    }

    private void redirects(String location) {
        hosts.redirects("app.kapso.ai/rails/active_storage/blobs/redirect/a", location);
    }

    private void chain(int redirects) {
        for (int i = 0; i < redirects; i++) {
            hosts.redirects("files.kapso.ai/" + i, "https://files.kapso.ai/" + (i + 1));
        }
        hosts.answers("files.kapso.ai/" + redirects, new MockResponse.Builder().body("abc"));
    }

    private Outcome fetched(String url) {
        return hosts.source().fetch(FakeFileHosts.request(FakeFileHosts.file(null, url), 1_000), written);
    }

    private Failure refused(String url) {
        written.reset();
        var outcome = fetched(url);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(written.size()).isZero();
        return ((Outcome.Refused) outcome).failure();
    }
}
