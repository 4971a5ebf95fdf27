package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.Retention.Subject;
import cl.fizko.chat.domain.privacy.RecordKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The statements that count and delete old records of each subject. Ids of version 7 begin with the time of their creation, so the primary
 * key finds what is old and no index is needed beside it; the time itself is checked too, for ids that were made elsewhere.
 */
enum OldRecords {
    EVENTS(RecordKind.WEBHOOK_EVENTS, "from webhook_events where id < :boundary and status <> 'quarantined'", """
            select e.id from webhook_events e
             where e.id > :after and e.id < :boundary and e.received_at < :before and e.status <> 'quarantined'
             order by e.id limit :most""", """
            gone_webhook_events as (delete from webhook_events t using old where t.id = old.id returning t.id)"""),

    /** They are few, so those of any age are read from their own index: by the primary key all the others would be passed. */
    QUARANTINED(
            RecordKind.WEBHOOK_EVENTS,
            "from webhook_events where status = 'quarantined' and received_at < :before",
            """
            select e.id from webhook_events e
             where e.status = 'quarantined'
               and e.id in (select q.id
                              from (select id, received_at from webhook_events where status = 'quarantined' offset 0) q
                             where q.id > :after and q.id < :boundary and q.received_at < :before
                             order by q.id limit :most)
             order by e.id""",
            """
            gone_webhook_events as (delete from webhook_events t using old where t.id = old.id returning t.id)"""),

    MESSAGES(RecordKind.MESSAGES, "from whatsapp_messages where id < :boundary", """
            select m.id, m.config_id, m.external_id from whatsapp_messages m
             where m.id > :after and m.id < :boundary and m.created_at < :before
               and m.due_at is null and m.status is distinct from 'unknown'
               and not exists (select from media_files f where f.message_id = m.id and f.due_at is not null)
               and (not m.awaits_turn
                    or not exists (select from whatsapp_conversations c
                                    where c.id = m.conversation_id and c.handled_through < m.sequence))
             order by m.id limit :most""", MessageTrail.GONE),

    DECISIONS(RecordKind.DECISIONS, "from auto_reply_decisions where message_id < :boundary", """
            select d.message_id as id from auto_reply_decisions d
             where d.message_id > :after and d.message_id < :boundary and d.decided_at < :before
             order by d.message_id limit :most""", """
            gone_decisions as (delete from auto_reply_decisions t using old where t.message_id = old.id returning t.message_id)"""),

    MEDIA(RecordKind.MEDIA_FILES, "from media_files where message_id < :boundary", """
            select f.message_id as id from media_files f
             where f.message_id > :after and f.message_id < :boundary and f.created_at < :before and f.due_at is null
             order by f.message_id limit :most""", MessageTrail.GONE_MEDIA);

    private final RecordKind kind;
    private final String about;
    private final String old;
    private final String gone;

    OldRecords(RecordKind kind, String about, String old, String gone) {
        this.kind = kind;
        this.about = about;
        this.old = old;
        this.gone = gone;
    }

    static OldRecords of(Subject subject) {
        return valueOf(subject.name());
    }

    RecordKind kind() {
        return kind;
    }

    /** What the planner thinks of them. */
    String estimating() {
        return "explain (format json) select " + about;
    }

    /** {@code last} and {@code found}. */
    String counting() {
        return "with old as (" + old
                + ") select (select id from old order by id desc limit 1) as last, count(*) as found from old";
    }

    /** {@code last}, and a count named by each kind of record. Rows that somebody holds are left for the next time. */
    String deleting() {
        var counts = Arrays.stream(RecordKind.values())
                .map(found -> found.name().toLowerCase(Locale.ROOT))
                .filter(name -> gone.contains("gone_" + name + " "))
                .map(name -> ", (select count(*) from gone_" + name + ") as " + name)
                .collect(Collectors.joining());
        return "with old as (" + old + " for update skip locked), " + gone
                + " select (select id from old order by id desc limit 1) as last" + counts;
    }
}
