package cl.fizko.chat.application.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.InMemoryMediaStore;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MediaRemovals;
import cl.fizko.chat.domain.port.MediaStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An import waits for the batch that its message is in: batches are short, and the next goes on where one ended. */
class RemoveMediaFilesTest {

    @Test
    void aFewAreRemovedAtOnce_andInTheEndAll() {
        var removals = new EndingEarly();
        new RemoveMediaFiles(removals, new InMemoryMediaStore()).run();
        assertThat(removals.told).containsExactly(key(1), key(2), key(3));
        assertThat(removals.most).allSatisfy(most -> assertThat(most).isLessThanOrEqualTo(20));
        assertThat(removals.forgotten).isEqualTo(1);
    }

    /** Three are to go, and each takes long. */
    private static final class EndingEarly implements MediaRemovals {

        private final List<MediaStore.Key> told = new ArrayList<>();
        private final List<Integer> most = new ArrayList<>();
        private int forgotten;

        @Override
        public Optional<MediaStore.Key> each(Optional<MediaStore.Key> last, int most, Consumer<MediaStore.Key> remove) {
            this.most.add(most);
            assertThat(last).isEqualTo(told.isEmpty() ? Optional.empty() : Optional.of(key(told.size())));
            if (told.size() == 3) {
                return Optional.empty();
            }
            told.add(key(told.size() + 1));
            remove.accept(key(told.size()));
            return Optional.of(key(told.size()));
        }

        @Override
        public int forget(Duration after) {
            return forgotten++;
        }
    }

    private static MediaStore.Key key(int number) {
        return new MediaStore.Key(new CompanyId(1), new MessageId(new UUID(0, number)));
    }
}
