package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person gets what a delivery says of them and nothing of anybody else. */
class PersonalPayloadTest {

    private static final PersonTraces ANA = new PersonTraces(
            new ContactAddress(
                    Optional.of(new PhoneNumber("+56955500101")), Optional.of(new BusinessScopedUserId("CL.7"))),
            Set.of("wamid.ana"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":{\"from\":\"56955500101\",\"errors\":[{\"code\":1}], \"n\":1.50}}",
                "{\"message\":{\"from\":\"56955500101\",\"contacts\":[{\"phones\":[{\"wa_id\":\"56955500102\"}]}]}}",
                "{\"message\":{\"from\":\"56955500001\",\"to\":\"56955500101\"}}",
                "{\"message\":{\"from_user_id\":\"CL.7\",\"from\":\"\"}}"
            })
    void whatIsAboutThemAlone_isHandedOutAsItCame(String json) {
        assertThat(handedOut(json)).contains(json);
        assertThat(of(json)).map(PersonalPayload.Part::isDoubtful).contains(false);
    }

    @Test
    void ofABatch_onlyTheirsIsHandedOut_withWhatIsAroundIt() {
        assertThat(handedOut("""
                        {"entry":[{"id":"9","changes":[{"value":{"metadata":{"phone_number_id":"1"},
                         "contacts":[{"wa_id":"56955500101"},{"wa_id":"56955500102"}],
                         "messages":[{"from":"56955500102","id":"a"},{"from":"56955500101","id":"b"}]}},
                         {"value":{"messages":[{"from":"56955500102","id":"c"}]}}]}]}"""))
                .contains(
                        "{\"entry\":[{\"id\":\"9\",\"changes\":[{\"value\":{\"metadata\":{\"phone_number_id\":\"1\"},"
                                + "\"contacts\":[{\"wa_id\":\"56955500101\"}],\"messages\":[{\"from\":\"56955500101\",\"id\":\"b\"}]}}]}]}");
        assertThat(handedOut("[{\"from\":\"56955500102\"},{\"from\":\"56955500101\"}]"))
                .contains("[{\"from\":\"56955500101\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\":\"secreto\",\"contacts\":[{\"wa_id\":\"56955500101\"}]", "\"text\":\"secreto\""})
    void besideTheirsInAList_whatIsOfSomebodyElse_isNotHandedOut(String rest) {
        var body = "{\"message\":{\"from\":\"56955500102\"," + rest
                + "},\"metadata\":{\"id\":\"1\"},\"statuses\":[{\"recipient_id\":\"56955500101\"}]}";
        assertThat(handedOut(body)).isPresent().get().asString().contains("\"metadata\"", "\"statuses\"");
        assertThat(handedOut(body)).get().asString().doesNotContain("secreto");
        assertThat(of(body)).map(PersonalPayload.Part::isDoubtful).contains(false);
    }

    @Test
    void whatIsAroundOthersMessagesThatSpeakOfThem_isNotHandedOut() {
        var body = "{\"thread\":{\"summary\":\"secreto\",\"messages\":[{\"from\":\"56955500102\","
                + "\"text\":\"llama al +56 9 5550 0101\"}]},\"statuses\":[{\"recipient_id\":\"56955500101\"}]}";
        assertThat(handedOut(body)).get().asString().contains("\"statuses\"").doesNotContain("secreto");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":{\"from\":\"56955500102\",\"text\":\"escríbele al +56 9 5550 0101\"}}",
                "{\"message\":{\"from\":\"56955500102\",\"contacts\":[{\"phones\":[{\"wa_id\":\"56955500101\"}]}]}}",
                "{\"data\":[{\"from\":\"56955500102\",\"text\":\"955500101\"},{\"from\":\"56955500103\"}]}"
            })
    void whatOthersWroteAboutThem_isNotHandedOut(String json) {
        assertThat(handedOut(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"poll\":{\"voter\":\"+56 9 5550 0101\"}}",
                "{\"data\":[{\"id\":\"wamid.ana\"}]}",
                "{\"about\":\"56955500101\",\"data\":[{\"from\":\"56955500102\"},{\"from\":\"56955500101\"}]}",
                "{\"from\":\"56955500101\",\"name\":\"An",
                "\"56955500101\""
            })
    void whereNothingTellsWhoseItIs_orThatItIsOfSeveral_itIsMarked(String body) {
        assertThat(handedOut(body)).contains(body);
        assertThat(of(body)).map(PersonalPayload.Part::isDoubtful).contains(true);
    }

    /** What one takes out is what the other hands out. */
    @Test
    void anErasureLeavesTheOthersOfAList_alsoWhereItIsAllThereIs() {
        var pruned = PrunedPayload.without(
                ANA, "[{\"from\":\"56955500102\"},{\"from\":\"56955500101\"}]".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(pruned, StandardCharsets.UTF_8)).isEqualTo("[{\"from\":\"56955500102\"}]");
    }

    private static Optional<String> handedOut(String body) {
        return of(body).map(part -> new String(part.body(), StandardCharsets.UTF_8));
    }

    private static Optional<PersonalPayload.Part> of(String body) {
        return PersonalPayload.of(ANA, Set.of("56955500001"), body.getBytes(StandardCharsets.UTF_8));
    }
}
