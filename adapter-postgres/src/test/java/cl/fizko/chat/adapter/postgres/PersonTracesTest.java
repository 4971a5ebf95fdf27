package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What speaks of a person is found however it is spelt, and nobody else is. */
class PersonTracesTest {

    private static final PersonTraces PERSON = new PersonTraces(
            new ContactAddress(
                    Optional.of(new PhoneNumber("+56955500101")),
                    Optional.of(new BusinessScopedUserId("CL.5550112233"))),
            Set.of("wamid.abc", "wamid.a/b+c=="));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\":\"56955500101\"}",
                "+56 9 5550 0101",
                "955500101",
                "conv-56955500101",
                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBIy",
                "{\"id\":\"wamid.abc\"}",
                "{\"id\":\"wamid.a\\/b+c==\"}",
                "user CL.5550112233"
            })
    void ofThePerson(String text) {
        assertThat(PERSON.isIn(text)).isTrue();
        assertThat(PERSON.isIn(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "56955500102",
                "9555001019",
                "wamid.HBgLNTY5NTU1MDAxMDIVAgASGBI3",
                "{\"id\":\"wamid.abcd\"}",
                "{}",
                "CL.555011223"
            })
    void ofSomebodyElse(String text) {
        assertThat(PERSON.isIn(text)).isFalse();
    }

    @Test
    void inBase64_whateverStandsBeforeAndBehind() {
        for (var number : new String[] {"56955500101", "CL.5550112233"}) {
            for (var before = 0; before < 6; before++) {
                for (var behind : new String[] {"", "~", "\u0015\u0002", "ñandú"}) {
                    var text = "x".repeat(before) + number + behind;
                    var encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
                    assertThat(PERSON.isIn(encoded)).as(text).isTrue();
                }
            }
        }
    }

    @Test
    void ofABatch_onlyWhatSpeaksOfThePersonGoes() {
        var batch = """
                {"entry":[{"changes":[{"value":{"metadata":{"phone_number_id":"1"},
                 "contacts":[{"profile":{"name":"Rosa"},"wa_id":"56955500101"},{"profile":{"name":"Luis"},"wa_id":"56955500102"}],
                 "messages":[{"from":"56955500101","text":{"body":"uno"}},{"from":"56955500102","text":{"body":"dos"}}]}}]}]}""";
        var pruned = new String(
                PrunedPayload.without(PERSON, batch.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        assertThat(pruned).contains("Luis", "dos", "phone_number_id").doesNotContain("Rosa", "uno", "0101");
        assertThat(new String(
                        PrunedPayload.without(
                                PERSON, "{\"from\":\"56955500101\",\"text\":\"uno\"}".getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"erased\":true}");
    }
}
