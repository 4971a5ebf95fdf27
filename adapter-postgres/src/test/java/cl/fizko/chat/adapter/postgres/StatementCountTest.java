package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Inbox.Entry;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.template.TemplateStatus;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A batch costs the same few statements whatever its size. */
class StatementCountTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private final StatementCounter statements = new StatementCounter();

    @Test
    void batches_ofAnySize_takeTheSameStatements() {
        var fixture = new Fixture(postgres.database());

        var one = cycle(fixture, 0, 1);
        var many = cycle(fixture, 1000, 100);

        assertThat(many).isEqualTo(one);
        assertThat(one)
                .containsExactly(
                        entry("new customers", 7),
                        entry("lease", 2),
                        entry("finish", 4),
                        entry("claim", 2),
                        entry("outcomes", 5),
                        entry("statuses", 5),
                        entry("known customers", 5),
                        entry("lease with history", 3),
                        entry("finish with acts", 6));
    }

    @Test
    void batches_ofWhatIsRarer_takeTheSameStatements() {
        var fixture = new Fixture(postgres.database());

        assertThat(rare(fixture, 1000, 100)).isEqualTo(rare(fixture, 0, 1));
    }

    /** Files, what people write while replies wait and statuses are there already, and judgements. */
    private int rare(Fixture fixture, int from, int size) {
        var inbox = new PostgresInbox(counting(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);
        List<Entry> entries = new ArrayList<>();
        for (var i = from; i < from + size; i++) {
            fixture.receiveAndReply("wamid." + i, phone(i), 2);
            entries.add(fixture.delivery(
                    fixture.adding("file." + i, phone(i), MediaJobsTest.photo("id-" + i)),
                    fixture.replying("echo." + i, phone(i)),
                    fixture.moving("echo." + i, DeliveryStatus.READ),
                    fixture.moving("unknown." + i, DeliveryStatus.READ),
                    fixture.judging("aviso_" + i, TemplateStatus.APPROVED, Fixture.NOW)));
        }
        statements.reset();
        inbox.commit(entries);
        return statements.take();
    }

    /** How many statements each step takes for so many conversations. */
    private Map<String, Integer> cycle(Fixture fixture, int from, int size) {
        var jdbi = counting();
        var inbox = new PostgresInbox(jdbi, new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);
        var outbox = new PostgresOutbox(jdbi, UUID.randomUUID(), GroupCommitter.Limits.DEFAULT);
        var turns = new PostgresTurns(jdbi, new GivenClaims(UUID.randomUUID(), Ticker.systemTicker()));
        var counts = new LinkedHashMap<String, Integer>();
        List<Entry> entries = new ArrayList<>();
        List<Entry> statuses = new ArrayList<>();
        for (var i = from; i < from + size; i++) {
            entries.add(fixture.delivery(fixture.adding("wamid." + i, phone(i))));
            statuses.add(fixture.delivery(fixture.moving("out." + i, DeliveryStatus.READ)));
        }

        inbox.commit(entries);
        counts.put("new customers", statements.take());
        var claimed = turns.claimWaiting(size, LEASE);
        counts.put("lease", statements.take());
        turns.finish(claimed.stream().map(turn -> Fixture.answer(turn, 2)).toList());
        counts.put("finish", statements.take());
        var sends = outbox.claim(
                claimed.stream().map(turn -> turn.conversation().id()).toList(), size);
        counts.put("claim", statements.take());
        List<Report> reports = new ArrayList<>();
        for (var i = 0; i < size; i++) {
            reports.add(new Report.Sent(sends.get(i), new ExternalId("out." + (from + i))));
        }
        outbox.commit(reports);
        counts.put("outcomes", statements.take());
        inbox.commit(statuses);
        counts.put("statuses", statements.take());
        inbox.commit(again(fixture, from, size));
        counts.put("known customers", statements.take());
        var known = turns.claimWaiting(size, LEASE);
        counts.put("lease with history", statements.take());
        turns.finish(known.stream()
                .map(turn -> Fixture.answer(turn, Fixture.decision(Fixture.NOW, Act.OPT_OUT, Act.HAND_OVER), "listo"))
                .toList());
        counts.put("finish with acts", statements.take());
        return counts;
    }

    private static List<Entry> again(Fixture fixture, int from, int size) {
        List<Entry> entries = new ArrayList<>();
        for (var i = from; i < from + size; i++) {
            entries.add(fixture.delivery(fixture.adding("again." + i, phone(i))));
        }
        return entries;
    }

    private Jdbi counting() {
        return statements.on(postgres.database().path());
    }
}
