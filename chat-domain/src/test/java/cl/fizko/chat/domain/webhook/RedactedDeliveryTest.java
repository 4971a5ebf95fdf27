package cl.fizko.chat.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.privacy.RawBody;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedactedDeliveryTest {

    @Test
    void secretInABody_isInNoFieldOfTheJsonThatRepeatsIt() {
        var raw =
                "{\"message\":{\"text\":{\"body\":\"mi clave es abc123\\nok\"},\"kapso\":{\"content\":\"mi clave es abc123\"}},"
                        + "\"from\":\"56955500101\",\"last_message_text\":\"…abc123 ok\",\"id\":\"wamid.xabc123y\"}";
        var clean = RedactedDelivery.of(List.of(received("mi clave es abc123\nok")), bytes(raw));
        assertThat(words(clean)).isEqualTo("mi clave es ••••••\nok");
        assertThat(text(clean.raw()))
                .contains("\"body\":\"mi clave es ••••••\\u000aok\"")
                .contains("\"content\":\"mi clave es ••••••\"")
                .contains("\"last_message_text\":\"…•••••• ok\"")
                .contains("\"from\":\"56955500101\"", "wamid.xabc123y");
    }

    @Test
    void secretThatJsonEscapes_isFound() {
        var raw = "{\"body\":\"mi contrase\\u00f1a es \\u0050err\\u00f3\\\"#\\/1\"}";
        var clean = RedactedDelivery.of(List.of(received("mi contraseña es Perró\"#/1")), bytes(raw));
        assertThat(words(clean)).isEqualTo("mi contraseña es ••••••");
        assertThat(text(clean.raw())).isEqualTo("{\"body\":\"mi contraseña es ••••••\"}");
    }

    @Test
    void secretThatIsNotWhereItShouldBe_costsTheBody() {
        var clean = RedactedDelivery.of(
                List.of(received("mi clave es abc123")), bytes("{\"body\":\"bWkgY2xhdmUgZXMgYWJjMTIz\"}"));
        assertThat(text(clean.raw())).isEqualTo(RawBody.NOTE);
    }

    @Test
    void secretInADeliveryThatWasNotUnderstood_isTakenOutOfTheBytes() {
        var clean = RedactedDelivery.of(
                List.of(new InboundEvent.Undecodable("data.message.id is missing")),
                bytes("{\"body\":\"clave sii: 1234Abcd\",\"x\":tru"));
        assertThat(text(clean.raw())).isEqualTo("{\"body\":\"clave sii: ••••••\",\"x\":tru");
    }

    @Test
    void captionTranscriptAndCorrection_areCleaned() {
        var file = new MediaReference(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var voice = new MessageContent.Media(
                MediaKind.AUDIO, file, Optional.empty(), Optional.of("mi clave es uno dos tres cuatro"));
        var edit = new MessageContent.Edit(new ExternalId("wamid.1"), new MessageContent.Text("pass 1234"));
        assertThat(words(RedactedDelivery.of(List.of(received(voice)), bytes("\"mi clave es uno dos tres cuatro\""))))
                .isEqualTo("mi clave es ••••••");
        assertThat(words(RedactedDelivery.of(List.of(received(edit)), bytes("\"pass 1234\""))))
                .isEqualTo("pass ••••••");
    }

    @Test
    void choiceWeOffered_staysAsItIs() {
        var choice = new MessageContent.Choice("1", "Mi clave es 1234");
        var event = received(choice);
        assertThat(RedactedDelivery.of(List.of(event), bytes("{}")).events()).containsExactly(event);
    }

    @Test
    void ordinaryDelivery_isTheSameObjects() {
        var event = received("cuando vence el f29");
        var raw = bytes("{\"body\":\"cuando vence el f29\"}");
        var clean = RedactedDelivery.of(List.of(event), raw);
        assertThat(clean.events().get(0)).isSameAs(event);
        assertThat(clean.raw()).isSameAs(raw);
        var asked = bytes("{\"body\":\"olvide mi clave\"}");
        assertThat(RedactedDelivery.of(List.of(received("olvide mi clave")), asked)
                        .raw())
                .isSameAs(asked);
    }

    private static String words(RedactedDelivery delivery) {
        var content = ((MessageReceived) delivery.events().get(0)).content();
        return content.words().orElseThrow();
    }

    private static InboundEvent received(String body) {
        return received(new MessageContent.Text(body));
    }

    private static InboundEvent received(MessageContent content) {
        return new MessageReceived(
                new LineId("line"),
                new ExternalId("wamid.1"),
                ContactAddress.of(new PhoneNumber("+56955500101")),
                Optional.empty(),
                content,
                Instant.parse("2026-11-22T15:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
