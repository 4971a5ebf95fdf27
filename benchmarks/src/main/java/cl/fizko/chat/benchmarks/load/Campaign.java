package cl.fizko.chat.benchmarks.load;

import java.sql.SQLException;

/**
 * What another company has queued for many people at once, each in a conversation whose window is open, as its API would have
 * queued it: marked as bulk, due at once.
 */
final class Campaign {

    private static final long COMPANY = 900_001;

    private static final String COMPANY_ROW = """
            insert into companies overriding system value
            select (jsonb_populate_record(c, jsonb_build_object('id', %1$d, 'rut', '77123456-9', 'name', 'Campaña'))).*
              from companies c
             where c.id = (select company_id from whatsapp_configs where phone_number_id = '%2$s')""".formatted(COMPANY, AppProcess.PHONE_NUMBER_ID);

    /** Like the load test's own number, but for what tells them apart. */
    private static final String NUMBER = """
            insert into whatsapp_configs
            select (jsonb_populate_record(c, jsonb_build_object(
                        'id', gen_random_uuid(), 'company_id', %1$d, 'phone_number_id', '109900000000002',
                        'phone_number', '+56900000001'))).*
              from whatsapp_configs c
             where c.phone_number_id = '%2$s'""".formatted(COMPANY, AppProcess.PHONE_NUMBER_ID);

    private static final String CONTACTS = """
            insert into contacts (id, company_id, phone)
            select gen_random_uuid(), %d, '+5697' || (1000000 + n) from generate_series(1, %d) n""";

    private static final String CONVERSATIONS = """
            insert into whatsapp_conversations
                (id, company_id, config_id, contact_id, last_sequence, awaiting_through, handled_through, bot_through,
                 last_inbound_at, message_count)
            select gen_random_uuid(), c.company_id, f.id, c.id, 1, 0, 0, 0, now(), 1
              from contacts c join whatsapp_configs f using (company_id)
             where c.company_id = %d""".formatted(COMPANY);

    private static final String MESSAGES = """
            insert into whatsapp_messages
                (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, status, bulk, due_at)
            select gen_random_uuid(), company_id, config_id, id, 1, 'outgoing', 'text',
                   'Recuerde que el F29 de este mes vence pronto.', 'queued', true, now()
              from whatsapp_conversations
             where company_id = %d""".formatted(COMPANY);

    private Campaign() {}

    /** Queues that many in one transaction. */
    static void queue(EmbeddedServer server, int messages) throws SQLException {
        try (var connection = server.connect(EmbeddedServer.APP);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var sql :
                    new String[] {COMPANY_ROW, NUMBER, CONTACTS.formatted(COMPANY, messages), CONVERSATIONS, MESSAGES
                    }) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
