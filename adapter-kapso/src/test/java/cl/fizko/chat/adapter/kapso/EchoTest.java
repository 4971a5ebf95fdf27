package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person of the company writes with the WhatsApp Business app, however the news of it comes. */
class EchoTest {

    private static final String ECHO = "v2-sent-business-app-echo";
    private static final PhoneNumber ROSA = new PhoneNumber("+56955500101");

    @Test
    void decode_echo_isTheSameWithoutHeaders() {
        assertThat(Bodies.bare(Fixtures.text(ECHO)))
                .isEqualTo(Bodies.v2("whatsapp.message.sent", Fixtures.text(ECHO)))
                .hasOnlyElementsOfType(HumanReplied.class);
    }

    @ParameterizedTest
    @CsvSource({"business_app, true", "history_sync, false"})
    void decode_origin_saysWhetherItIsLive(String origin, boolean live) {
        assertThat(Bodies.v2("whatsapp.message.sent", Bodies.changed(ECHO, "business_app", origin)))
                .singleElement()
                .isInstanceOfSatisfying(
                        HumanReplied.class, reply -> assertThat(reply.live()).isEqualTo(live));
    }

    @Test
    void decode_sentThroughTheApi_staysAStatus() {
        var body = Bodies.changed(ECHO, "business_app", "cloud_api");
        assertThat(Bodies.v2("whatsapp.message.sent", body)).hasOnlyElementsOfType(StatusChanged.class);
    }

    /** Its own news may have been lost. */
    @ParameterizedTest
    @CsvSource({"delivered, DELIVERED", "read, READ", "failed, FAILED"})
    void decode_laterStatus_bringsTheMessageFirst(String event, DeliveryStatus status) {
        var events = Bodies.v2("whatsapp.message." + event, Fixtures.text(ECHO));
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isEqualTo(Bodies.bare(Fixtures.text(ECHO)).get(0));
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        StatusChanged.class,
                        change -> assertThat(change.status()).isEqualTo(status));
    }

    @Test
    void decode_laterStatusOfWhatCannotBeTold_isStillAStatus() {
        var body = Bodies.changed(ECHO, "+56955500101", "", "\"type\": \"text\"", "\"type\": null");
        assertThat(Bodies.v2("whatsapp.message.read", body)).singleElement().isInstanceOf(StatusChanged.class);
        assertThat(Bodies.v2("whatsapp.message.sent", body))
                .containsExactly(new Undecodable("message.to: neither a phone number nor a business-scoped user id"));
    }

    @Test
    void decode_echoWithItsStatuses_tellsOnlyWhatIsNews() {
        var body = Bodies.changed(ECHO, "\"has_media\": false", """
                "statuses":[{"status":"sent","timestamp":"1777906205"},{"status":"delivered","timestamp":"1777906206"}]""");
        assertThat(Bodies.v2("whatsapp.message.sent", body))
                .hasExactlyElementsOfTypes(HumanReplied.class, StatusChanged.class);
    }

    @Test
    void decode_echoReportedAsReceived_isNoMessageOfTheCustomer() {
        assertThat(Bodies.v2(Bodies.RECEIVED, Fixtures.text(ECHO))).hasOnlyElementsOfType(HumanReplied.class);
    }

    @Test
    void decode_echoToAHiddenNumber_isForTheUserId() {
        var body = Bodies.changed(
                ECHO,
                "\"type\": \"text\"",
                "\"type\": \"text\",\"to\":\"\",\"to_user_id\":\"CL.55\"",
                "+56955500101",
                "");
        assertThat(reply(Bodies.v2("whatsapp.message.sent", body)).recipient())
                .isEqualTo(new ContactAddress(Optional.empty(), Optional.of(new BusinessScopedUserId("CL.55"))));
    }

    @Test
    void decode_v1_isThatReply() {
        var body = Bodies.changed(
                "v1-failed", "cloud_api", "business_app", "\"status\": \"failed\"", "\"status\": \"sent\"");
        var reply = reply(Bodies.v1("whatsapp.message.sent", body));
        assertThat(reply.recipient()).isEqualTo(ContactAddress.of(ROSA));
        assertThat(reply.recipientName()).contains("Rosa Prueba");
        assertThat(reply.content()).isEqualTo(new MessageContent.Text("Su hora quedó confirmada"));
        assertThat(reply.live()).isTrue();
    }

    @Test
    void decode_v1ImportOfTheCustomers_isAMessageOfThePast() {
        var body = Bodies.changed("v1-received-text", "cloud_api", "history_sync");
        assertThat(Bodies.v1(Bodies.RECEIVED, body))
                .singleElement()
                .isInstanceOfSatisfying(
                        MessageReceived.class,
                        message -> assertThat(message.live()).isFalse());
    }

    @Test
    void decode_metaEcho_isForWhomItWasWritten() {
        var events = Bodies.bare(meta("""
                {"from":"56955500001","to":"56955500101","id":"wamid.E1","timestamp":"1777906205","type":"text",
                 "text":{"body":"La llamo"}},
                {"from":"56955500001","to":"56955500101","id":"wamid.E2","timestamp":"1777906206","type":"revoke",
                 "revoke":{"original_message_id":"wamid.E1"}},
                {"from":"56955500001","id":"wamid.E3","timestamp":"1777906207","type":"text","text":{"body":"x"}}"""));
        assertThat(events).hasSize(3);
        var first = (HumanReplied) events.get(0);
        assertThat(first.recipient()).isEqualTo(ContactAddress.of(ROSA));
        assertThat(first.content()).isEqualTo(new MessageContent.Text("La llamo"));
        assertThat(first.live()).isTrue();
        assertThat(((HumanReplied) events.get(1)).content())
                .isEqualTo(new MessageContent.Removal(new ExternalId("wamid.E1")));
        assertThat(events.get(2))
                .isEqualTo(
                        new Undecodable(
                                "entry[0].changes[0].value.message_echoes[2].to: neither a phone number nor a business-scoped user id"));
    }

    @Test
    void decode_metaEchoWithoutAny_isIgnored() {
        assertThat(Bodies.bare(meta(""))).hasOnlyElementsOfType(Ignored.class);
    }

    private static HumanReplied reply(List<InboundEvent> events) {
        assertThat(events).hasSize(1);
        return (HumanReplied) events.get(0);
    }

    private static String meta(String echoes) {
        return """
                {"object":"whatsapp_business_account","entry":[{"id":"2","changes":[{"field":"smb_message_echoes","value":{
                 "messaging_product":"whatsapp","metadata":{"phone_number_id":"1099"},"message_echoes":[%s]}}]}]}""".formatted(echoes);
    }
}
