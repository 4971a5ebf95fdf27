package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.MessageHistory.Answer;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The history in the legacy API: line, conversations, messages, one request a page. */
class LegacyHistoryTest {

    private static final String LINES =
            "{\"data\":[{\"id\":\"cfg-0\",\"phone_number_id\":\"999\"},{\"id\":\"cfg-1\",\"phone_number_id\":\"109900000000001\"}]}";

    @RegisterExtension
    private final FakeKapso kapso = new FakeKapso();

    @Test
    void read_aThread_asksForItsMessages() throws Exception {
        var page = Histories.page(answer(Histories.thread("5d0c"), Histories.data(incoming("wamid.IN1"))));
        var url = kapso.request().getUrl();
        assertThat(url.encodedPath()).isEqualTo("/api/v1/whatsapp_conversations/5d0c/whatsapp_messages");
        assertThat(url.queryParameter("page")).isEqualTo("1");
        assertThat(url.queryParameter("per_page")).isEqualTo("100");
        assertThat(page.next()).isEmpty();
        assertThat(page.entries())
                .singleElement()
                .isInstanceOfSatisfying(
                        Entry.Written.class,
                        written -> assertThat(written.event())
                                .isInstanceOfSatisfying(MessageReceived.class, received -> {
                                    assertThat(received.id()).isEqualTo(new ExternalId("wamid.IN1"));
                                    assertThat(received.line()).isEqualTo(Histories.EVERYTHING.line());
                                    assertThat(received.content()).isEqualTo(new MessageContent.Text("Hola"));
                                    assertThat(received.providerConversation()).contains("5d0c");
                                    assertThat(received.providerMessage()).contains("0b5f");
                                }));
    }

    @Test
    void read_sentThroughTheApi_tellsItsFate() {
        var entry = incoming("wamid.OUT").replace("inbound", "outbound").replace("received", "read");
        var page = Histories.page(answer(Histories.thread("5d0c"), Histories.data(entry)));
        assertThat(page.entries()).singleElement().isInstanceOfSatisfying(Entry.Sent.class, sent -> {
            assertThat(sent.id()).isEqualTo(new ExternalId("wamid.OUT"));
            assertThat(sent.status()).isEqualTo(DeliveryStatus.READ);
            assertThat(sent.recipient()).isPresent();
        });
    }

