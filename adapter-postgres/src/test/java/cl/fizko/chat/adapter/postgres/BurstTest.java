package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.TurnRepository;
import cl.fizko.chat.domain.port.TurnRepository.AwaitingMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that one customer sends in a burst become one turn. */
class BurstTest {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private TurnRepository turns;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        turns = postgres.database().turns();
    }

    @Test
    void window_mustPassBeforeAnyoneGetsTheTurn_thenTheSweepFindsIt() {
        var conversation = receive("wamid.1", WINDOW);

        assertThat(turns.claim(List.of(conversation), LEASE)).isEmpty();
        assertThat(turns.claimWaiting(10, LEASE)).isEmpty();

        passes("1 minute");
        assertThat(turns.claimWaiting(10, LEASE)).hasSize(1);
    }

    @Test
    void window_passed_theTurnCanBeHadByName() {
        var conversation = receive("wamid.1", WINDOW);

        passes("1 minute");

        assertThat(turns.claim(List.of(conversation), LEASE)).hasSize(1);
    }

    @Test
    void window_beginsAgainWithEachMessage_andAllComeInOneTurn() {
        var conversation = receive("wamid.1", WINDOW);
        passes("50 seconds");
        receive("wamid.2", WINDOW);
        passes("50 seconds");
        assertThat(turns.claim(List.of(conversation), LEASE)).isEmpty();

        passes("10 seconds");

        assertThat(only(turns.claim(List.of(conversation), LEASE)).messages())
                .extracting(AwaitingMessage::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void chatterer_isAnsweredFourWindowsAfterTheFirstMessage() {
        receive("wamid.1", WINDOW);
        for (var i = 2; i <= 5; i++) {
            passes("55 seconds");
            receive("wamid." + i, WINDOW);
        }
        assertThat(turns.claimWaiting(10, LEASE)).isEmpty();

        passes("20 seconds");

        assertThat(only(turns.claimWaiting(10, LEASE)).messages()).hasSize(5);
    }

    @Test
    void messageDuringATurn_beginsABurstOfItsOwn() {
        var conversation = receive("wamid.1", WINDOW);
        passes("4 minutes");
        var turn = only(turns.claim(List.of(conversation), LEASE));
        receive("wamid.2", WINDOW);

        assertThat(only(turns.finish(List.of(answer(turn, 1)))).moreAwaiting()).isTrue();

        assertThat(turns.claim(List.of(conversation), LEASE)).isEmpty();
        passes("50 seconds");
        receive("wamid.3", WINDOW);
        passes("50 seconds");
        assertThat(turns.claimWaiting(10, LEASE)).isEmpty();
        passes("10 seconds");
        assertThat(only(turns.claimWaiting(10, LEASE)).messages()).hasSize(2);
    }

    @Test
    void messageThatAwaitsNobody_movesNothing() {
        var conversation = receive("wamid.1", WINDOW);
        passes("50 seconds");
        postgres.database()
                .inbox()
                .store(fixture.delivery(
                        new Effect.AddMessage(config(WINDOW), fixture.message("wamid.2", phone(1), "hola"), false)));
        assertThat(turns.claim(List.of(conversation), LEASE)).isEmpty();

        passes("10 seconds");

        assertThat(turns.claim(List.of(conversation), LEASE)).hasSize(1);
    }

    @Test
    void noWindow_everyMessageIsATurnAtOnce() {
        var conversation = receive("wamid.1", Duration.ZERO);

        assertThat(turns.claim(List.of(conversation), LEASE)).hasSize(1);
        assertThat(fixture.count("whatsapp_conversations where not_before is not null or burst_until is not null"))
                .isZero();
    }

    @Test
    void windowSwitchedOff_theNextMessageIsAnsweredAtOnce_withThoseBeforeIt() {
        receive("wamid.1", WINDOW);

        receive("wamid.2", Duration.ZERO);

        assertThat(only(turns.claimWaiting(10, LEASE)).messages()).hasSize(2);
    }

    private ConversationId receive(String externalId, Duration window) {
        return only(postgres.database()
                .inbox()
                .store(fixture.delivery(
                        new Effect.AddMessage(config(window), fixture.message(externalId, phone(1), "hola"), true)))
                .awaitingTurn());
    }

    /** As if so much time had passed on the database's clock. */
    private void passes(String time) {
        fixture.sql("""
                update whatsapp_conversations
                   set not_before = not_before - interval '%1$s', burst_until = burst_until - interval '%1$s'""".formatted(time));
    }

    private WhatsAppConfig config(Duration window) {
        var config = fixture.config;
        return new WhatsAppConfig(
                config.id(),
                config.companyId(),
                config.provider(),
                config.lineId(),
                config.businessAccountId(),
                config.phoneNumber(),
                config.active(),
                config.autoResponses(),
                window,
                config.profile(),
                config.apiToken(),
                config.webhookSecrets());
    }
}
