package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.BackfillMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BackfillMarksTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private BackfillMarks marks;
    private WhatsAppConfigId config;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        marks = postgres.database().backfillMarks();
        config = fixture.config.id();
        fixture.sql("update whatsapp_configs set created_at = timestamptz '2026-11-01 00:00:00+00'");
    }

    @Test
    void claim_firstLook_beginsWhenTheNumberWasConfigured() {
        assertThat(marks.claim(config, HOUR)).contains(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(marks.claim(config, HOUR)).isEmpty();
        assertThat(marks.claim(new WhatsAppConfigId(Fixture.newMessageId().value()), HOUR))
                .isEmpty();
    }

    @Test
    void claim_laterLook_beginsWhereTheLastCompletedOneEnded() {
        marks.claim(config, HOUR);
        fixture.sql("update backfill_marks set begun_at = begun_at - interval '1 hour'");
        assertThat(marks.claim(config, HOUR))
                .as("the look before was not completed")
                .contains(Instant.parse("2026-11-01T00:00:00Z"));

        marks.advance(config, NOW);
        marks.advance(config, NOW.minusSeconds(60));

        assertThat(marks.claim(config, Duration.ZERO)).contains(NOW);
    }

    @Test
    void advance_withoutAClaim_isKept() {
        marks.advance(config, NOW);

        assertThat(marks.claim(config, HOUR)).contains(NOW);
    }

    /** The clock of the node that looked may be fast: what comes meanwhile is to be looked at all the same. */
    @Test
    void advance_intoTheFuture_endsNow() {
        marks.advance(config, Instant.now().plus(HOUR));
        assertThat(marks.claim(config, HOUR).orElseThrow())
                .isBefore(Instant.now().plusSeconds(60));

        marks.advance(config, Instant.now().plus(HOUR));

        assertThat(marks.claim(config, Duration.ZERO).orElseThrow())
                .isBefore(Instant.now().plusSeconds(60));
    }

    @Test
    void claim_twoNodesAtOnce_oneLooks() throws Exception {
        var nodes = List.of(marks, postgres.otherNode().backfillMarks());

        for (var round = 0; round < 10; round++) {
            var claimed = together(8, i -> nodes.get(i % 2).claim(config, HOUR));
            assertThat(claimed.stream().filter(Optional::isPresent)).hasSize(1);
            fixture.sql("update backfill_marks set begun_at = begun_at - interval '1 hour'");
        }
    }
}
