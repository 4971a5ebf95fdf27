package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.port.MessageHistory.Answer;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.port.MessageHistory.Query;
import cl.fizko.chat.domain.port.Mutator;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** Spoiled pages of the history: a page or none, and nothing in it that the reader did not foresee. */
class HistoryFuzzTest {

    private static final int PER_PAGE = 200;
    private static final HttpUrl BASE = HttpUrl.get("http://127.0.0.1/x");

    @Test
    void page_spoiledBytes_neverThrows() {
        var mutator = new Mutator();
        all("fuzz.seed=" + mutator.seed(), mutator::mutated);
    }

    @Test
    void page_spoiledValues_neverThrows() {
        var seed = new Mutator().seed();
        all("fuzz.seed=" + seed + ", deep", new DeepMutator(seed)::mutated);
    }

    private static void all(String where, UnaryOperator<byte[]> spoiled) {
        var proxy = new MetaProxyHistory(BASE);
        var legacy = new LegacyV1History(BASE);
        var lines =
                "{\"data\":[{\"id\":\"c-1\",\"phone_number_id\":\"109900000000001\"}],\"meta\":{\"total_pages\":3}}";
        var threads = "{\"data\":[{\"id\":\"t-1\",\"whatsapp_config_id\":\"c-1\"}],\"meta\":{\"total_pages\":3}}";
        check(where + ", proxy", proxy, Histories.EVERYTHING, messages("v2-"), spoiled);
        check(where + ", legacy", legacy, Histories.thread("5d0c"), messages("v1-"), spoiled);
        check(where + ", lines", legacy, Histories.EVERYTHING, lines, spoiled);
        check(where + ", threads", legacy, Histories.after(Histories.EVERYTHING, "THREADS/1/c-1/0/"), threads, spoiled);
    }

    private static void check(
            String where, HistoryDialect dialect, Query query, String page, UnaryOperator<byte[]> spoiled) {
        var original = page.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < PER_PAGE; i++) {
            var body = spoiled.apply(original);
            try {
                check(where + ", mutation " + i, dialect.page(query, Field.root(Json.parse(body))));
            } catch (NotUnderstood e) {
                assertThat(e.reason()).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(where + ", mutation " + i, e);
            }
        }
    }

    private static void check(String where, Answer answer) {
        if (answer instanceof Answer.Page page) {
            for (var entry : page.entries()) {
                assertThat(Storable.problem(Told.by(entry))).as(where).isEmpty();
                if (entry instanceof Entry.Written written && written.event() instanceof Undecodable undecodable) {
                    assertThat(undecodable.reason()).as(where).doesNotContain("the reader failed");
                }
            }
        }
    }

    /** The messages of all fixtures of a version, as a page. */
    private static String messages(String version) {
        List<Fixtures.Row> rows = Fixtures.deliveries().stream()
                .filter(row -> row.name().startsWith(version))
                .toList();
        return rows.stream()
                .map(row -> Json.parse(Fixtures.bytes(row.name())).path("message"))
                .filter(message -> !message.isMissingNode())
                .map(Object::toString)
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    }
}
