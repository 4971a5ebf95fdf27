package cl.fizko.chat.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.language.FoldedText;
import cl.fizko.chat.domain.language.ReadText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a log line might hold by accident must not show personal data or secrets. */
class PrintsMaskedTest {

    private static final String MARKER = "marcador-privado-56955500101";

    /** A {@code wamid} has the number inside, in Base64; as it stands it must not be shown either. */
    private static final ExternalId ID = new ExternalId("wamid." + MARKER);

    static Stream<Object> values() {
        var file = new MediaReference(
                Optional.of(MARKER),
                Optional.of(MARKER),
                Optional.of("image/jpeg"),
                Optional.empty(),
                Optional.of(MARKER));
        return Stream.of(
                new MessageContent.Text(MARKER),
                new MessageContent.Media(MediaKind.IMAGE, file, Optional.of(MARKER), Optional.of(MARKER)),
                new MessageContent.Location(-33.1, -70.6, Optional.of(MARKER), Optional.of(MARKER)),
                new MessageContent.Contacts(MARKER),
                new MessageContent.Choice("hora:si", MARKER),
                new MessageContent.Choice(MARKER, MARKER),
                new MessageContent.FormReply("form", MARKER),
                new MessageContent.Reaction(ID, Optional.of(MARKER)),
                new MessageContent.Removal(ID),
                new MessageContent.Edit(ID, new MessageContent.Text(MARKER)),
                new TemplateMessage("aviso", "es_CL", Map.of("nombre", MARKER)),
                Contents.template(new TemplateMessage.Header.Line("1", MARKER)),
                new TemplateMessage.Header.Line("1", MARKER),
                new TemplateMessage.ButtonValue(0, TemplateMessage.ButtonKind.URL, MARKER),
                new ReplyButtons(
                        Optional.of(new ReplyButtons.Header.Line(MARKER)),
                        MARKER,
                        Optional.of(MARKER),
                        List.of(new ReplyButtons.Button("si", MARKER))),
                new ReplyButtons.Header.Line(MARKER),
                new ReplyButtons.Header.File(MediaKind.IMAGE, file),
                new ReplyButtons.Button("si", MARKER),
                new ChoiceList(
                        Optional.of(MARKER), MARKER, Optional.of(MARKER), MARKER, List.of(Contents.section(MARKER, 1))),
                new ChoiceList.Section(Optional.of(MARKER), List.of()),
                new ChoiceList.Row("f29", MARKER, Optional.of(MARKER)),
                new Secret(MARKER),
                new BusinessScopedUserId(MARKER),
                FoldedText.of(MARKER),
                ReadText.of(MARKER),
                ContactAddress.of(new PhoneNumber("+56955500101")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void toString_hidesWhatItHolds(Object value) {
        assertThat(value.toString()).doesNotContain("marcador").doesNotContain("55500");
    }
}
