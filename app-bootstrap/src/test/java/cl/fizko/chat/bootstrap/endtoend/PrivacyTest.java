package cl.fizko.chat.bootstrap.endtoend;

import static cl.fizko.chat.bootstrap.endtoend.PersonEverywhere.NEEDLES;
import static cl.fizko.chat.bootstrap.endtoend.PersonEverywhere.OTHER;
import static cl.fizko.chat.bootstrap.endtoend.PersonEverywhere.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.privacy.EraseContact;
import cl.fizko.chat.application.privacy.ExportContact;
import cl.fizko.chat.application.privacy.ImportContact;
import cl.fizko.chat.application.privacy.ImportContact.Outcome;
import cl.fizko.chat.application.privacy.Progress;
import cl.fizko.chat.application.privacy.RemoveMediaFiles;
import cl.fizko.chat.bootstrap.archive.JsonArchiveReader;
import cl.fizko.chat.bootstrap.archive.JsonArchiveWriter;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.privacy.RecordKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person whose messages of every kind came in every dialect is erased, and nothing that tells who they are is left in any table or file;
 * another person, who wrote in the same deliveries, keeps everything.
 */
class PrivacyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dataDir;

    @TempDir
    private Path archives;

    private KapsoDouble kapso;
    private TestApp app;
    private Leftovers leftovers;
    private CompanyId company;

    @BeforeEach
    void start() throws Exception {
        kapso = new KapsoDouble();
        app = TestApp.start(dataDir, kapso, PersonEverywhere.SETTINGS);
        leftovers = new Leftovers(app.jdbcUrl(), dataDir);
        company = PersonEverywhere.in(app, kapso);
    }

    @AfterEach
    void stop() {
        app.close();
        kapso.close();
    }

    @Test
    void everyTableAndColumnThatMayTellOfAPerson_isLookedThroughWithThePersonInIt() {
        var found = leftovers.of(NEEDLES);
        assertThat(WithoutPeople.taken(leftovers.places()))
                .as("a new column: have PersonEverywhere fill it, or tell WithoutPeople why nobody is ever in it")
                .isSubsetOf(found);
        found.addAll(leftovers.of(PersonEverywhere.ids(app)));
        var tables = leftovers.tables();
        assertThat(tables).containsAll(WithoutPeople.TABLES);
        tables.removeAll(WithoutPeople.TABLES);
        assertThat(tables)
                .as("a new table: the same")
                .allMatch(table -> found.stream().anyMatch(place -> place.startsWith(table + ".")));
    }

    @Test
    void erased_nothingTellsWhoItWas_andOthersKeepEverything() throws Exception {
        for (var needle : NEEDLES) {
            assertThat(leftovers.of(needle)).as("%s before", needle).isNotEmpty();
        }
        var ids = PersonEverywhere.ids(app);
        assertThat(ids).hasSizeGreaterThan(20);
        assertThat(leftovers.of(PHONE)).anyMatch(place -> place.startsWith("media/"));
        assertThat(leftovers.of(PHONE))
                .contains("idempotent_requests.key", "webhook_events.raw_body", "contacts.phone");
        var ofOther = app.stored().number("select count(*) from contacts where phone = '+" + OTHER + "'");
        assertThat(ofOther).isEqualTo(1);

        var erase = app.get(EraseContact.class);
        var preview = erase.preview(company, PersonEverywhere.ADDRESS, Progress.UNWATCHED);
        var receipt = erase.erase(company, PersonEverywhere.ADDRESS, Progress.UNWATCHED);

        for (var needle : NEEDLES) {
            assertThat(leftovers.of(needle)).as("%s afterwards", needle).isEmpty();
        }
        assertThat(leftovers.of(ids)).as("our own ids").containsExactly("media_removals.message_id");
        assertThat(receipt.completedAt()).isPresent();
        assertThat(receipt.phoneSeal().orElseThrow()).hasSize(64);
        assertThat(receipt.userIdSeal().orElseThrow()).hasSize(64);
        assertThat(erase.earlier(company, ContactAddress.of(new PhoneNumber("+" + OTHER))))
                .as("proves nothing of anybody else")
                .isEmpty();
        assertThat(receipt.counts().of(RecordKind.CONTACTS)).isEqualTo(2);
        for (var kind :
                List.of(RecordKind.MESSAGES, RecordKind.DECISIONS, RecordKind.MEDIA_FILES, RecordKind.WEBHOOK_EVENTS)) {
            assertThat(receipt.counts().of(kind))
                    .as(kind.wireName())
                    .isPositive()
                    .isEqualTo(preview.of(kind));
        }
        assertThat(leftovers.of(OTHER)).contains("contacts.phone", "webhook_events.raw_body");
        assertThat(app.stored().number("select count(*) from whatsapp_messages where content = 'Mi carnet'"))
                .isEqualTo(1);

        var again = erase.erase(company, PersonEverywhere.ADDRESS, Progress.UNWATCHED);
        assertThat(again.phoneSeal()).isEqualTo(receipt.phoneSeal());
        assertThat(again.counts().total()).isZero();
        assertThat(erase.earlier(company, PersonEverywhere.ADDRESS)).hasSize(2);
    }

    @Test
    void whoWritesAgain_isSomebodyNew_andIsAnswered() throws Exception {
        var sends = kapso.sends().size();
        app.get(EraseContact.class).erase(company, PersonEverywhere.ADDRESS, Progress.UNWATCHED);
        app.deliver(KapsoWebhooks.received(PHONE, "wamid.again", "hola, soy yo"));
        app.stored()
                .await(
                        "select count(*) from whatsapp_messages where status = 'sent' and is_auto_response"
                                + " and triggered_by = (select id from whatsapp_messages where external_id = 'wamid.again')",
                        1);
        assertThat(kapso.sends()).hasSize(sends + 1); // the reply that waited has not left
        assertThat(app.stored()
                        .number(
                                "select message_count from whatsapp_conversations c join contacts p on p.id = c.contact_id"
                                        + " where p.phone = '+" + PHONE + "'"))
                .isEqualTo(2);
    }

    @Test
    void exported_erased_imported_exported_isTheSame_andImportingTwiceChangesNothing() throws Exception {
        sql("update whatsapp_messages set status = 'failed', due_at = null where status = 'queued'");
        sql("update media_files set state = 'failed', due_at = null where state = 'pending'"); // what waits is not
        // taken up again
        var first = export("first.json");
        assertThat(first.path("messages")).hasSizeGreaterThan(10);
        assertThat(first.findValuesAsText("period")).containsExactly("2026-10-01");
        assertThat(first.findValuesAsText("given_name")).contains("Rosa Prueba");
        assertThat(first.path("deliveries").findValuesAsText("status")).contains("applied", "quarantined");
        assertThat(first.path("deliveries").findValuesAsText("raw_body"))
                .as("of a batch, understood by nobody, and cut off")
                .anyMatch(body -> body.contains("\"entry\""))
                .anyMatch(body -> body.contains("voter"))
                .anyMatch(body -> body.equals("{\"from\":\"" + PHONE + "\",\"name\":\"Rosa Prueba"))
                .noneMatch(body -> body.contains(OTHER));
        app.get(EraseContact.class).erase(company, PersonEverywhere.ADDRESS, Progress.UNWATCHED);

        assertThat(read("first.json", false)).isInstanceOf(Outcome.WasErased.class);
        assertThat(((Outcome.Imported) read("first.json", true)).added().of(RecordKind.CONTACTS))
                .isEqualTo(2);
        app.get(RemoveMediaFiles.class).run(); // as every node does for two days after the erasure
        assertThat(app.stored().number("select count(*) from webhook_events where idempotency_key like 'imported:%'"))
                .isEqualTo(first.path("deliveries").size());
        assertThat(app.stored()
                        .number("select count(*) from webhook_events where idempotency_key like 'imported:%'"
                                + " and (status = 'quarantined' or not backfilled)"))
                .as("nobody is to apply them again")
                .isZero();
        assertThat(export("second.json")).isEqualTo(settled(first));
        assertThat(((Outcome.Imported) read("first.json", true)).added().total())
                .isZero();
        assertThat(export("third.json")).isEqualTo(settled(first));

        try (var photos = Files.list(archives.resolve("second.json.media"))) {
            assertThat(photos)
                    .singleElement()
                    .satisfies(photo -> assertThat(photo).hasContent("foto de +" + PHONE));
        }
    }

    /** What was in quarantine is settled once it is imported. */
    private static JsonNode settled(JsonNode archive) {
        archive.path("deliveries").forEach(delivery -> {
            if (delivery.path("status").asText().equals("quarantined")) {
                ((ObjectNode) delivery).put("status", "ignored");
            }
        });
        return archive;
    }

    private JsonNode export(String name) throws IOException {
        var file = archives.resolve(name);
        try (var writer = JsonArchiveWriter.create(file, Instant.now())) {
            assertThat(app.get(ExportContact.class)
                            .export(company, PersonEverywhere.ADDRESS, writer, Progress.UNWATCHED))
                    .isTrue();
            writer.complete();
        }
        var archive = (ObjectNode) JSON.readTree(file.toFile());
        archive.remove("exported_at");
        return archive;
    }

    private Outcome read(String name, boolean evenIfErased) throws IOException {
        try (var reader = JsonArchiveReader.open(archives.resolve(name))) {
            return app.get(ImportContact.class).read(company, reader, evenIfErased, Progress.UNWATCHED);
        }
    }

    private void sql(String statement) {
        try (var connection = DriverManager.getConnection(app.jdbcUrl());
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
