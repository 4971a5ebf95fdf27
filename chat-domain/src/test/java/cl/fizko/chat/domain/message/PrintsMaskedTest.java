package cl.fizko.chat.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.language.FoldedText;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a log line might hold by accident must not show personal data or secrets. */
class PrintsMaskedTest {

    private static final String MARKER = "marcador-privado-56955500101";

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
                new MessageContent.FormReply("form", MARKER),
                new TemplateMessage("aviso", "es_CL", Map.of("nombre", MARKER)),
                new Secret(MARKER),
                new BusinessScopedUserId(MARKER),
                FoldedText.of(MARKER),
                ContactAddress.of(new PhoneNumber("+56955500101")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void toString_hidesWhatItHolds(Object value) {
        assertThat(value.toString()).doesNotContain("marcador").doesNotContain("55500");
    }
}
