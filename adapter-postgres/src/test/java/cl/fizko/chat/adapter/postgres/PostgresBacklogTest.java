package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.port.Backlog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresBacklogTest {

    private static final ContactAddress ANA = ContactAddress.of(new PhoneNumber("+56955500101"));
    private static final ContactAddress LUIS = ContactAddress.of(new PhoneNumber("+56955500102"));

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private Backlog backlog;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        backlog = postgres.database().backlog();
    }

    @Test
    void read_emptyStore_isAllZero() {
        var reading = backlog.read();

        assertThat(reading.turns()).isEqualTo(new Backlog.Waiting(0, Duration.ZERO));
        assertThat(reading.sends()).isEqualTo(new Backlog.Waiting(0, Duration.ZERO));
        assertThat(reading.mediaFiles()).isEqualTo(new Backlog.Waiting(0, Duration.ZERO));
        assertThat(reading.activeConversations()).isZero();
        assertThat(reading.sinceDelivery()).isEmpty();
    }

    @Test
    void read_countsWhatWaitsAtEachStage() {
        fixture.receive("wamid.1", ANA);
        fixture.receiveAndReply("wamid.2", LUIS, 2);
        fixture.sql("update whatsapp_conversations set turn_attempts = 3, pending_since = now() - interval '90 seconds'"
                + " where pending_since is not null");
        fixture.sql("update whatsapp_messages set created_at = now() - interval '2 minutes' where due_at is not null");
        fixture.sql("update whatsapp_messages set due_at = now() + interval '1 minute' where part = 1");

        var reading = backlog.read();

        assertThat(reading.turns().count()).isEqualTo(1);
        assertThat(reading.turns().oldest()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
        assertThat(reading.failingTurns()).isEqualTo(1);
        assertThat(reading.sends().count()).isEqualTo(2);
        assertThat(reading.sends().oldest()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
        assertThat(reading.heldSends()).isEqualTo(1);
        assertThat(reading.activeConversations()).isEqualTo(2);
        assertThat(reading.sinceDelivery()).isPresent();
    }

    @Test
    void read_conversationsFromBefore_areNotActive() {
        fixture.receive("wamid.1", ANA);
        fixture.sql("update whatsapp_messages set id = '01900000-0000-7000-8000-000000000000'");

        assertThat(backlog.read().activeConversations()).isZero();
    }

    @Test
    void read_looksUpEachPartByAnIndex() {
        List<String> lines = postgres.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("explain " + PostgresBacklog.READ)
                        .bind("most", Backlog.MOST)
                        .bind("active", Backlog.ACTIVE.toMillis())
                        .mapTo(String.class)
                        .list());
        var plan = String.join("\n", lines);

        assertThat(plan).doesNotContain("Seq Scan");
        assertThat(List.of(
                        "whatsapp_conversations_pending_idx",
                        "whatsapp_messages_lines_idx",
                        "whatsapp_messages_unknown_idx",
                        "media_files_due_idx",
                        "whatsapp_messages_pkey",
                        "webhook_events_pkey"))
                .allSatisfy(index -> assertThat(plan).contains(index));
    }

    @Test
    void isMigrated_asLongAsTheSchemaIsTheOneThatWasOpened() {
        assertThat(postgres.database().isMigrated()).isTrue();
    }
}