    @Test
    void read_aWholeLine_walksThroughItsThreads() throws Exception {
        kapso.enqueue(FakeKapso.answer(200, LINES).build());
        kapso.enqueue(FakeKapso.answer(
                        200,
                        "{\"data\":[{\"id\":\"t-1\",\"whatsapp_config_id\":\"cfg-1\"},{\"id\":\"t-2\",\"whatsapp_config_id\":\"cfg-1\"},"
                                + "{\"id\":\"t-3\",\"whatsapp_config_id\":\"cfg-0\"},{\"id\":\"../x\"}],\"meta\":{\"total_pages\":1}}")
                .build());
        kapso.enqueue(FakeKapso.answer(200, "{\"data\":[" + incoming("wamid.1") + "],\"meta\":{\"total_pages\":2}}")
                .build());
        kapso.enqueue(FakeKapso.answer(200, "{\"data\":[" + incoming("wamid.2") + "],\"meta\":{\"total_pages\":2}}")
                .build());
        kapso.enqueue(FakeKapso.answer(200, Histories.data(incoming("wamid.3"))).build());
        assertThat(ids(all())).containsExactly("wamid.1", "wamid.2", "wamid.3");
        var paths = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var url = kapso.request().getUrl();
            paths.add(url.encodedPath().replace("/api/v1/", "") + "?" + url.query());
        }
        assertThat(paths)
                .containsExactly(
                        "whatsapp_configs?page=1&per_page=100",
                        "whatsapp_conversations?q[last_active_at_gteq]=2026-05-04T14:00:00Z&q[whatsapp_config_id_eq]=cfg-1&page=1&per_page=100",
                        "whatsapp_conversations/t-1/whatsapp_messages?page=1&per_page=100",
                        "whatsapp_conversations/t-1/whatsapp_messages?page=2&per_page=100",
                        "whatsapp_conversations/t-2/whatsapp_messages?page=1&per_page=100");
    }

    @Test
    void read_lineThatIsNotAmongThem_isUnavailable() {
        assertThat(Histories.unavailable(answer(Histories.onLine("555"), LINES)))
                .isEqualTo("kapso:line");
    }

    /** A key that serves two companies must not bring one the messages of the other. */
    @Test
    void read_linesCannotBeListed_takesOnlyThreadsThatNameTheLine() {
        kapso.enqueue(FakeKapso.answer(404, "").build());
        kapso.enqueue(FakeKapso.answer(
                        200,
                        "{\"data\":[{\"id\":\"t-1\",\"whatsapp_config_id\":\"cfg-0\"},"
                                + "{\"id\":\"t-2\",\"phone_number_id\":109900000000001},"
                                + "{\"id\":\"t-3\",\"whatsapp_config\":{\"phone_number_id\":\"999\"}},{\"id\":\"t-4\"}]}")
                .build());
        kapso.enqueue(FakeKapso.answer(200, Histories.data(incoming("wamid.2"))).build());
        assertThat(ids(all())).containsExactly("wamid.2");
    }

    @Test
    void read_threadThatIsGone_holdsUpNoOther() {
        kapso.enqueue(FakeKapso.answer(200, LINES).build());
        kapso.enqueue(FakeKapso.answer(200, Histories.data("{\"id\":\"t-1\"}", "{\"id\":\"t-2\"}"))
                .build());
        kapso.enqueue(FakeKapso.answer(404, "").build());
        kapso.enqueue(FakeKapso.answer(200, Histories.data(incoming("wamid.2"))).build());
        assertThat(ids(all())).containsExactly("wamid.2");
    }

    @Test
    void read_threadAskedForIsGone_isUnavailable() {
        kapso.enqueue(FakeKapso.answer(404, "").build());
        assertThat(Histories.unavailable(history().read(Histories.thread("5d0c"))))
                .isEqualTo("http:404");
    }

    @Test
    void read_fullPage_hasANextOneUntilItIsTooOld() {
        var full = Collections.nCopies(100, incoming("wamid.1")).toArray(String[]::new);
        assertThat(Histories.page(answer(Histories.thread("5d0c"), Histories.data(full)))
                        .next())
                .isPresent();
        full[99] = full[99].replace("2026-05-04T14:44:05Z", "2026-05-03T14:44:05Z");
        assertThat(Histories.page(answer(Histories.thread("5d0c"), Histories.data(full)))
                        .next())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "MESSAGES/1///",
                "MESSAGES/1//0/../x",
                "MESSAGES/99999//0/a",
                "NADA/1//0/",
                "LINES/-1//0/",
                "MESSAGES/1//0/a/b"
            })
    void read_cursorThatIsNotOurs_isNotAsked(String cursor) {
        var answer = history().read(Histories.after(Histories.EVERYTHING, cursor));
        assertThat(Histories.unavailable(answer)).isEqualTo("kapso:query");
        assertThat(kapso.requestsSeen()).isZero();
    }

    @Test
    void text_cursor_isReadBack() {
        var cursor = LegacyCursor.messages(Optional.of("cfg-1"), 2, List.of("t-1", "t-2"));
        assertThat(LegacyCursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(cursor.nextThread().flatMap(LegacyCursor::nextThread))
                .contains(LegacyCursor.threads(Optional.of("cfg-1"), 2));
    }

    private MessageHistory history() {
        return Histories.at(kapso.url(FakeKapso.LEGACY));
    }

    private Answer answer(MessageHistory.Query query, String body) {
        kapso.enqueue(FakeKapso.answer(200, body).build());
        return history().read(query);
    }

    private List<Entry> all() {
        var history = history();
        var entries = new ArrayList<Entry>();
        var page = Histories.page(history.read(Histories.EVERYTHING));
        entries.addAll(page.entries());
        while (page.next().isPresent()) {
            page = Histories.page(history.read(
                    Histories.after(Histories.EVERYTHING, page.next().get())));
            entries.addAll(page.entries());
        }
        return entries;
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream()
                .map(entry ->
                        ((MessageReceived) ((Entry.Written) entry).event()).id().value())
                .toList();
    }

    private static String incoming(String wamid) {
        return """
                {"id":"0b5f","phone_number":"56955500101","message_type":"text","content":"Hola","direction":"inbound",
                 "status":"received","whatsapp_message_id":"%s","message_type_data":{},"created_at":"2026-05-04T14:44:05Z"}""".formatted(wamid);
    }
}
