package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.Retention;
import cl.fizko.chat.domain.port.Retention.Slice;
import cl.fizko.chat.domain.port.Retention.Subject;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is old goes, with all that hangs on it, and what still waits stays however old it is. */
class RetentionTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    /** All that a test stores is older. */
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

    private Fixture fixture;
    private Retention retention;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(POSTGRES.database());
        retention = POSTGRES.database().retention();
    }

    @Test
    void messages_takeTheirDecisions_files_andParkedStatusesAlong() {
        answeredAndSent("m1", 1);
        fixture.database
                .inbox()
                .store(fixture.delivery(fixture.adding(
                        "m2",
                        Fixture.phone(1),
                        new MessageContent.Media(
                                MediaKind.IMAGE,
                                new MediaReference(
                                        Optional.of("media-1"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                Optional.empty(),
                                Optional.empty()))));
        sql("update whatsapp_messages set awaits_turn = false");
        assertThat(retention
                        .count(new Slice(Subject.MESSAGES, tomorrow, Optional.empty()), 10)
                        .looked())
                .as("the file of the third is to be fetched")
                .isEqualTo(2);
        sql("update media_files set state = 'failed', due_at = null");
        sql("insert into parked_statuses (config_id, external_id, status, company_id, at)"
                + " select config_id, 'm1', 'read', company_id, now() from whatsapp_messages where external_id = 'm1'");

        var tally = deleteAll(Subject.MESSAGES, 2);

        assertThat(tally.of(RecordKind.MESSAGES)).isEqualTo(3);
        assertThat(tally.of(RecordKind.DECISIONS)).isEqualTo(1);
        assertThat(tally.of(RecordKind.MEDIA_FILES)).isEqualTo(1);
        assertThat(tally.of(RecordKind.PARKED_STATUSES)).isEqualTo(1);
        for (var table : List.of("whatsapp_messages", "auto_reply_decisions", "media_files", "parked_statuses")) {
            assertThat(number("select count(*) from " + table)).as(table).isZero();
        }
        assertThat(number("select count(*) from media_removals")).isEqualTo(1);
        assertThat(number("select message_count from whatsapp_conversations")).isEqualTo(3);
    }

    @Test
    void decisionsAlone_goByTheirOwnAge_andLeaveTheMessage() {
        answeredAndSent("m1", 1);
        assertThat(old(Subject.DECISIONS)).isZero();
        sql("update auto_reply_decisions set decided_at = now() + interval '2 days'"); // its id tells otherwise
        assertThat(deleteAll(Subject.DECISIONS, 10)).isEqualTo(Tally.NONE);
        sql("update auto_reply_decisions set decided_at = now()");
        assertThat(deleteAll(Subject.DECISIONS, 10)).isEqualTo(Tally.of(RecordKind.DECISIONS, 1));
        assertThat(number("select count(*) from auto_reply_decisions")).isZero();
        assertThat(number("select count(*) from whatsapp_messages")).isEqualTo(2);
    }

    @Test
    void filesAlone_goByTheirOwnAge_fromEveryDisk_andLeaveTheMessage_butNotThoseThatAreToBeFetched() {
        var reference = new MediaReference(
                Optional.of("media-1"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        for (var id : List.of("fetched", "to be fetched")) {
            fixture.database
                    .inbox()
                    .store(fixture.delivery(fixture.adding(
                            id,
                            Fixture.phone(1),
                            new MessageContent.Media(MediaKind.IMAGE, reference, Optional.empty(), Optional.empty()))));
        }
        sql("update media_files set state = 'failed', due_at = null where message_id ="
                + " (select id from whatsapp_messages where external_id = 'fetched')");
        assertThat(old(Subject.MEDIA)).isZero();
        assertThat(deleteAll(Subject.MEDIA, 10)).isEqualTo(Tally.of(RecordKind.MEDIA_FILES, 1));
        assertThat(strings("select m.external_id from media_files join whatsapp_messages m on m.id = message_id"))
                .containsExactly("to be fetched");
        assertThat(strings("select m.external_id from media_removals join whatsapp_messages m on m.id = message_id"))
                .containsExactly("fetched");
    }

    /** How many of what a test stores are of yesterday. */
    private long old(Subject subject) {
        return retention
                .delete(new Slice(subject, Instant.now().minus(Duration.ofDays(1)), Optional.empty()), 10)
                .looked();
    }

    @Test
    void whatStillWaits_stays() {
        fixture.receive("awaits", Fixture.phone(1));
        fixture.receiveAndReply("queued", Fixture.phone(2), 1);
        answeredAndSent("unknown", 3);
        sql("update whatsapp_messages set status = 'unknown', unknown_since = now() where content like '%a unknown'");
        fixture.database.inbox().store(fixture.delivery("q", Optional.of("not understood")));

        assertThat(deleteAll(Subject.MESSAGES, 10).of(RecordKind.MESSAGES)).isEqualTo(2); // the two answered questions
        assertThat(strings("select coalesce(external_id, status) from whatsapp_messages order by 1"))
                .containsExactly("awaits", "queued", "unknown");
        deleteAll(Subject.EVENTS, 10);
        assertThat(strings("select status from webhook_events")).containsExactly("quarantined");
    }

    @Test
    void whatIsInQuarantine_goesByItsOwnAge() {
        for (var i = 0; i < 3; i++) {
            fixture.database.inbox().store(fixture.delivery("q" + i, Optional.of("not understood")));
        }
        fixture.receive("m1", Fixture.phone(1));
        var yesterday = new Slice(Subject.QUARANTINED, Instant.now().minus(Duration.ofDays(1)), Optional.empty());
        sql("update webhook_events set received_at = now() - interval '1 hour'");
        assertThat(retention.delete(yesterday, 10).looked()).isZero();
        assertThat(retention
                        .count(new Slice(Subject.QUARANTINED, tomorrow, Optional.empty()), 2)
                        .looked())
                .isEqualTo(2);
        assertThat(deleteAll(Subject.QUARANTINED, 2)).isEqualTo(Tally.of(RecordKind.WEBHOOK_EVENTS, 3));
        assertThat(strings("select status from webhook_events")).containsExactly("applied");
    }

    @Test
    void howMuchThereIs_isThePlannersGuess_forEverySubject() {
        answeredAndSent("m1", 1);
        for (var subject : Subject.values()) {
            assertThat(retention.estimate(new Slice(subject, tomorrow, Optional.empty())))
                    .as(subject.name())
                    .isNotNegative();
        }
    }

    @Test
    void whatIsNotOldEnough_stays_andCountingDeletesNothing() {
        answeredAndSent("m1", 1);
        var yesterday = Instant.now().minus(Duration.ofDays(1));
        assertThat(retention
                        .delete(new Slice(Subject.MESSAGES, yesterday, Optional.empty()), 10)
                        .tally()
                        .total())
                .isZero();
        assertThat(retention
                        .count(new Slice(Subject.MESSAGES, tomorrow, Optional.empty()), 10)
                        .tally())
                .isEqualTo(Tally.of(RecordKind.MESSAGES, 2));
        assertThat(number("select count(*) from whatsapp_messages")).isEqualTo(2);
    }

    @Test
    void aRowThatSomebodyHolds_isPassedBy() {
        answeredAndSent("m1", 1);
        var held = POSTGRES.jdbi().open();
        try (held) {
            held.begin();
            held.execute("select 1 from whatsapp_messages where external_id = 'm1' for update");
            assertThat(deleteAll(Subject.MESSAGES, 10).of(RecordKind.MESSAGES)).isEqualTo(1);
            held.rollback();
        }
        assertThat(deleteAll(Subject.MESSAGES, 10).of(RecordKind.MESSAGES)).isEqualTo(1);
    }

    @Test
    void aBatchThatWouldWait_isRefused_andDeletesNothing() {
        answeredAndSent("m1", 1);
        var held = POSTGRES.jdbi().open();
        try (held) {
            held.begin();
            held.execute("select 1 from auto_reply_decisions for update");
            assertThatThrownBy(() -> retention.delete(new Slice(Subject.MESSAGES, tomorrow, Optional.empty()), 10))
                    .isInstanceOf(StoreBusyException.class);
            held.rollback();
        }
        assertThat(number("select count(*) from whatsapp_messages")).isEqualTo(2);
    }

    @Test
    void whatABatchMayNotWaitFor_othersWaitForAsBefore() {
        answeredAndSent("m1", 1);
        var before = sessions();
        retention.delete(new Slice(Subject.EVENTS, tomorrow, Optional.empty()), 10);
        try (var held = POSTGRES.jdbi().open()) {
            held.begin();
            held.execute("select 1 from auto_reply_decisions for update");
            assertThatThrownBy(() -> retention.delete(new Slice(Subject.MESSAGES, tomorrow, Optional.empty()), 10))
                    .isInstanceOf(StoreBusyException.class);
            held.rollback();
        }
        assertThat(before).singleElement().asString().startsWith("2s 30s ");
        assertThat(sessions()).isEqualTo(before);
    }

    /** The settings of every session in the pool. */
    private static Set<String> sessions() {
        var handles = new ArrayList<Handle>();
        try {
            for (var i = 0; i < PostgresDatabase.Settings.DEFAULT_CONNECTIONS; i++) {
                handles.add(POSTGRES.jdbi().open());
            }
            return handles.stream()
                    .map(handle -> handle.createQuery(
                                    "select concat_ws(' ', current_setting('lock_timeout'), current_setting('statement_timeout'),"
                                            + " current_setting('synchronous_commit'))")
                            .mapTo(String.class)
                            .one())
                    .collect(Collectors.toSet());
        } finally {
            handles.forEach(Handle::close);
        }
    }

    @Test
    void onlyOneNode_cleansUpAtATime() {
        assertThat(retention.claimRun(Duration.ofHours(1))).isTrue();
        assertThat(POSTGRES.otherNode().retention().claimRun(Duration.ofHours(1)))
                .isFalse();
        assertThat(POSTGRES.otherNode().retention().claimRun(Duration.ZERO)).isTrue();
    }

    private Tally deleteAll(Subject subject, int most) {
        var tally = Tally.NONE;
        var slice = new Slice(subject, tomorrow, Optional.empty());
        for (var batch = retention.delete(slice, most); ; batch = retention.delete(slice, most)) {
            tally = tally.plus(batch.tally());
            if (batch.last().isEmpty()) {
                return tally;
            }
            slice = slice.after(batch.last().get());
        }
    }

    private void answeredAndSent(String externalId, int phone) {
        fixture.receiveAndReply(externalId, Fixture.phone(phone), 1);
        sql(
                "update whatsapp_messages set status = 'sent', due_at = null where direction = 'outgoing' and status = 'queued'"
                        + " and content like '%a " + externalId + "'");
    }

    private void sql(String statement) {
        POSTGRES.jdbi().useHandle(handle -> handle.execute(statement));
    }

    private long number(String query) {
        return POSTGRES.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private List<String> strings(String query) {
        return POSTGRES.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
