package cl.fizko.chat.bootstrap.reliability;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import cl.fizko.chat.bootstrap.reliability.KapsoStandIn.Taken;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what some customers wrote, what is stored of it and what the provider took, once nothing is under way any more. */
final class Audit {

    /** Said of a question whose answer left after that to a later one. */
    static final String LATE = " answered late";

    private static final Set<String> SENT = Set.of("sent", "delivered", "read");

    private static final String MESSAGES = """
            select m.id, m.conversation_id, m.sequence, m.direction, m.external_id, m.status, m.failure_reason, m.triggered_by,
                   m.is_auto_response, d.message_id is not null as decided, d.agent_name is not null as answered
              from whatsapp_messages m
              join whatsapp_conversations c on c.id = m.conversation_id
              join contacts p on p.id = c.contact_id
              left join auto_reply_decisions d on d.message_id = m.id
             where p.phone = any(?)
             order by m.conversation_id, m.sequence""";

    /** A message whose place was taken for one that turned out to be known leaves a gap, so the last place may be empty. */
    private static final String WRONG_COUNTERS = """
            select c.id from whatsapp_conversations c
              join contacts p on p.id = c.contact_id
             cross join lateral (
                   select count(*) as every, count(*) filter (where direction = 'incoming') as incoming,
                          max(sequence) as last, max(sequence) filter (where direction = 'incoming' and awaits_turn) as awaiting
                     from whatsapp_messages m where m.conversation_id = c.id) m
             where p.phone = any(?) and (c.message_count <> m.every or c.unread_count <> m.incoming or c.last_sequence < m.last
                or c.pending_since is not null or c.leased_until is not null
                or c.handled_through < c.awaiting_through or c.handled_through < m.awaiting)""";

