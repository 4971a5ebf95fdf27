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

        try (var journal = MappedSendJournal.open(dataDir)) {
            assertThat(journal.nodeId()).hasToString(killedNode);
            assertThat(journal.leftBehind().orElseThrow()).containsExactlyInAnyOrder(one, other);
        }
    }

    @Test
    void open_whileAnotherProcessRuns_isAnotherNode() {
        var id = new MessageId(new TimeOrderedIds(Clock.systemUTC()).next());
        try (var child = ChildJvm.run(JournalChild.class, dataDir.toString(), id.toString())) {
            var running = child.nextLine();
            try (var journal = MappedSendJournal.open(dataDir)) {
                assertThat(journal.nodeId().toString()).isNotEqualTo(running);
            }
        }
        assertThat(dataDir)
                .isDirectoryContaining("glob:**/node-1.journal")
                .isDirectoryContaining("glob:**/node-2.journal");
    }
}
