package cl.fizko.chat.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.FakeHistory;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.MessageHistory.Entry.Sent;
import cl.fizko.chat.domain.port.UnknownSends.UnknownSend;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendMatcherTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final ExternalId QUESTION = new ExternalId("question");
    private static final MediaReference NO_FILE = new MediaReference(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void match_echoedId_isFoundWhateverElseDiffers() {
        var echoed = FakeHistory.sent("w1", NOW.minusSeconds(900), "something else", Optional.of(id(1)));
        assertThat(SendMatcher.match(List.of(send(1, "hola")), List.of(echoed), Set.of()))
                .containsEntry(send(1, "hola"), echoed);
    }

    @Test
    void match_withoutEcho_takesRecipientWordsAndTime() {
        var alike = FakeHistory.sent("w1", NOW.minusSeconds(5), " hola ", Optional.empty());
        assertThat(SendMatcher.match(List.of(send(1, "hola")), List.of(alike), Set.of()))
                .containsValue(alike);
    }

    @Test
    void match_whatDiffers_isNotFound() {
        assertNotFound(FakeHistory.sent("w1", NOW.minusSeconds(5), "chao", Optional.empty()));
        assertNotFound(FakeHistory.sent("w1", NOW.minusSeconds(121), "hola", Optional.empty()));
        assertNotFound(FakeHistory.sent("w1", NOW.plusSeconds(61), "hola", Optional.empty()));
        assertNotFound(FakeHistory.sent("w1", NOW.minusSeconds(5), "hola", Optional.of(id(2))));
        var toAnother = FakeHistory.sent("w1", NOW.minusSeconds(5), "hola", Optional.empty());
        assertNotFound(new Sent(
                toAnother.id(),
                Optional.empty(),
                Optional.of(ContactAddress.of(new PhoneNumber("+56955500999"))),
                toAnother.content(),
                Optional.empty(),
                toAnother.status(),
                toAnother.at(),
                Optional.empty()));
        assertNotFound(new Sent(
                toAnother.id(),
                Optional.empty(),
                toAnother.recipient(),
                toAnother.content(),
                Optional.of(new ExternalId("another question")),
                toAnother.status(),
                toAnother.at(),
                Optional.empty()));
    }

    @Test
    void match_idThatIsAnothers_isNotFound() {
        var alike = FakeHistory.sent("w1", NOW.minusSeconds(5), "hola", Optional.empty());
        assertThat(SendMatcher.match(List.of(send(1, "hola")), List.of(alike), Set.of(new ExternalId("w1"))))
                .isEmpty();
    }

    @Test
    void match_twoAlike_oneEntryEachInTheOrderOfTheirMaking() {
        var later = FakeHistory.sent("w2", NOW.minusSeconds(3), "hola", Optional.empty());
        var earlier = FakeHistory.sent("w1", NOW.minusSeconds(5), "hola", Optional.empty());
        assertThat(SendMatcher.match(
                        List.of(send(2, "hola"), send(1, "hola"), send(3, "hola")), List.of(later, earlier), Set.of()))
                .containsEntry(send(1, "hola"), earlier)
                .containsEntry(send(2, "hola"), later)
                .hasSize(2);
    }

    @Test
    void match_template_isFoundByNameAndLanguage() {
        var send = send(1, template("aviso", "es_CL"));
        for (var alike : List.of(template("aviso", "es_CL"), template("aviso", ""))) {
            assertThat(SendMatcher.match(List.of(send), List.of(remembered(alike)), Set.of()))
                    .containsKey(send);
        }
        for (var other : List.of(
                template("otro", "es_CL"), template("aviso", "es"), new MessageContent.Unsupported("template"))) {
            assertThat(SendMatcher.match(List.of(send), List.of(remembered(other)), Set.of()))
                    .isEmpty();
        }
    }

    @Test
    void match_choices_areFoundByTheirText() {
        var buttons = new ReplyButtons(
                Optional.empty(), "¿Confirma?", Optional.empty(), List.of(new ReplyButtons.Button("si", "Sí")));
        var list = new ChoiceList(Optional.empty(), "¿Confirma?", Optional.empty(), "Ver", List.of());
        var bare = new ReplyButtons(Optional.empty(), "¿Confirma? ", Optional.empty(), List.of());
        var other = new ReplyButtons(Optional.empty(), "¿Seguro?", Optional.empty(), List.of());
        for (var sent : List.of(buttons, list)) {
            assertThat(SendMatcher.match(List.of(send(1, sent)), List.of(remembered(bare)), Set.of()))
                    .hasSize(1);
            assertThat(SendMatcher.match(
                            List.of(send(1, sent)),
                            List.of(remembered(other), remembered(new MessageContent.Text("¿Confirma?"))),
                            Set.of()))
                    .isEmpty();
        }
    }

    private static TemplateMessage template(String name, String language) {
        return new TemplateMessage(name, language, Map.of());
    }

    private static Sent remembered(MessageContent content) {
        return new Sent(
                new ExternalId("w1"),
                Optional.empty(),
                Optional.of(ContactAddress.of(Samples.CUSTOMER)),
                content,
                Optional.empty(),
                DeliveryStatus.SENT,
                NOW.minusSeconds(5),
                Optional.empty());
    }

    @Test
    void match_withoutWords_takesEqualContentOnly() {
        assertThat(areAlike(file("m1"), file("m1"))).isTrue();
        assertThat(areAlike(file("m1"), file("m2"))).isFalse();
        assertThat(areAlike(place(-33.4372), place(-33.43720000001))).isTrue();
        assertThat(areAlike(place(-33.4372), place(-33.4373))).isFalse();
        assertThat(areAlike(new MessageContent.Contacts("[1]"), new MessageContent.Contacts("[1]")))
                .isTrue();
        assertThat(areAlike(new MessageContent.Contacts("[1]"), new MessageContent.Contacts("[2]")))
                .isFalse();
        assertThat(areAlike(file("m1"), place(-33.4372))).isFalse();
    }

    @Test
    void match_filesThatTellNothing_areFoundByTheirIdOnly() {
        var nameless = new MessageContent.Media(MediaKind.IMAGE, NO_FILE, Optional.empty(), Optional.empty());
        assertThat(areAlike(nameless, nameless)).isFalse();
        assertThat(areAlike(nameless, nameless, Optional.of(id(1)), Optional.empty()))
                .isTrue();
    }

    @Test
    void match_fileUnderAnotherName_isToldByTheMessageThatItQuotes() {
        assertThat(areAlike(file("m1"), file("m2"), Optional.empty(), Optional.of(QUESTION)))
                .isTrue();
    }

    @Test
    void match_templates_compareNameLanguageAndWhatValuesAreTold() {
        var template = new TemplateMessage("aviso", "es_CL", Map.of("monto", "1"));
        assertThat(areAlike(template, new TemplateMessage("aviso", "es_CL", Map.of("monto", "1"))))
                .isTrue();
        assertThat(areAlike(template, new TemplateMessage("aviso", "es_CL", Map.of())))
                .isTrue();
        assertThat(areAlike(template, new TemplateMessage("aviso", "es_CL", Map.of("monto", "2"))))
                .isFalse();
        assertThat(areAlike(template, new TemplateMessage("aviso", "en", Map.of("monto", "1"))))
                .isFalse();
        assertThat(areAlike(template, new TemplateMessage("otro", "es_CL", Map.of("monto", "1"))))
                .isFalse();
    }

    private static boolean areAlike(MessageContent ours, MessageContent remembered) {
        return areAlike(ours, remembered, Optional.empty(), Optional.empty());
    }

    private static boolean areAlike(
            MessageContent ours, MessageContent remembered, Optional<MessageId> echo, Optional<ExternalId> quoted) {
        var entry = new Sent(
                new ExternalId("w1"),
                echo,
                Optional.of(ContactAddress.of(Samples.CUSTOMER)),
                remembered,
                quoted,
                DeliveryStatus.SENT,
                NOW.minusSeconds(5),
                Optional.empty());
        return !SendMatcher.match(List.of(send(1, ours)), List.of(entry), Set.of())
                .isEmpty();
    }

    private static MessageContent file(String id) {
        var reference = new MediaReference(
                Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new MessageContent.Media(MediaKind.IMAGE, reference, Optional.empty(), Optional.empty());
    }

    private static MessageContent place(double latitude) {
        return new MessageContent.Location(latitude, -70.65, Optional.empty(), Optional.empty());
    }

    private static void assertNotFound(Sent entry) {
        assertThat(SendMatcher.match(List.of(send(1, "hola")), List.of(entry), Set.of()))
                .isEmpty();
    }

    private static UnknownSend send(int number, String text) {
        return send(number, new MessageContent.Text(text));
    }

    private static UnknownSend send(int number, MessageContent content) {
        return new UnknownSend(
                id(number),
                Samples.config("line").id(),
                ContactAddress.of(Samples.CUSTOMER),
                content,
                Optional.of(new ExternalId("question")),
                Optional.empty(),
                NOW);
    }

    private static MessageId id(int number) {
        return new MessageId(new UUID(0, number));
    }
}