    private record Row(
            String id,
            String conversation,
            long sequence,
            boolean incoming,
            String externalId,
            String status,
            String failure,
            String triggeredBy,
            boolean automatic,
            boolean decided,
            boolean answered) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("id"),
                    row.getString("conversation_id"),
                    row.getLong("sequence"),
                    row.getString("direction").equals("incoming"),
                    row.getString("external_id"),
                    row.getString("status"),
                    row.getString("failure_reason"),
                    row.getString("triggered_by"),
                    row.getBoolean("is_auto_response"),
                    row.getBoolean("decided"),
                    row.getBoolean("answered"));
        }
    }

    private final List<Letter> letters;
    private final List<Taken> taken;
    private final Map<String, String> highest;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> wrongCounters = new ArrayList<>();
    private final Map<String, Row> incoming;
    private final Map<String, Row> outgoing;
    private final List<String> remarks = new ArrayList<>();

    /** Reads the database. */
    Audit(Cluster.Database database, List<Letter> letters, List<Taken> taken, Map<String, String> highest)
            throws SQLException {
        this.letters = letters;
        var customers = letters.stream().map(Letter::from).collect(Collectors.toSet());
        this.taken =
                taken.stream().filter(send -> customers.contains(send.to())).toList();
        this.highest = highest;
        var connection = database.connection();
        var phones = connection.createArrayOf(
                "text", customers.stream().map(phone -> "+" + phone).toArray());
        read(connection, MESSAGES, phones, row -> rows.add(Row.read(row)));
        read(connection, WRONG_COUNTERS, phones, row -> wrongCounters.add(row.getString(1)));
        incoming = rows.stream()
                .filter(Row::incoming)
                .collect(Collectors.toMap(Row::externalId, Function.identity(), (first, second) -> first));
        outgoing = rows.stream().filter(row -> !row.incoming()).collect(Collectors.toMap(Row::id, Function.identity()));
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void read(Connection connection, String sql, Array phones, RowReader reader) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, phones);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    reader.read(found);
                }
            }
        }
    }

    Finding finding() {
        wrongCounters.forEach(id -> remarks.add("counters of conversation " + id));
        return new Finding(
                (int) letters.stream().filter(Letter::isAccepted).count(),
                true,
                0,
                lost(),
                doubled(),
                disordered(),
                statuses(),
                wrongCounters.size(),
                (int) outgoing.values().stream().filter(this::isUnknown).count(),
                remarks);
    }

    /** Its call was leaving when the process died, it never arrived, and that is said. */
    private boolean isUnknown(Row row) {
        return "unknown_outcome".equals(row.failure())
                && "failed".equals(row.status())
                && !arrived().contains(row.id());
    }

    private Set<String> arrived() {
        return taken.stream().map(Taken::correlation).collect(Collectors.toSet());
    }

    private int lost() {
        var answers = outgoing.values().stream()
                .filter(row -> row.triggeredBy() != null)
                .collect(groupingBy(Row::triggeredBy));
        return count(letters.stream().filter(Letter::isAccepted).toList(), "lost", letter -> {
            var row = incoming.get(letter.wamid());
            if (row == null || !row.decided()) {
                return row == null ? "not stored" : "nobody looked at it";
            }
            var own = answers.getOrDefault(row.id(), List.of());
            if (own.isEmpty() && row.answered()) {
                return "its answer is not stored";
            }
            return own.stream().allMatch(this::isSettled) ? "" : "its answer is " + own;
        });
    }

    /** At the provider, and known to be; or failed, and never there. */
    private boolean isSettled(Row answer) {
        return SENT.contains(answer.status())
                ? arrived().contains(answer.id())
                : "failed".equals(answer.status()) && !arrived().contains(answer.id());
    }

    private int doubled() {
        var sends = new LinkedHashMap<>(taken.stream().collect(groupingBy(Taken::correlation, counting())));
        var doubled = count(List.copyOf(sends.keySet()), "doubled", id -> {
            var row = outgoing.get(id);
            if (row == null) {
                return "sent, and nobody knows of it";
            }
            return sends.get(id) > 1 ? "sent " + sends.get(id) + " times" : "";
        });
        doubled += count(
                List.copyOf(outgoing.values()), "doubled", row -> row.automatic() ? "" : "a row that is no answer");
        var answers =
                outgoing.values().stream().collect(groupingBy(row -> String.valueOf(row.triggeredBy()), counting()));
        doubled += count(List.copyOf(answers.keySet()), "doubled", id -> answers.get(id) > 1 ? "answered twice" : "");
        return doubled
                + count(
                        rows,
                        "doubled",
                        row -> row.incoming()
                                        && !incoming.get(row.externalId()).id().equals(row.id())
                                ? "stored twice"
                                : row.incoming() && !isWritten(row) ? "nobody wrote it" : "");
    }

    private boolean isWritten(Row row) {
        return letters.stream().anyMatch(letter -> letter.wamid().equals(row.externalId()));
    }

    /** Stored in the order of their acceptance, and answered in the order of their places. */
    private int disordered() {
        var disordered = 0;
        for (var later : letters) {
            disordered += count(letters, "disordered", earlier -> {
                var first = incoming.get(earlier.wamid());
                var second = incoming.get(later.wamid());
                return first != null
                                && second != null
                                && earlier.precedes(later)
                                && first.sequence() > second.sequence()
                        ? earlier.wamid() + " has its place after " + later.wamid()
                        : "";
            });
        }
        var last = new HashMap<String, Long>();
        return disordered
                + count(taken, "disordered", send -> {
                    var row = outgoing.get(send.correlation());
                    if (row == null) {
                        return "";
                    }
                    var before = last.put(row.conversation(), row.sequence());
                    return before != null && before > row.sequence() ? send.question() + LATE : "";
                });
    }

    private int statuses() {
        return count(taken.stream().sorted(Comparator.comparing(Taken::wamid)).toList(), "status", send -> {
            var row = outgoing.get(send.correlation());
            var expected = highest.get(send.wamid());
            return row == null || (expected.equals(row.status()) && send.wamid().equals(row.externalId()))
                    ? ""
                    : "reported " + expected + ", stored " + row.status();
        });
    }

    private <T> int count(List<T> all, String what, Function<T, String> complaint) {
        var complaints =
                all.stream().map(complaint).filter(text -> !text.isEmpty()).toList();
        complaints.forEach(text -> remarks.add(what + ": " + text));
        return complaints.size();
    }
}
