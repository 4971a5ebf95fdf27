package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.port.MediaSource;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import cl.fizko.chat.domain.port.MediaSource.Outcome.Fetched;
import cl.fizko.chat.domain.port.MediaSource.Outcome.RetryLater;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a file is looked for, and who sees the key. */
class KapsoMediaSourceTest {

    private static final String ABC_HEX = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String ABC_BASE64 = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
    private static final String WEBHOOK_URL = "https://app.kapso.ai/blob/1";

    @RegisterExtension
    final FakeFileHosts hosts = new FakeFileHosts();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void fetch_byId_asksWhereAndTakesKapsosCopyWithoutAKey() {
        hosts.lookup("""
                {"id":"m1","url":"https://lookaside.fbsbx.com/a","mime_type":"audio/ogg; codecs=opus","sha256":"%s",
                 "file_size":"3","messaging_product":"whatsapp","download_url":"https://files.kapso.ai/media/1?token=t"}""".formatted(ABC_HEX));
        hosts.answers("files.kapso.ai/media/1", body("abc"));
        assertThat(fetch("m1", WEBHOOK_URL)).isEqualTo(new Fetched(3, ABC_HEX, Optional.of("audio/ogg; codecs=opus")));
        assertThat(written).hasToString("abc");
        assertThat(hosts.asked()).containsExactly("127.0.0.1/meta/whatsapp/v24.0/m1", "files.kapso.ai/media/1");
        var lookup = hosts.requests().get(0);
        assertThat(lookup.getUrl().queryParameter("phone_number_id")).isEqualTo(FakeFileHosts.LINE.value());
        assertThat(lookup.getHeaders().get("X-API-Key")).isEqualTo(FakeFileHosts.KEY.reveal());
        assertThat(hosts.requests().get(1).getHeaders().get("X-API-Key")).isNull();
    }

    @Test
    void fetch_withoutId_takesTheWebhooksAddress() {
        hosts.answers("app.kapso.ai/blob/1", body("abc").addHeader("Content-Type", "image/jpeg"));
        assertThat(fetch(null, WEBHOOK_URL)).isEqualTo(new Fetched(3, ABC_HEX, Optional.of("image/jpeg")));
        assertThat(hosts.requests().get(0).getHeaders().get("X-API-Key")).isNull();
    }

