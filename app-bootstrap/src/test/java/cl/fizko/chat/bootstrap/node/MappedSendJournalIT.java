package cl.fizko.chat.bootstrap.node;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.ChildJvm;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.MessageId;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed between the beginning and the end of its calls. */
class MappedSendJournalIT {

    @TempDir
    private Path dataDir;

    @Test
    void leftBehind_processKilledDuringCalls_isExactlyThoseCalls() {
        var ids = new TimeOrderedIds(Clock.systemUTC());
        var ended = new MessageId(ids.next());
        var one = new MessageId(ids.next());
        var other = new MessageId(ids.next());
        String killedNode;
        try (var child = ChildJvm.run(
                JournalChild.class, dataDir.toString(), ended.toString(), one.toString(), other.toString())) {
            killedNode = child.nextLine();
            child.kill();
        }

        try (var journal = MappedSendJournal.open(dataDir, "embedded")) {
            assertThat(journal.nodeId()).hasToString(killedNode);
            assertThat(journal.leftBehind().orElseThrow()).containsExactlyInAnyOrder(one, other);
        }
    }

    @Test
    void open_whileAnotherProcessRuns_isAnotherNode() {
        var id = new MessageId(new TimeOrderedIds(Clock.systemUTC()).next());
        try (var child = ChildJvm.run(JournalChild.class, dataDir.toString(), id.toString())) {
            var running = child.nextLine();
            try (var journal = MappedSendJournal.open(dataDir, "embedded")) {
                assertThat(journal.nodeId().toString()).isNotEqualTo(running);
            }
        }
        assertThat(dataDir)
                .isDirectoryContaining("glob:**/node-embedded-1.journal")
                .isDirectoryContaining("glob:**/node-embedded-2.journal");
    }

    @Test
    void abandoned_twoKilledAndOneBack_isTheOtherButNoneThatRuns() {
        var ids = new TimeOrderedIds(Clock.systemUTC());
        var ended = ids.next().toString();
        var begun = new MessageId(ids.next());
        try (var first = ChildJvm.run(JournalChild.class, dataDir.toString(), ended)) {
            var firstNode = first.nextLine();
            try (var second = ChildJvm.run(JournalChild.class, dataDir.toString(), ended, begun.toString())) {
                var secondNode = second.nextLine();
                assertThat(MappedSendJournal.abandoned(dataDir, "embedded")).isEmpty();
                first.kill();
                second.kill();
                try (var back = MappedSendJournal.open(dataDir, "embedded")) {
                    assertThat(back.nodeId()).hasToString(firstNode);
                    var found = MappedSendJournal.abandoned(dataDir, "embedded");
                    assertThat(found).hasSize(1);
                    assertThat(found.get(0).nodeId()).hasToString(secondNode);
                    assertThat(found.get(0).leftBehind().orElseThrow()).containsExactly(begun);
                    found.get(0).retire();
                    assertThat(MappedSendJournal.abandoned(dataDir, "embedded")).isEmpty();
                }
            }
        }
    }
}
