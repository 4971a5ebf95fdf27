package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.SendOutcome.Accepted;
import cl.fizko.chat.domain.port.SendOutcome.LineBlocked;
import cl.fizko.chat.domain.port.SendOutcome.Rejected;
import cl.fizko.chat.domain.port.SendOutcome.Unknown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, in both of Kapso's APIs. */
class SendRequestTest {

    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    final FakeKapso kapso = new FakeKapso();

    @Test
    void send_text_isMetasBodyOnTheLinesAddress() throws Exception {
        kapso.enqueue(
                FakeKapso.answer(200, Fixtures.text("http-200-send-accepted")).build());
        var outcome = kapso.provider().send(Outbound.text("Hola\n«Rosa» 😊"), Outbound.UNNOTICED);

        assertThat(outcome)
                .isEqualTo(new Accepted(new ExternalId("wamid.HBgLNTY5NTU1MDAxMDEVAgARGBJDNTY1M0IwNDIyNDUyQkY5MDUA")));
        var request = kapso.request();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/meta/whatsapp/v24.0/109900000000001/messages");
        assertThat(request.getHeaders().get("X-API-Key")).isEqualTo(Outbound.TOKEN);
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(body(request)).isEqualTo(JSON.readTree("""
                        {"messaging_product":"whatsapp","recipient_type":"individual","to":"+56955500101","type":"text",
                         "text":{"body":"Hola\\n«Rosa» 😊","preview_url":false},
                         "biz_opaque_callback_data":"01980000-0000-7000-8000-000000000001"}
                        """));
    }

    @Test
    void send_quotedReply_carriesItsContext() throws Exception {
        kapso.enqueue(FakeKapso.accepts());
        kapso.provider()
                .send(
                        Outbound.to(
                                Outbound.ROSA, "Hola", Optional.of(new ExternalId("wamid.HBgLIN01")), Optional.empty()),
                        Outbound.UNNOTICED);
        assertThat(body(kapso.request()).at("/context/message_id").textValue()).isEqualTo("wamid.HBgLIN01");
    }

    @Test
    void send_hiddenNumber_goesToTheUserId() throws Exception {
        kapso.enqueue(FakeKapso.accepts());
        kapso.provider()
                .send(Outbound.to(Outbound.HIDDEN, "Hola", Optional.empty(), Optional.empty()), Outbound.UNNOTICED);
        var body = body(kapso.request());
        assertThat(body.path("recipient").textValue()).isEqualTo("CL.5550112233445566");
        assertThat(body.has("to")).isFalse();
    }

    @Test
    void send_numberAndUserId_goesToTheNumberAlone() throws Exception {
        kapso.enqueue(FakeKapso.accepts());
        var both =
                new ContactAddress(Outbound.ROSA.phone(), Optional.of(new BusinessScopedUserId("CL.5550112233445566")));
        kapso.provider().send(Outbound.to(both, "Hola", Optional.empty(), Optional.empty()), Outbound.UNNOTICED);
        var body = body(kapso.request());
        assertThat(body.path("to").textValue()).isEqualTo("+56955500101");
        assertThat(body.has("recipient")).isFalse();
    }

    @Test
    void send_legacyByPhone_isFlat() throws Exception {
        kapso.enqueue(FakeKapso.answer(201, Fixtures.text("http-201-v1-send")).build());
        var outcome = kapso.legacyProvider().send(Outbound.text("Hola"), Outbound.UNNOTICED);
        assertThat(outcome)
                .isEqualTo(new Accepted(new ExternalId("wamid.HBgLNTY5NTU1MDAxMDEVAgARGBIxNDcwQTI0NjgxNUZDNUU1NzIA")));
        var request = kapso.request();
        assertThat(request.getTarget()).isEqualTo("/api/v1/whatsapp_messages");
        assertThat(request.getHeaders().get("X-API-Key")).isEqualTo(Outbound.TOKEN);
        assertThat(body(request)).isEqualTo(JSON.readTree("""
                        {"message":{"message_type":"text","content":"Hola","phone_number":"+56955500101"}}
                        """));
    }

    @Test
    void send_legacyIntoAConversation_needsNoNumber() throws Exception {
        kapso.enqueue(FakeKapso.answer(200, Fixtures.text("http-201-v1-send")).build());
        var conversation = Optional.of("5d0c1e52-83aa-4f0e-9b7d-2c6a4f1e0101");
        var outcome = kapso.legacyProvider()
                .send(Outbound.to(Outbound.HIDDEN, "Hola", Optional.empty(), conversation), Outbound.UNNOTICED);
        assertThat(outcome).isInstanceOf(Accepted.class);
        var request = kapso.request();
        assertThat(request.getTarget())
                .isEqualTo("/api/v1/whatsapp_conversations/5d0c1e52-83aa-4f0e-9b7d-2c6a4f1e0101/whatsapp_messages");
        assertThat(body(request))
                .isEqualTo(JSON.readTree("{\"message\":{\"message_type\":\"text\",\"content\":\"Hola\"}}"));
    }