    @Test
    void fetch_legacyApi_hasNothingToAsk() {
        hosts.legacyApi().answers("app.kapso.ai/blob/1", body("abc"));
        assertThat(fetch("m1", WEBHOOK_URL)).isInstanceOf(Fetched.class);
        assertThat(hosts.asked()).containsExactly("app.kapso.ai/blob/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "a?b", "%2e%2e", "m1\n", "m 1"})
    void fetch_idThatIsNoPathSegment_isNotAskedFor(String id) {
        hosts.answers("app.kapso.ai/blob/1", body("abc"));
        assertThat(fetch(id, WEBHOOK_URL)).isInstanceOf(Fetched.class);
        assertThat(hosts.asked()).containsExactly("app.kapso.ai/blob/1");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 410, 422, 302})
    void fetch_lookupDoesNotKnow_takesTheWebhooksAddress(int status) {
        hosts.answers("127.0.0.1/meta/whatsapp/v24.0/m1", lookupStatus(status));
        hosts.answers("app.kapso.ai/blob/1", body("abc"));
        assertThat(fetch("m1", WEBHOOK_URL)).isInstanceOf(Fetched.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 302})
    void fetch_lookupDoesNotKnowAndThereIsNoOtherAddress_isTriedLater(int status) {
        hosts.answers("127.0.0.1/meta/whatsapp/v24.0/m1", lookupStatus(status));
        assertThat(fetch("m1", null)).isEqualTo(new RetryLater(Optional.empty(), "http:" + status));
        assertThat(hosts.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"url\":7}", "<html>"})
    void fetch_lookupThatSaysNothing_takesTheWebhooksAddress(String json) {
        hosts.lookup(json);
        hosts.answers("app.kapso.ai/blob/1", body("abc"));
        assertThat(fetch("m1", WEBHOOK_URL)).isInstanceOf(Fetched.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void fetch_lookupIsNotThere_waitsAsAsked(int status) {
        hosts.answers("127.0.0.1/meta/whatsapp/v24.0/m1", lookupStatus(status).addHeader("Retry-After", "60"));
        assertThat(fetch("m1", WEBHOOK_URL))
                .isEqualTo(new RetryLater(Optional.of(Duration.ofSeconds(60)), "http:" + status));
    }

    /** OkHttp would ask again at once, or throw a NumberFormatException. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "99999999999"})
    void fetch_unavailableWithAnOddWait_isOneRequest(String wait) {
        hosts.answers("app.kapso.ai/blob/1", lookupStatus(503).addHeader("Retry-After", wait));
        assertThat(fetch(null, WEBHOOK_URL))
                .isEqualTo(
                        new RetryLater(Optional.of(wait.equals("0") ? Duration.ZERO : Duration.ofDays(1)), "http:503"));
        assertThat(hosts.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 429, 500, 204, 206})
    void fetch_addressDoesNotAnswerWithTheFile_isTriedLater(int status) {
        hosts.answers("app.kapso.ai/blob/1", lookupStatus(status));
        assertThat(fetch(null, WEBHOOK_URL)).isEqualTo(new RetryLater(Optional.empty(), "http:" + status));
        assertThat(written.size()).isZero();
    }

    /** Addresses live for minutes, ids for days. */
    @Test
    void fetch_addressHasRunOut_theNextAttemptAsksForANewOne() {
        hosts.lookup("{\"download_url\":\"https://files.kapso.ai/old\"}");
        assertThat(fetch("m1", null)).isEqualTo(new RetryLater(Optional.empty(), "http:404"));
        hosts.lookup("{\"download_url\":\"https://files.kapso.ai/new\"}");
        hosts.answers("files.kapso.ai/new", body("abc"));
        assertThat(fetch("m1", null)).isInstanceOf(Fetched.class);
    }

    @Test
    void fetch_metasAddressOnly_neverSeesTheKey() {
        hosts.lookup("{\"url\":\"https://lookaside.fbsbx.com/a\"}");
        hosts.answers("lookaside.fbsbx.com/a", body("abc"));
        assertThat(fetch("m1", null)).isInstanceOf(Fetched.class);
        assertThat(hosts.requests().get(1).getHeaders().get("X-API-Key")).isNull();
    }

    @Test
    void fetch_addressOfTheApi_takesTheKeyButNotWhereItRedirects() {
        hosts.lookup("{\"url\":\"" + hosts.apiUrl("/media/a") + "\"}");
        hosts.redirects("127.0.0.1/media/a", "https://files.kapso.ai/b");
        hosts.redirects("files.kapso.ai/b", hosts.apiUrl("/media/c"));
        hosts.answers("127.0.0.1/media/c", body("abc"));
        assertThat(fetch("m1", null)).isInstanceOf(Fetched.class);
        assertThat(hosts.requests().stream().map(request -> request.getHeaders().get("X-API-Key") != null))
                .containsExactly(true, true, false, false);
    }

    /** Whoever writes a webhook must not be able to have the key sent along. */
    @Test
    void fetch_webhooksAddressOfTheApi_hasNoKey() {
        hosts.answers("127.0.0.1/media/a", body("abc"));
        assertThat(fetch(null, hosts.apiUrl("/media/a"))).isInstanceOf(Fetched.class);
        assertThat(hosts.requests().get(0).getHeaders().get("X-API-Key")).isNull();
    }

    @Test
    void fetch_otherBytesThanTheLookupAnnounced_isTriedLater() {
        hosts.lookup("{\"download_url\":\"https://files.kapso.ai/a\",\"sha256\":\"" + ABC_HEX + "\"}");
        hosts.answers("files.kapso.ai/a", body("abd"));
        assertThat(fetch("m1", null)).isEqualTo(new RetryLater(Optional.empty(), "sha256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ABC_HEX, ABC_BASE64})
    void fetch_digestOfTheWebhook_isCompared(String announced) {
        hosts.answers("app.kapso.ai/blob/1", body("abc"));
        assertThat(fetch(announcing(announced))).isInstanceOf(Fetched.class);
        hosts.answers("app.kapso.ai/blob/1", body("abd"));
        assertThat(fetch(announcing(announced))).isEqualTo(new RetryLater(Optional.empty(), "sha256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"file_size\":\"1001\",", "{\"file_size\":1001,"})
    void fetch_announcedTooLong_isNotBegun(String json) {
        hosts.lookup(json + "\"download_url\":\"https://files.kapso.ai/a\"}");
        assertThat(refusal("m1", null)).isEqualTo("media:size");
        assertThat(hosts.asked()).hasSize(1);
    }

    @Test
    void fetch_noKeyAtAll_takesTheAddressOrSaysSo() {
        hosts.answers("app.kapso.ai/blob/1", body("abc"));
        assertThat(withoutKey("m1", WEBHOOK_URL)).isInstanceOf(Fetched.class);
        assertThat(withoutKey("m1", null))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.failure().reason()).isEqualTo(FailureReason.CONFIG));
    }

    @Test
    void fetch_neitherIdNorAddress_isRefused() {
        assertThat(refusal("../x", null)).isEqualTo("media:id");
    }

    private static MockResponse.Builder body(String text) {
        return new MockResponse.Builder().body(text);
    }

    private static MockResponse.Builder lookupStatus(int status) {
        var answer = new MockResponse.Builder().code(status);
        return status == 302 ? answer.addHeader("Location", "https://files.kapso.ai/a") : answer;
    }

    private static MediaReference announcing(String sha256) {
        return new MediaReference(
                Optional.empty(),
                Optional.of(WEBHOOK_URL),
                Optional.of("image/png"),
                Optional.of(sha256),
                Optional.of("../../etc/passwd"));
    }

    private Outcome fetch(String id, String url) {
        return fetch(FakeFileHosts.file(id, url));
    }

    private Outcome fetch(MediaReference file) {
        written.reset();
        return hosts.source().fetch(FakeFileHosts.request(file, 1_000), written);
    }

    private Outcome withoutKey(String id, String url) {
        return hosts.source()
                .fetch(
                        new MediaSource.Request(
                                FakeFileHosts.LINE, Optional.empty(), FakeFileHosts.file(id, url), 1_000),
                        written);
    }

    private String refusal(String id, String url) {
        return ((Outcome.Refused) fetch(id, url)).failure().code();
    }
}
