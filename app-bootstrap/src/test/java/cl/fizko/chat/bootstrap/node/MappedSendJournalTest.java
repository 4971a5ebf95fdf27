package cl.fizko.chat.bootstrap.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.MessageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedSendJournalTest {

    private static final Optional<UUID> BOOT = Optional.of(UUID.fromString("5d7a6b2e-54a8-4f7c-9d3f-6a2f3b1c0d11"));
    private static final Optional<UUID> NEXT_BOOT =
            Optional.of(UUID.fromString("0e9b6f3a-1f5b-4a56-8b1d-2f1c7a9e4d22"));
    private static final String STORE = "embedded";
    private static final int SLOTS = 8;

    @TempDir
    private Path dataDir;

    private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());

    @Test
    void leftBehind_newFile_isNotKnown() {
        try (var journal = open(BOOT)) {
            assertThat(journal.leftBehind()).isEmpty();
        }
    }

    @Test
    void leftBehind_everyCallEnded_isNone() {
        var message = newId();
        try (var journal = open(BOOT)) {
            journal.begin(message);
            journal.end(message);
        }
        try (var journal = open(BOOT)) {
            assertThat(journal.leftBehind().orElseThrow()).isEmpty();
        }
    }

    @Test
    void leftBehind_callOpen_isThatCall() {
        var message = newId();
        UUID node;
        try (var journal = open(BOOT)) {
            node = journal.nodeId();
            journal.begin(message);
        }
        try (var journal = open(BOOT)) {
            assertThat(journal.nodeId()).isEqualTo(node);
            assertThat(journal.leftBehind().orElseThrow()).containsExactly(message);
        }
    }

    @Test
    void leftBehind_machineRestarted_isNotKnownAndTheNodeIsNew() {
        var before = diedDuringACall();
        try (var journal = open(NEXT_BOOT)) {
            assertThat(journal.leftBehind()).isEmpty();
            assertThat(journal.nodeId()).isNotEqualTo(before);
        }
    }

    @Test
    void leftBehind_machineRestartedAndFirstStartFailed_vouchesForNothingOfTheOldNode() {
        var before = diedDuringACall();
        UUID failed;
        try (var journal = open(NEXT_BOOT)) {
            failed = journal.nodeId();
        }
        try (var journal = open(NEXT_BOOT)) {
            assertThat(journal.leftBehind().orElseThrow()).isEmpty();
            assertThat(journal.nodeId()).isEqualTo(failed).isNotEqualTo(before);
        }
    }

    @Test
    void leftBehind_systemWithoutBootId_isNotKnown() {
        UUID before;
        try (var journal = open(Optional.empty())) {
            before = journal.nodeId();
            journal.begin(newId());
        }
        try (var journal = open(Optional.empty())) {
            assertThat(journal.leftBehind()).isEmpty();
            assertThat(journal.nodeId()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 12, 16, 32, 48})
    void leftBehind_headerDamaged_isNotKnown(int at) throws IOException {
        var before = diedDuringACall();
        var file = dataDir.resolve("node-embedded-1.journal");
        var bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
        try (var journal = open(BOOT)) {
            assertThat(journal.leftBehind()).isEmpty();
            assertThat(journal.nodeId()).isNotEqualTo(before);
        }
    }

    @Test
    void leftBehind_fileCutShort_isNotKnown() throws IOException {
        var before = diedDuringACall();
        var file = dataDir.resolve("node-embedded-1.journal");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 100));
        try (var journal = open(BOOT)) {
            assertThat(journal.leftBehind()).isEmpty();
            assertThat(journal.nodeId()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void leftBehind_slotHalfWritten_isNoCall(int half) throws IOException {
        open(BOOT).close();
        var file = dataDir.resolve("node-embedded-1.journal");
        var bytes = Files.readAllBytes(file);
        bytes[JournalFile.HEADER_BYTES + half] = 1;
        Files.write(file, bytes);
        try (var journal = open(BOOT)) {
            assertThat(journal.leftBehind().orElseThrow()).isEmpty();
            for (int i = 0; i < SLOTS; i++) {
                journal.begin(newId());
            }
        }
    }

    @Test
    void leftBehind_nextProcessesDiedBeforeSettlingIt_isToldAgain() {
        var message = newId();
        UUID node;
        try (var journal = open(BOOT)) {
            node = journal.nodeId();
            journal.begin(message);
        }
        for (int start = 0; start < 3; start++) {
            try (var journal = open(BOOT)) {
                assertThat(journal.nodeId()).isEqualTo(node);
                assertThat(journal.leftBehind().orElseThrow()).containsExactly(message);
            }
        }
    }

    @Test
    void leftBehind_machineRestartedBeforeSettlingIt_isNotKnownAndTheNodeIsNew() {
        var before = diedDuringACall();
        try (var journal = open(BOOT)) {
            assertThat(journal.leftBehind().orElseThrow()).hasSize(1);
        }
        try (var journal = open(NEXT_BOOT)) {
            assertThat(journal.leftBehind()).isEmpty();
            assertThat(journal.nodeId()).isNotEqualTo(before);
        }
    }

    @Test
    void leftBehind_settledAndSendingAgain_isForgotten() {
        try (var journal = open(BOOT)) {
            journal.begin(newId());
        }
        var later = newId();
        try (var journal = open(BOOT)) {
            journal.leftBehind();
            journal.begin(later);
        }
        try (var journal = open(BOOT)) {
            assertThat(journal.leftBehind().orElseThrow()).containsExactly(later);
        }
    }

    @Test
    void begin_noSlotFree_saysSo() {
        try (var journal = open(BOOT)) {
            var first = newId();
            journal.begin(first);
            for (int i = 1; i < SLOTS; i++) {
                journal.begin(newId());
            }
            assertThatThrownBy(() -> journal.begin(newId()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("all 8 slots");
            journal.end(first);
            journal.begin(newId());
        }
    }

    @Test
    void end_unknownMessage_doesNothing() {
        var message = newId();
        try (var journal = open(BOOT)) {
            journal.begin(message);
            journal.end(newId());
        }
        try (var journal = open(BOOT)) {
            assertThat(journal.leftBehind().orElseThrow()).containsExactly(message);
        }
    }

    @Test
    void beginAndEnd_fromManyThreads_loseNoneAndKeepNone() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        var open = new ArrayList<MessageId>();
        try (var journal = MappedSendJournal.open(dataDir, STORE, 64, BOOT)) {
            var work = new ArrayList<Future<ArrayDeque<MessageId>>>();
            for (int thread = 0; thread < 4; thread++) {
                work.add(threads.submit(() -> {
                    var mine = new ArrayDeque<MessageId>();
                    for (int i = 0; i < 20_000; i++) {
                        mine.add(newId());
                        journal.begin(mine.getLast());
                        if (mine.size() > 10) {
                            journal.end(mine.removeFirst());
                        }
                    }
                    return mine;
                }));
            }
            for (var done : work) {
                open.addAll(done.get());
            }
        } finally {
            threads.shutdownNow();
        }
        try (var journal = MappedSendJournal.open(dataDir, STORE, 64, BOOT)) {
            assertThat(journal.leftBehind().orElseThrow()).containsExactlyInAnyOrderElementsOf(open);
        }
    }

    @Test
    void open_twice_isTwoNodes() {
        try (var one = open(BOOT);
                var other = open(BOOT)) {
            assertThat(one.nodeId()).isNotEqualTo(other.nodeId());
        }
    }

    @Test
    void open_folderIsAFile_namesDataDir() throws IOException {
        var file = Files.createFile(dataDir.resolve("file"));
        assertThatThrownBy(() -> MappedSendJournal.open(file, STORE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DATA_DIR " + file);
    }

    @Test
    void begin_closed_isRefused() {
        var journal = open(BOOT);
        journal.close();
        assertThatThrownBy(() -> journal.begin(newId())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void open_anotherStoreInTheFolder_knowsNothingOfThisOne() {
        var here = diedDuringACall();
        try (var journal = MappedSendJournal.open(dataDir, "other", SLOTS, BOOT)) {
            assertThat(journal.nodeId()).isNotEqualTo(here);
            assertThat(journal.leftBehind()).isEmpty();
        }
        assertThat(MappedSendJournal.abandoned(dataDir, "another", SLOTS, BOOT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", "a-1", "a b"})
    void open_nameThatIsNoStoreName_isRefused(String name) {
        assertThatThrownBy(() -> MappedSendJournal.open(dataDir, name, SLOTS, BOOT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void abandoned_siblingDied_isItsNodeAndCallsUntilRetired() {
        var message = newId();
        UUID sibling;
        try (var first = open(BOOT);
                var second = open(BOOT)) {
            assertThat(first.nodeId()).isNotEqualTo(second.nodeId());
            sibling = second.nodeId();
            second.begin(message);
        }
        try (var back = open(BOOT)) {
            for (int unsettled = 0; unsettled < 2; unsettled++) {
                var found = abandoned(BOOT);
                assertThat(found).hasSize(1);
                assertThat(found.get(0).nodeId()).isEqualTo(sibling).isNotEqualTo(back.nodeId());
                assertThat(found.get(0).leftBehind().orElseThrow()).containsExactly(message);
                assertThat(abandoned(BOOT)).isEmpty();
                found.get(0).close();
            }
            abandoned(BOOT).forEach(MappedSendJournal::retire);
            assertThat(abandoned(BOOT)).isEmpty();
            try (var next = open(BOOT)) {
                assertThat(next.nodeId()).isNotEqualTo(sibling);
                assertThat(next.leftBehind()).isEmpty();
            }
        }
    }

    @Test
    void abandoned_machineRestarted_isNone() {
        diedDuringACall();
        assertThat(abandoned(NEXT_BOOT)).isEmpty();
        assertThat(abandoned(Optional.empty())).isEmpty();
    }

    private List<MappedSendJournal> abandoned(Optional<UUID> boot) {
        return MappedSendJournal.abandoned(dataDir, STORE, SLOTS, boot);
    }

    private UUID diedDuringACall() {
        try (var journal = open(BOOT)) {
            journal.begin(newId());
            return journal.nodeId();
        }
    }

    private MappedSendJournal open(Optional<UUID> boot) {
        return MappedSendJournal.open(dataDir, STORE, SLOTS, boot);
    }

    private MessageId newId() {
        return new MessageId(ids.next());
    }
}
