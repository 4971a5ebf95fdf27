package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.port.Outbox.Share;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What this node remembers of its claims is no more than what it holds. */
class GivenClaimsTest {

    private static final Share REPLIES = new Share(Urgency.REPLY, 100, Set.of());

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    @Test
    void forgetEnded_claimThatRanOutWithoutAnOutcome_isForgottenAndOneAtWorkIsNot() {
        var fixture = new Fixture(postgres.database());
        fixture.receiveAndReply("1", phone(1), 1);
        fixture.receiveAndReply("2", phone(2), 1);
        var node = UUID.fromString("00000000-0000-0000-0000-000000000007");
        var given = new GivenClaims(node, Ticker.systemTicker());
        given.claiming(() -> postgres.jdbi().inTransaction(handle -> {
            var lines = new OutboxLines().due(handle, REPLIES, 10);
            return new OutboxClaims(node).firstOf(handle, lines, 10);
        }));
        assertThat(remembered(given)).isEqualTo(2);

        var ended = fixture.text("select min(id::text) from whatsapp_messages where status = 'sending'");
        fixture.sql(
                "update whatsapp_messages set claimed_until = now() - interval '1 minute' where id = '" + ended + "'");
        assertThat(postgres.database().outbox().expireClaims()).isEqualTo(1);

        assertThat(remembered(given)).isEqualTo(1);
    }

    @Test
    void forgetEnded_nothingGiven_asksNobody() {
        var given = new GivenClaims(new UUID(0, 7), Ticker.systemTicker());
        assertThat(given.claiming(List::of)).isEmpty();
        assertThat(given.forgetEnded(work -> {
                    throw new AssertionError("asked");
                }))
                .isZero();
    }

    private int remembered(GivenClaims given) {
        return given.forgetEnded(work -> postgres.jdbi().inTransaction(work::on));
    }
}
