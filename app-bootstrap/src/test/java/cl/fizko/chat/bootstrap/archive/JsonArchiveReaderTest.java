package cl.fizko.chat.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only an archive of ours, of a version that is known and whole, gives a part away. */
class JsonArchiveReaderTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anArchive_isReadInOrder(int version) throws IOException {
        assertThat(read("""
                {"format":"fizko-chat-contact","version":%d,"contacts":[{"id":1}],"messages":[{"id":2}],"deliveries":[{"id":3}]}""".formatted(version)))
                .extracting(Part::section, Part::json)
                .containsExactly(
                        tuple(Section.CONTACT, "{\"id\":1}"),
                        tuple(Section.MESSAGE, "{\"id\":2}"),
                        tuple(Section.DELIVERY, "{\"id\":3}"));
    }

    @Test
    void ofSomebodyWhoIsNoContact_theyComeFirst() throws IOException {
        assertThat(read("""
                {"format":"fizko-chat-contact","version":2,"people":[{"phone":"+56955500101"}],
                 "deliveries":[{"id":3}]}""")).extracting(Part::section).containsExactly(Section.PERSON, Section.DELIVERY);
    }

    @Test
    void fieldsAndListsThatAreNotKnown_arePassedBy() throws IOException {
        assertThat(read("""
                {"format":"fizko-chat-contact","version":2,"by":{"contacts":[{"id":0}]},"notes":["a",{"id":0},[1]],
                 "contacts":[{"id":1}],"more":[]}"""))
                .extracting(Part::section, Part::json)
                .containsExactly(tuple(Section.CONTACT, "{\"id\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\":\"another\",\"version\":1,\"contacts\":[{\"id\":1}]}",
                "{\"version\":1,\"contacts\":[{\"id\":1}]}",
                "{\"format\":\"fizko-chat-contact\",\"contacts\":[{\"id\":1}]}",
                "{\"format\":\"fizko-chat-contact\",\"version\":0,\"contacts\":[{\"id\":1}]}",
                "{\"format\":\"fizko-chat-contact\",\"version\":3,\"contacts\":[{\"id\":1}]}",
                "{\"version\":3,\"format\":\"fizko-chat-contact\",\"contacts\":[{\"id\":1}]}",
                "{\"contacts\":[{\"id\":1}],\"format\":\"fizko-chat-contact\",\"version\":1}",
                "{\"format\":\"fizko-chat-contact\",\"version\":1,\"contacts\":[{\"id\":1}",
                "no JSON"
            })
    void whatIsForeign_orCutOff_isRefused_beforeAPartOfIt(String archive) {
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--in: no ");
    }

    private List<Part> read(String text) throws IOException {
        var file = folder.resolve("archive.json");
        Files.writeString(file, text);
        var parts = new ArrayList<Part>();
        try (var reader = JsonArchiveReader.open(file)) {
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                parts.add(part.get());
            }
        }
        return parts;
    }
}
