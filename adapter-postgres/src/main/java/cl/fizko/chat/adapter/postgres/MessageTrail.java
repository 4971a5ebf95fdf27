package cl.fizko.chat.adapter.postgres;

/**
 * What goes with messages that are deleted, as parts of a statement that begins {@code with old as (…id, config_id, external_id…)}. What
 * search knows of them goes by a trigger of its own.
 */
final class MessageTrail {

    /** The files themselves go later, from every node's disk. */
    static final String GONE_MEDIA = """
            gone_media_files as (delete from media_files t using old where t.message_id = old.id
                                 returning t.message_id, t.company_id),
            removals as (insert into media_removals (message_id, company_id)
                         select message_id, company_id from gone_media_files
                         on conflict (message_id) do update set requested_at = excluded.requested_at)""";

    static final String GONE = GONE_MEDIA + """
            ,
            gone_decisions as (delete from auto_reply_decisions t using old where t.message_id = old.id returning t.message_id),
            gone_parked_statuses as (delete from parked_statuses t using old
                                      where t.config_id = old.config_id and t.external_id = old.external_id
                                     returning t.external_id),
            gone_messages as (delete from whatsapp_messages t using old where t.id = old.id returning t.id)""";

    /** How many of each, by the names of {@code RecordKind}. */
    static final String COUNTS = """
            (select count(*) from gone_media_files) as media_files, (select count(*) from gone_decisions) as decisions,
            (select count(*) from gone_parked_statuses) as parked_statuses, (select count(*) from gone_messages) as messages""";

    private MessageTrail() {}
}
