package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What agents are told of what was said before. */
class RecentMessagesTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void claim_firstMessage_hasNothingBeforeIt() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        fixture.receive("wamid.2", phone(2));

        assertThat(claim().recent()).isEmpty();
    }

    @Test
    void claim_laterMessage_bringsWhatEveryoneSaidBeforeIt_oldestFirst() {
        fixture.receiveAndReply("wamid.1", phone(1), 2);
        personWrites("le ayudo yo", 4);
        addUnasked("wamid.2", "gracias");
        fixture.receive("wamid.3", phone(1));
        fixture.receive("wamid.4", phone(1));

        var turn = claim();

        assertThat(turn.messages())
                .extracting(message -> message.externalId().value())
                .containsExactly("wamid.3", "wamid.4");
        assertThat(turn.recent())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                .containsExactly(
                        said(true, "hola", Optional.empty()),
                        said(false, "respuesta 0 a wamid.1", Optional.of(AgentName.TAX_REMINDER)),
                        said(false, "respuesta 1 a wamid.1", Optional.of(AgentName.TAX_REMINDER)),
                        said(false, "le ayudo yo", Optional.empty()),
                        said(true, "gracias", Optional.empty()));
        assertThat(turn.recent().get(0).at()).isEqualTo(NOW);
    }

    @Test
    void claim_messageWithoutWords_isThereWithoutThem() {
        fixture.receiveAndReply("wamid.1", phone(1), 0);
        fixture.sql("update whatsapp_messages set content = null, message_type = 'hologram'");
        fixture.receive("wamid.2", phone(1));

        assertThat(only(claim().recent()).text()).isEmpty();
    }

    @Test
    void claim_longHistory_bringsTheLastTen() {
        for (var i = 1; i <= 8; i++) {
            fixture.receiveAndReply("wamid." + i, phone(1), 1);
        }
        fixture.receive("wamid.9", phone(1));

        var recent = claim().recent();

        assertThat(recent).hasSize(RecentMessages.MOST);
        assertThat(recent.get(0).fromCustomer()).isTrue();
        assertThat(recent.get(9).text()).contains("respuesta 0 a wamid.8");
    }

    @Test
    void claim_whatIsOlderThanADay_isLeftOut() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        fixture.receiveAndReply("wamid.2", phone(1), 1);
        fixture.receive("wamid.3", phone(1));
        fixture.sql("""
                update whatsapp_messages m set created_at = a.created_at - interval '24 hours' + (m.sequence - 2) * interval '1 second'
                  from whatsapp_messages a
                 where a.external_id = 'wamid.3' and m.id <> a.id""");

        assertThat(claim().recent())
                .extracting(past -> past.text().orElseThrow())
                .containsExactly("hola", "respuesta 0 a wamid.2");
    }

    @Test
    void claim_severalConversations_eachBringsItsOwn() {
        for (var i = 1; i <= 3; i++) {
            fixture.receiveAndReply("wamid.a" + i, phone(i), 1);
            fixture.receive("wamid.b" + i, phone(i));
        }

        var turns = postgres.database().turns().claimWaiting(3, LEASE);

        assertThat(turns)
                .hasSize(3)
                .allSatisfy(turn -> assertThat(turn.recent())
                        .extracting(past -> past.text().orElseThrow())
                        .containsExactly(
                                "hola",
                                "respuesta 0 a "
                                        + turn.messages()
                                                .get(0)
                                                .externalId()
                                                .value()
                                                .replace('b', 'a')));
    }

    /** However long the history is, ten entries of the index are read, from its end. */
    @Test
    void load_readsTheIndexFromItsEnd() {
        var plan = fixture.jdbi()
                .withHandle(handle -> handle.createQuery("explain " + RecentMessages.LOAD)
                        .bindArray("id", UUID.class, UUID.randomUUID())
                        .bindArray("sequence", Long.class, 5_000L)
                        .bindArray("since", Instant.class, NOW)
                        .bind("most", RecentMessages.MOST)
                        .mapTo(String.class)
                        .list());

        assertThat(plan).anyMatch(line -> line.contains("Index Scan Backward using whatsapp_messages_sequence_key"));
    }

    private ClaimedTurn claim() {
        return only(postgres.database().turns().claimWaiting(10, LEASE));
    }

    private void addUnasked(String externalId, String words) {
        postgres.database()
                .inbox()
                .store(fixture.delivery(
                        new Effect.AddMessage(fixture.config, fixture.message(externalId, phone(1), words), false)));
    }

    private void personWrites(String words, long sequence) {
        fixture.sql("""
                insert into whatsapp_messages
                    (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, status)
                select gen_random_uuid(), company_id, config_id, id, %d, 'outgoing', 'text', '%s', 'sent'
                  from whatsapp_conversations""".formatted(sequence, words));
        fixture.sql("update whatsapp_conversations set last_sequence = " + sequence);
    }

    private static PastMessage said(boolean fromCustomer, String words, Optional<AgentName> agent) {
        return new PastMessage(fromCustomer, Optional.of(words), agent, NOW);
    }
}
