package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.MessageHistory.Answer;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The history behind the Meta proxy: what is asked, what comes of each entry, and what an unusable answer is. */
class KapsoHistoryTest {

    @RegisterExtension
    private final FakeKapso kapso = new FakeKapso();

    @Test
    void read_asks_asDocumented() throws Exception {
        kapso.enqueue(FakeKapso.answer(200, Histories.data()).build());
        Histories.at(kapso.url(FakeKapso.PROXY)).read(Histories.after(Histories.only(Direction.OUTGOING), "c+/=1"));
        var request = kapso.request();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getHeaders().get("X-API-Key")).isEqualTo("clave-de-linea");
        var url = request.getUrl();
        assertThat(url.encodedPath()).isEqualTo(FakeKapso.PROXY + "/109900000000001/messages");
        assertThat(url.queryParameterNames())
                .containsExactly("direction", "since", "until", "limit", "fields", "after");
        assertThat(url.queryParameter("direction")).isEqualTo("outbound");
        assertThat(url.queryParameter("since")).isEqualTo("2026-05-04T14:00:00Z");
        assertThat(url.queryParameter("until")).isEqualTo("2026-05-04T15:00:00Z");
        assertThat(url.queryParameter("limit")).isEqualTo("100");
        assertThat(url.queryParameter("fields")).isEqualTo("kapso(default)");
        assertThat(url.queryParameter("after")).isEqualTo("c+/=1");
    }

    @Test
    void read_threadAsked_namesIt() throws Exception {
        kapso.enqueue(FakeKapso.answer(200, Histories.data()).build());
        Histories.at(kapso.url(FakeKapso.PROXY)).read(Histories.thread("5d0c"));
        assertThat(kapso.request().getUrl().queryParameter("conversation_id")).isEqualTo("5d0c");
    }

    @Test
    void read_customersMessage_isToldAsItsWebhookWould() {
        var entry = Histories.incoming("wamid.IN1");
        var written = (Entry.Written) only(read(Histories.data(entry)));
        var received = (MessageReceived) written.event();
        assertThat(received.id()).isEqualTo(new ExternalId("wamid.IN1"));
        assertThat(received.line()).isEqualTo(Histories.EVERYTHING.line());
        assertThat(received.sender()).isEqualTo(ContactAddress.of(new PhoneNumber("+56955500101")));
        assertThat(received.senderName()).contains("Rosa Prueba");
        assertThat(received.content()).isEqualTo(new MessageContent.Text("Hola"));
        assertThat(received.sentAt()).isEqualTo(Instant.ofEpochSecond(1777905845));
        assertThat(received.providerConversation()).contains("5d0c");
        assertThat(received.live()).isTrue();
        assertThat(Json.parse(written.raw())).isEqualTo(Json.parse(entry.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"business_app, true", "history_sync, false"})
    void read_typedOnThePhone_isAHumansReply(String origin, boolean live) {
        var written = (Entry.Written) only(read(Histories.data(Histories.outgoing("wamid.H", origin, ""))));
        assertThat(written.event()).isInstanceOfSatisfying(HumanReplied.class, reply -> {
            assertThat(reply.live()).isEqualTo(live);
            assertThat(reply.recipient()).isEqualTo(ContactAddress.of(new PhoneNumber("+56955500101")));
        });
    }

    @Test
    void read_sentThroughTheApi_tellsItsFate() {
        var ours = UUID.fromString("01980000-0000-7000-8000-000000000001");
        var entry = Histories.outgoing("wamid.OUT", "cloud_api", """
                        'status':'sent','statuses':[
                          {'id':'wamid.OUT','status':'read','timestamp':'1777905909','recipient_id':'56955500101'},
                          {'id':'wamid.OUT','status':'sent','timestamp':'1777905901','biz_opaque_callback_data':'%s'}]""".formatted(ours));
        assertThat(only(read(Histories.data(entry))))
                .isEqualTo(new Entry.Sent(
                        new ExternalId("wamid.OUT"),
                        Optional.of(new MessageId(ours)),
                        Optional.of(ContactAddress.of(new PhoneNumber("+56955500101"))),
                        new MessageContent.Text("Su F29 vence el 20"),
                        Optional.empty(),
                        DeliveryStatus.READ,
                        Instant.ofEpochSecond(1777905909),
                        Optional.empty()));
    }

    @Test
    void read_summaryAheadOfTheStatuses_isBelieved() {
        var sent = sent("'status':'delivered','statuses':[{'status':'sent','timestamp':'1777905901'}]");
        assertThat(sent.status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(sent("'status':'pending'").status()).isEqualTo(DeliveryStatus.SENT);
        assertThat(sent("").at()).isEqualTo(Instant.ofEpochSecond(1777905900));
    }

    @Test
    void read_failed_hasItsReason() {
        var sent = sent(
                "'statuses':[{'status':'failed','timestamp':'1777905901','errors':[{'code':131047,'title':'x'},{'code':1}]}]");
        assertThat(sent.failure())
                .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.WINDOW_CLOSED));
        assertThat(sent("'status':'failed'").failure()).isPresent();
        assertThat(sent("'errors':[{'code':131047}],'statuses':[{'status':'failed','timestamp':'1777905901'}]")
                        .failure())
                .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.WINDOW_CLOSED));
    }

    @Test
    void read_correlationBesideTheStatuses_isTaken() {
        var ours = UUID.fromString("01980000-0000-7000-8000-000000000002");
        assertThat(sent("'biz_opaque_callback_data':'" + ours + "'").correlation())
                .contains(new MessageId(ours));
        assertThat(sent("'biz_opaque_callback_data':'out-7f3c'").correlation()).isEmpty();
    }

    @Test
    void read_template_isKnownByItsName() {
        var entry =
                "{\"id\":\"wamid.T\",\"timestamp\":\"1777905900\",\"type\":\"template\",\"template\":{\"name\":\"x\"},"
                        + "\"kapso\":{\"direction\":\"outbound\",\"statuses\":[{\"recipient_user_id\":\"CL.55\"}]}}";
        var sent = (Entry.Sent) only(read(Histories.data(entry)));
        assertThat(sent.content()).isEqualTo(new TemplateMessage("x", "", Map.of()));
        assertThat(sent.recipient().flatMap(ContactAddress::userId)).isPresent();
    }

    @Test
    void read_brokenEntry_harmsNoOther() {
        var entries = read(Histories.data("7", "{}", Histories.incoming(""), Histories.incoming("wamid.IN1")))
                .entries();
        assertThat(entries).hasSize(4);
        assertThat(entries.subList(0, 3))
                .allSatisfy(entry -> assertThat(((Entry.Written) entry).event()).isInstanceOf(Undecodable.class));
        assertThat(((Entry.Written) entries.get(3)).event()).isInstanceOf(MessageReceived.class);
    }

    @Test
    void read_entryOfAnotherLine_isLeftOut() {
        var other = Histories.incoming("wamid.IN1").replace("\"kapso\":{", "\"kapso\":{\"phone_number_id\":\"999\",");
        assertThat(read(Histories.data(other)).entries()).isEmpty();
    }

    @Test
    void read_otherDirection_isLeftOut() {
        kapso.enqueue(FakeKapso.answer(
                        200,
                        Histories.data(
                                Histories.incoming("wamid.IN1"), Histories.outgoing("wamid.OUT", "cloud_api", "")))
                .build());
        var page = Histories.page(Histories.at(kapso.url(FakeKapso.PROXY)).read(Histories.only(Direction.INCOMING)));
        assertThat(page.entries()).singleElement().isInstanceOf(Entry.Written.class);
    }

    @Test
    void read_noDirectionInTheEntry_isWhatWasAsked() {
        var entry = "{\"id\":\"wamid.S\",\"timestamp\":\"1777905900\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}";
        kapso.enqueue(FakeKapso.answer(200, Histories.data(entry)).build());
        var page = Histories.page(Histories.at(kapso.url(FakeKapso.PROXY)).read(Histories.only(Direction.OUTGOING)));
        assertThat(page.entries()).singleElement().isInstanceOf(Entry.Sent.class);
        assertThat(only(read(Histories.data(entry.replace("\"id\"", "\"to\":\"56955500101\",\"id\"")))))
                .isInstanceOf(Entry.Sent.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'data':[E],'paging':{'cursors':{'before':'b','after':'a'},'next':'https://otro.example/?after=a'}} | a
                    {'data':[E],'paging':{'cursors':{'after':'a'}}}                                                     | a
                    {'data':[E],'paging':{'next':'https://otro.example/x?limit=1&after=a'}}                             | a
                    {'data':[E],'paging':{'cursors':{'after':'a'},'next':null}}                                         | ``
                    {'data':[E],'paging':{'cursors':{'after':null},'next':null}}                                        | ``
                    {'data':[],'paging':{'cursors':{'after':'a'}}}                                                      | ``
                    {'data':[E],'meta':{'total_count':1}}                                                               | ``
                    {'messages':[E]}                                                                                    | ``
                    {'data':{'messages':[E]}}                                                                           | ``
                    [E]                                                                                                 | ``
                    """)
    void read_anyEnvelope_isAPage(String body, String next) {
        var page = read(body.replace('\'', '"').replace("E", Histories.incoming("wamid.1")));
        assertThat(page.next()).isEqualTo(Optional.of(next).filter(cursor -> !cursor.isEmpty()));
        assertThat(page.entries()).hasSize(body.contains("E") ? 1 : 0);
    }

    /** Otherwise it would be read for ever. */
    @Test
    void read_cursorThatDoesNotMove_isTheEnd() {
        var body = "{\"data\":[" + Histories.incoming("wamid.1") + "],\"paging\":{\"cursors\":{\"after\":\"a\"}}}";
        kapso.enqueue(FakeKapso.answer(200, body).build());
        var answer = Histories.at(kapso.url(FakeKapso.PROXY)).read(Histories.after(Histories.EVERYTHING, "a"));
        assertThat(Histories.page(answer).next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "7", "{}", "{\"data\":7}", "{\"error\":\"x\"}", "<html>ok</html>"})
    void read_noPage_isUnavailable(String body) {
        assertThat(Histories.unavailable(answer(FakeKapso.answer(200, body).build())))
                .isEqualTo("kapso:answer");
    }

    @Test
    void read_refused_tellsTheCodeAndTheWait() {
        assertThat(answer(FakeKapso.answer(429, "{\"error\":\"Rate limit exceeded\"}")
                        .addHeader("Retry-After", "60")
                        .build()))
                .isEqualTo(new Answer.Unavailable(Optional.of(Duration.ofSeconds(60)), "http:429"));
        assertThat(Histories.unavailable(answer(FakeKapso.answer(500, "").build())))
                .isEqualTo("http:500");
        assertThat(Histories.unavailable(answer(FakeKapso.answer(404, "").build())))
                .isEqualTo("http:404");
    }

    @Test
    void read_redirect_isNotFollowed() {
        assertThat(Histories.unavailable(answer(FakeKapso.answer(302, "")
                        .addHeader("Location", kapso.url("/otro"))
                        .build())))
                .isEqualTo("http:302");
        assertThat(kapso.requestsSeen()).isEqualTo(1);
    }

    @Test
    void read_connectionLost_isUnavailable() {
        assertThat(Histories.unavailable(answer(FakeKapso.hangsUp()))).isEqualTo("net:io");
        assertThat(Histories.unavailable(Histories.at(FakeKapso.deadAddress()).read(Histories.EVERYTHING)))
                .isEqualTo("net:io");
    }

    @Test
    void read_endlessAnswer_isUnavailable() {
        var endless = "{\"data\":[" + " ".repeat((int) KapsoHistory.MAX_ANSWER) + "]}";
        assertThat(Histories.unavailable(answer(FakeKapso.answer(200, endless).build())))
                .isEqualTo("kapso:answer");
    }

    @Test
    void read_whatCannotBeAsked_isNotAsked() {
        var history = Histories.at(kapso.url(FakeKapso.PROXY));
        assertThat(Histories.unavailable(history.read(Histories.withoutToken())))
                .isEqualTo("kapso:token");
        assertThat(Histories.unavailable(history.read(Histories.onLine("../../x"))))
                .isEqualTo("kapso:query");
        assertThat(kapso.requestsSeen()).isZero();
    }

    private Entry.Sent sent(String kapsoFields) {
        return (Entry.Sent) only(read(Histories.data(Histories.outgoing("wamid.OUT", "cloud_api", kapsoFields))));
    }

    private static Entry only(Answer.Page page) {
        List<Entry> entries = page.entries();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private Answer.Page read(String body) {
        return Histories.page(answer(FakeKapso.answer(200, body).build()));
    }

    private Answer answer(MockResponse response) {
        kapso.enqueue(response);
        return Histories.at(kapso.url(FakeKapso.PROXY)).read(Histories.EVERYTHING);
    }
}
