package cl.fizko.chat.benchmarks.load;

import java.sql.SQLException;
import java.util.Locale;

/**
 * A database with a past: conversations that ended a month ago, in which every other message is an auto-reply that was read,
 * with the deliveries, decisions and search entries that belong to them. Made by the server itself, in steps of 20,000
 * conversations at most; messages of one conversation lie far from each other, as they do when many people write at a time.
 */
final class StoredPast {

    private static final int STEP = 20_000;

    /** Ids that sort by time like the app's own (RFC 9562, version 7), and say which row they are. */
    private static final String IDS = """
            create function past_id(kind bigint, n bigint) returns uuid language sql immutable parallel safe
              return (lpad(to_hex(1790000000000 + n / 10), 12, '0') || '7' || lpad(to_hex(kind), 3, '0')
                      || '8' || lpad(to_hex(n), 15, '0'))::uuid""";

    /** There is the sandbox's number too. */
    private static final String NUMBER = "create temporary view past_number as select * from whatsapp_configs"
            + " where phone_number_id = '" + AppProcess.PHONE_NUMBER_ID + "'";

    private static final String CONTACTS = """
            insert into contacts (id, company_id, phone, name)
            select past_id(1, k), c.company_id, '+569' || (%d + k), 'Cliente ' || k
              from past_number c, generate_series(%d, %d) k""";

    private static final String CONVERSATIONS = """
            insert into whatsapp_conversations
                (id, company_id, config_id, contact_id, last_sequence, awaiting_through, handled_through, bot_through,
                 last_inbound_at, last_active_at, message_count, created_at)
            select past_id(2, k), c.company_id, c.id, past_id(1, k), m.n, m.n - 1, m.n - 1, m.n,
                   now() - interval '30 days', now() - interval '30 days', m.n, now() - interval '60 days'
              from past_number c, (select %d as n) m, generate_series(%d, %d) k""";

    private static final String WORDS = """
            (array['cuánto vence el formulario', 'la factura del proveedor', 'mi boleta de honorarios', 'la clave del sii',
                   'la declaración de renta', 'el pago provisional', 'una nota de crédito', 'los folios que faltan'])[1 + n %% 8]
            || ' de ' || (array['enero', 'abril', 'julio', 'octubre', 'la empresa', 'mi papá', 'este mes'])[1 + n %% 7]
            || ' número ' || n %% 9973""";

    private static final String MESSAGES = """
            insert into whatsapp_messages
                (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, external_id, status,
                 is_auto_response, triggered_by, part, agent_name, sent_at, created_at)
            select past_id(3, n), c.company_id, c.id, past_id(2, k), s, case when reply then 'outgoing' else 'incoming' end,
                   'text', %s, 'wamid.PAST.' || n, case when reply then 'read' end, reply,
                   case when reply then past_id(3, n - %d) end, case when reply then 1 end, case when reply then 'dte' end,
                   case when reply then at end, at
              from past_number c, (select %d as s) s, generate_series(%d, %d) k,
                   lateral (select s::bigint * %d + k as n, s %% 2 = 0 as reply) i,
                   lateral (select now() - interval '60 days' + n * interval '0.4 seconds' as at) t""";

    private static final String DELIVERIES = """
            insert into webhook_events (id, provider, idempotency_key, event_name, status, raw_body, received_at, company_id)
            select past_id(4, n), c.provider, past_id(4, n)::text, 'whatsapp.message.received', 'applied',
                   convert_to(repeat(md5(n::text), 32), 'UTF8'), now() - interval '30 days', c.company_id
              from past_number c, generate_series(%1$d, %2$d) k, lateral (select %3$d::bigint * %4$d + k as n) i""";

    private static final String DECISIONS = """
            insert into auto_reply_decisions (message_id, company_id, agent_name, confidence, decision, decided_at)
            select past_id(3, n), c.company_id, 'dte', 0.9, jsonb_build_object('rules', 'past', 'candidates', repeat('x', 300)),
                   now() - interval '30 days'
              from past_number c, generate_series(%1$d, %2$d) k, lateral (select %3$d::bigint * %4$d + k as n) i""";

    private StoredPast() {}

    /**
     * Stores it for the load test's number; customers are those of {@link Corpus}.
     *
     * @return seconds that it took, with the vacuum that would otherwise come in the midst of a measurement
     */
    static double store(EmbeddedServer server, int messages, int conversations) throws SQLException {
        var began = System.nanoTime();
        var each = messages / conversations;
        try (var connection = server.connect(EmbeddedServer.APP);
                var statement = connection.createStatement()) {
            statement.execute("set search_path = public");
            statement.execute("set synchronous_commit = off");
            statement.execute("set statement_timeout = 0");
            statement.execute(IDS);
            statement.execute(NUMBER);
            for (var from = 0; from < conversations; from += STEP) {
                var to = Math.min(conversations, from + STEP) - 1;
                statement.execute(CONTACTS.formatted(Corpus.FIRST_CUSTOMER, from, to));
                statement.execute(CONVERSATIONS.formatted(each, from, to));
            }
            for (var sequence = 1; sequence <= each; sequence++) {
                for (var from = 0; from < conversations; from += STEP) {
                    var to = Math.min(conversations, from + STEP) - 1;
                    statement.execute(
                            MESSAGES.formatted(WORDS.formatted(), conversations, sequence, from, to, conversations));
                    if (sequence % 2 == 1) {
                        statement.execute(DELIVERIES.formatted(from, to, sequence, conversations));
                        statement.execute(DECISIONS.formatted(from, to, sequence, conversations));
                    }
                }
                System.err.printf(
                        Locale.ROOT,
                        "stored %,d messages in %.0f s%n",
                        sequence * conversations,
                        (System.nanoTime() - began) / 1e9);
            }
            statement.execute("drop function past_id");
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
