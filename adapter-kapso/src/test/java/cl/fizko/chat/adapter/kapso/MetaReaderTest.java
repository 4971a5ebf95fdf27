package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw Meta bodies: everything in them counts, and one bad part harms no other. */
class MetaReaderTest {

    private static final String METADATA = "\"metadata\":{\"phone_number_id\":\"1099\"}";

    @Test
    void decode_manyEntriesAndChanges_readsThemAll() {
        var one = change("messages", METADATA + ",\"messages\":[" + text("wamid.1") + "," + text("wamid.2") + "]");
        var two = change("messages", METADATA + ",\"statuses\":[" + status("delivered", "") + "]");
        var body = "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[" + one + "," + two
                + "]},{\"changes\":[" + one + "]}]}";
        assertThat(Bodies.bare(body)).hasSize(5).allMatch(event -> !(event instanceof Undecodable));
    }

    @Test
    void decode_oneBadMessage_harmsNoOther() {
        var events = Bodies.bare(body(change(
                "messages",
                METADATA + ",\"messages\":[" + text("") + ",7," + text("wamid.2") + "],\"statuses\":[{}]")));
        assertThat(events.get(0)).isEqualTo(new Undecodable("entry[0].changes[0].value.messages[0].id: missing"));
        assertThat(events.get(1)).isInstanceOf(Undecodable.class);
        assertThat(events.get(2)).isInstanceOf(MessageReceived.class);
        assertThat(events.get(3)).isInstanceOf(Undecodable.class);
    }

    @Test
    void decode_noLine_isUndecodable() {
        assertThat(Bodies.bare(body(change("messages", "\"messages\":[" + text("wamid.1") + "]"))))
                .containsExactly(new Undecodable("entry[0].changes[0].value.metadata.phone_number_id: missing"));
    }

    @Test
    void decode_hiddenNumber_isMatchedByUserId() {
        var message = text("wamid.1").replace("\"from\":\"56955500101\"", "\"from\":\"\",\"from_user_id\":\"CL.55\"");
        var events = Bodies.bare(body(change(
                "messages",
                METADATA + ",\"contacts\":[{\"user_id\":\"CL.66\",\"profile\":{\"name\":\"Juan\"}},"
                        + "{\"user_id\":\"CL.55\",\"profile\":{\"name\":\"Rosa\"}}],\"messages\":[" + message + "]")));
        assertThat(events).singleElement().isInstanceOfSatisfying(MessageReceived.class, received -> {
            assertThat(received.senderName()).contains("Rosa");
            assertThat(received.sender().phone()).isEmpty();
            assertThat(received.sender().userId()).contains(new BusinessScopedUserId("CL.55"));
        });
    }

    @Test
    void decode_hiddenNumberThatItsContactHas_isBoth() {
        var message = text("wamid.1").replace("\"from\":\"56955500101\"", "\"from_user_id\":\"CL.55\"");
        var events = Bodies.bare(body(change(
                "messages",
                METADATA + ",\"contacts\":[{\"wa_id\":\"56955500102\",\"user_id\":\"CL.66\"},"
                        + "{\"wa_id\":\"56955500101\",\"user_id\":\"CL.55\"}],\"messages\":[" + message + "]")));
        assertThat(((MessageReceived) events.get(0)).sender())
                .isEqualTo(new ContactAddress(
                        Optional.of(new PhoneNumber("+56955500101")), Optional.of(new BusinessScopedUserId("CL.55"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "{}",
                "[7,null,[]]",
                "[{\"wa_id\":{}}]",
                "[{\"wa_id\":\"\\u0000\"}]",
                "[{\"wa_id\":\"56955500101\",\"user_id\":[],\"profile\":7}]"
            })
    void decode_badContact_harmsNoMessage(String contacts) {
        var events = Bodies.bare(body(change(
                "messages", METADATA + ",\"contacts\":" + contacts + ",\"messages\":[" + text("wamid.1") + "]")));
        assertThat(events).hasSize(1).hasOnlyElementsOfType(MessageReceived.class);
    }

    @ParameterizedTest
    @CsvSource({"stop, stopped", "resume, again", "other, not used"})
    void decode_preference_saysWhichAndNoMore(String value, String why) {
        var wish = "\"user_preferences\":[{\"wa_id\":\"56955500101\",\"category\":\"marketing_messages\",\"value\":\""
                + value + "\",\"timestamp\":1777905845}]";
        assertThat(Bodies.bare(body(change("user_preferences", wish))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Ignored.class,
                        ignored -> assertThat(ignored.why()).contains(why).doesNotContain("55500"));
    }

    @Test
    void decode_contactWithBothIds_givesTheSenderBoth() {
        var events = Bodies.bare(body(change(
                "messages",
                METADATA + ",\"contacts\":[{\"wa_id\":\"56955500101\",\"user_id\":\"CL.55\"}],\"messages\":["
                        + text("wamid.1") + "]")));
        assertThat(((MessageReceived) events.get(0)).sender().userId()).contains(new BusinessScopedUserId("CL.55"));
    }

    @Test
    void decode_failedStatus_hasItsReason() {
        var status = status("failed", ",\"errors\":[{\"code\":131047,\"title\":\"Re-engagement message\"}]");
        assertThat(Bodies.bare(body(change("messages", METADATA + ",\"statuses\":[" + status + "]"))))
                .singleElement()
                .isInstanceOfSatisfying(StatusChanged.class, changed -> {
                    assertThat(changed.status()).isEqualTo(DeliveryStatus.FAILED);
                    assertThat(changed.failure().map(failure -> failure.reason()))
                            .isEqualTo(Optional.of(FailureReason.WINDOW_CLOSED));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"smb_message_echoes", "history", "account_update", "user_preferences", "from_the_future"})
    void decode_otherFields_areIgnored(String field) {
        assertThat(Bodies.bare(body(change(field, "\"x\":1")))).hasOnlyElementsOfType(Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"entry\":7", "\"entry\":{}", "\"entry\":[7]", "\"entry\":[{\"changes\":\"x\"}]", "\"entry\":[]"
            })
    void decode_wrongShapes_areAnswered(String entry) {
        assertThat(Bodies.bare("{\"object\":\"whatsapp_business_account\"," + entry + "}"))
                .hasSize(1)
                .allMatch(event -> event instanceof Undecodable || event instanceof Ignored);
    }

    @Test
    void decode_aThousandMessages_areAThousandEvents() {
        var messages = String.join(",", java.util.Collections.nCopies(1_000, text("wamid.1")));
        List<?> events = Bodies.bare(body(change("messages", METADATA + ",\"messages\":[" + messages + "]")));
        assertThat(events).hasSize(1_000);
    }

    private static String body(String change) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"2\",\"changes\":[" + change + "]}]}";
    }

    private static String change(String field, String value) {
        return "{\"field\":\"" + field + "\",\"value\":{" + value + "}}";
    }

    private static String text(String id) {
        return "{\"from\":\"56955500101\",\"id\":\"" + id
                + "\",\"timestamp\":\"1777906545\",\"type\":\"text\",\"text\":{\"body\":\"Hola\"}}";
    }

    private static String status(String name, String more) {
        return "{\"id\":\"wamid.9\",\"status\":\"" + name + "\",\"timestamp\":\"1777906545\"" + more + "}";
    }
}
