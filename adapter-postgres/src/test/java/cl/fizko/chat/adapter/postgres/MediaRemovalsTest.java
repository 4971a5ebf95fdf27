package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MediaRemovals;
import cl.fizko.chat.domain.port.MediaStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A file that is to go goes from every node, unless its message is imported again: then it is either gone before that or stays. */
class MediaRemovalsTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private final MediaRemovals removals = POSTGRES.database().mediaRemovals();

    @BeforeEach
    void threeAreToGo() {
        POSTGRES.jdbi()
                .useHandle(handle -> handle.execute("insert into media_removals (message_id, company_id)"
                        + " select cast(lpad(to_hex(n), 32, '0') as uuid), 1 from generate_series(1, 3) n"));
    }

    @Test
    void eachComes_inOrder_asManyAsAreAskedFor() {
        var seen = new ArrayList<MediaStore.Key>();
        var last = removals.each(Optional.empty(), 2, seen::add);
        assertThat(last).contains(key(2));
        assertThat(removals.each(last, 2, seen::add)).isEmpty();
        assertThat(seen).containsExactly(key(1), key(2), key(3));
        assertThat(removals.forget(Duration.ZERO)).isEqualTo(3);
    }

    /** Whoever waits for one of them does not wait for all. */
    @Test
    void whereFilesTakeLong_fewerComeAtOnce() {
        var seen = new ArrayList<MediaStore.Key>();
        var millis = new AtomicLong();
        var slow = new PostgresMediaRemovals(POSTGRES.jdbi(), () -> millis.get() * 1_000_000);
        var last = slow.each(Optional.empty(), 3, key -> {
            seen.add(key);
            millis.addAndGet(30);
        });
        assertThat(seen).containsExactly(key(1), key(2));
        assertThat(last).contains(key(2));
        assertThat(slow.each(last, 3, seen::add)).isEmpty();
        assertThat(seen).containsExactly(key(1), key(2), key(3));
    }

    @Test
    void whatIsBeingRemoved_cannotBeTakenBack_butIsSeenByOtherNodes() {
        var elsewhere = new ArrayList<MediaStore.Key>();
        var other = POSTGRES.otherNode();
        removals.each(Optional.empty(), 1, key -> {
            assertThatThrownBy(() -> other.jdbi()
                            .useHandle(handle -> handle.execute(
                                    "select from media_removals where message_id = ? for update nowait",
                                    key.message().value())))
                    .hasMessageContaining("could not obtain lock");
            other.mediaRemovals().each(Optional.empty(), 1, elsewhere::add);
        });
        assertThat(elsewhere).containsExactly(key(1));
    }

    @Test
    void whatIsBeingTakenBack_isPassedBy() {
        List<MediaStore.Key> seen = new ArrayList<>();
        POSTGRES.otherNode().jdbi().useTransaction(handle -> {
            handle.execute("delete from media_removals where message_id = ?", new UUID(0, 2));
            removals.each(Optional.empty(), 10, seen::add);
        });
        assertThat(seen).containsExactly(key(1), key(3));
    }

    private static MediaStore.Key key(int number) {
        return new MediaStore.Key(new CompanyId(1), new MessageId(new UUID(0, number)));
    }
}