    @Test
    void send_legacyToAHiddenNumberWithoutConversation_isRejected() {
        var outcome = kapso.legacyProvider()
                .send(Outbound.to(Outbound.HIDDEN, "Hola", Optional.empty(), Optional.empty()), Outbound.UNNOTICED);
        assertThat(outcome)
                .isEqualTo(new Rejected(new Failure(
                        FailureReason.BAD_REQUEST,
                        "kapso:recipient",
                        "recipient: the legacy API reaches people by phone number only")));
        assertThat(kapso.requestsSeen()).isZero();
    }

    /** Kapso took it and will send it, but its wamid is not known yet: the {@code sent} webhook will tell. */
    @Test
    void send_legacyAnswerWithoutWamid_isUnknown() {
        kapso.enqueue(FakeKapso.answer(201, "{\"data\":{\"id\":\"0b5f\",\"whatsapp_message_id\":null}}")
                .build());
        assertThat(kapso.legacyProvider().send(Outbound.text("Hola"), Outbound.UNNOTICED))
                .isEqualTo(new Unknown("http:201 without a message id"));
    }

    @Test
    void send_noToken_takesTheDefault() throws Exception {
        kapso.enqueue(FakeKapso.accepts());
        var plugin = new KapsoPlugin()
                .open(Map.of("KAPSO_API_BASE_URL", kapso.url(FakeKapso.PROXY), "KAPSO_API_TOKEN", "la-del-proyecto"));
        assertThat(plugin.messaging().send(Outbound.withToken(Optional.empty()), Outbound.UNNOTICED))
                .isInstanceOf(Accepted.class);
        assertThat(kapso.request().getHeaders().get("X-API-Key")).isEqualTo("la-del-proyecto");
    }

    @Test
    void send_noTokenAtAll_blocksTheLine() {
        assertThat(kapso.provider().send(Outbound.withToken(Optional.empty()), Outbound.UNNOTICED))
                .isEqualTo(new LineBlocked(new Failure(
                        FailureReason.CONFIG, "kapso:token", "neither the line nor KAPSO_API_TOKEN has an API key")));
        assertThat(kapso.requestsSeen()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clave\ninyectada: si", "clave con ñ", "con espacio"})
    void send_tokenThatNoHeaderCarries_blocksTheLineWithoutShowingIt(String token) {
        var outcome = kapso.provider().send(Outbound.withToken(Optional.of(new Secret(token))), Outbound.UNNOTICED);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        LineBlocked.class,
                        blocked -> assertThat(blocked.failure().reason()).isEqualTo(FailureReason.CONFIG));
        assertThat(outcome.toString()).doesNotContain(token);
        assertThat(kapso.requestsSeen()).isZero();
    }

    /** The key must not travel to another path of the host because an id says so. */
    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../../admin", "1?x=", "1#", "a/b", "%2e%2e", "línea"})
    void send_lineThatIsAPath_isBlocked(String line) {
        assertThat(kapso.provider().send(Outbound.onLine(line), Outbound.UNNOTICED))
                .isInstanceOfSatisfying(
                        LineBlocked.class,
                        blocked -> assertThat(blocked.failure().reason()).isEqualTo(FailureReason.CONFIG));
        assertThat(kapso.requestsSeen()).isZero();
    }

    @Test
    void send_legacyConversationThatIsAPath_goesByNumber() throws Exception {
        kapso.enqueue(FakeKapso.answer(201, Fixtures.text("http-201-v1-send")).build());
        kapso.legacyProvider()
                .send(Outbound.to(Outbound.ROSA, "Hola", Optional.empty(), Optional.of("../x")), Outbound.UNNOTICED);
        assertThat(kapso.request().getTarget()).isEqualTo("/api/v1/whatsapp_messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roto \ud83d", "\ud83d roto", "roto \ude0a."})
    void send_textWithoutUtf8_isRejected(String text) {
        assertThat(kapso.provider().send(Outbound.text(text), Outbound.UNNOTICED))
                .isEqualTo(new Rejected(new Failure(
                        FailureReason.BAD_REQUEST,
                        "limit:body",
                        "body: has no U+0000 and no half of a surrogate pair")));
        assertThat(kapso.requestsSeen()).isZero();
    }

    /** Contents have limits, but ids come from elsewhere. */
    @Test
    void send_idWithoutUtf8_isRejected() {
        var quoted = Optional.of(new ExternalId("wamid.\ud83d"));
        assertThat(kapso.provider()
                        .send(Outbound.to(Outbound.ROSA, "Hola", quoted, Optional.empty()), Outbound.UNNOTICED))
                .isEqualTo(new Rejected(
                        new Failure(FailureReason.BAD_REQUEST, "kapso:text", "the message holds a lone surrogate")));
        assertThat(kapso.requestsSeen()).isZero();
    }

    private static JsonNode body(RecordedRequest request) throws Exception {
        return JSON.readTree(request.getBody().utf8());
    }
}
