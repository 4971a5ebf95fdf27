package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.Inbox.Effect.MoveStatus;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is worth trying again says so; what is not never does. */
@Timeout(60)
class StoreBusyTest {

    private static final String NUL = "\0";

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void everyPort_databaseAway_saysTryAgain() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(postgres.database().outbox().claimDue(10));
        fixture.receive("wamid.2", phone(1));
        var turn = only(postgres.database().turns().claim(List.of(conversation), LEASE));
        var away = postgres.otherNode();
        ((HikariDataSource) away.pool()).close();
        ((HikariDataSource) away.path()).close();

        assertBusy(() -> away.inbox().store(fixture.delivery(fixture.adding("wamid.3", phone(2)))));
        assertBusy(() -> away.outbox().record(new Report.Sent(send, new ExternalId("out.1"))));
        assertBusy(() -> away.outbox().claim(List.of(conversation), 1));
        assertBusy(() -> away.outbox().claimDue(1));
        assertBusy(() -> away.outbox().expireClaims());
        assertBusy(() -> away.outbox().recover(new UUID(0, 1), Optional.empty()));
        assertBusy(() -> away.turns().claim(List.of(conversation), LEASE));
        assertBusy(() -> away.turns().claimWaiting(1, LEASE));
        assertBusy(() -> away.turns().finish(List.of(Fixture.answer(turn, 1))));
        assertBusy(() -> away.configs().byId(fixture.config.id()));
        assertBusy(() -> away.configs().byLine(Fixture.PROVIDER, fixture.config.lineId()));
        assertBusy(() -> away.configs().withOwnWebhookSecrets(Fixture.PROVIDER));
        assertBusy(() -> away.configs().byAccount(Fixture.PROVIDER, Fixture.ACCOUNT));
        var messages = away.messages();
        assertBusy(() -> messages.byExternalId(fixture.config.id(), new ExternalId("wamid.1")));
        assertBusy(() -> messages.known(fixture.config.id(), List.of(new ExternalId("wamid.1"))));
        assertBusy(() -> messages.repliesTo(send.id()));
        assertBusy(() -> messages.silenceAbout(send.id()));
        assertBusy(() -> away.unknownSends().claim(Duration.ZERO, Duration.ZERO, 1));
        assertBusy(() -> away.unknownSends().giveUp(Duration.ZERO, Duration.ZERO, 10, TakenOver.WHY));
        assertBusy(() -> away.backfillMarks().claim(fixture.config.id(), Duration.ZERO));
        assertBusy(() -> away.backfillMarks().advance(fixture.config.id(), Fixture.NOW));
        assertBusy(() -> away.mediaJobs().claim(1, LEASE));
        var templates = away.providerTemplates();
        assertBusy(() -> templates.replace(fixture.config, List.of(), Instant.now()));
        assertBusy(() -> templates.claimSync(Fixture.PROVIDER, Fixture.ACCOUNT, Duration.ZERO));
        assertBusy(() -> templates.isSynced(Fixture.PROVIDER, Fixture.ACCOUNT));
        assertBusy(() -> templates.find(Fixture.PROVIDER, Fixture.ACCOUNT, "aviso", "es_CL"));
        assertBusy(() -> templates.all(Fixture.PROVIDER, Fixture.ACCOUNT));
    }

    @Test
    void store_andRecord_idThatCanNeverBeStored_neverSayTryAgain() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(postgres.database().outbox().claimDue(10));

        assertNever(() -> postgres.database().inbox().store(fixture.delivery(fixture.adding("wamid" + NUL, phone(2)))));
        assertNever(() -> postgres.database().outbox().record(new Report.Sent(send, new ExternalId("out" + NUL))));

        assertThat(fixture.texts("select status from whatsapp_messages where status is not null"))
                .containsExactly("sending");
    }

    @Test
    void record_explanationThatCannotBeStored_storesTheOutcome() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(postgres.database().outbox().claimDue(10));

        postgres.database()
                .outbox()
                .record(new Report.Failed(send, new Failure(FailureReason.OTHER, "c" + NUL, "d" + NUL)));

        assertThat(fixture.texts(
                        "select status || error_code || error_message from whatsapp_messages where status is not null"))
                .containsExactly("failedc\uFFFDd\uFFFD");
    }

    @Test
    void store_statusBeforeItsMessage_withSuchAnExplanation_isParked() {
        var failed = (MoveStatus) fixture.moving("out.1", DeliveryStatus.FAILED);
        var event = failed.event();
        postgres.database()
                .inbox()
                .store(fixture.delivery(new MoveStatus(
                        fixture.config,
                        new StatusChanged(
                                event.line(),
                                event.id(),
                                event.correlation(),
                                event.status(),
                                event.at(),
                                Optional.of(new Failure(FailureReason.OTHER, "c" + NUL, "d" + NUL))))));

        assertThat(fixture.count("parked_statuses")).isEqualTo(1);
    }

    @Test
    void store_whileItsConversationIsLocked_saysTryAgain() {
        fixture.receive("wamid.1", phone(1));
        postgres.jdbi().useTransaction(held -> {
            held.execute("select 1 from whatsapp_conversations for update");

            assertThatThrownBy(() ->
                            postgres.database().inbox().store(fixture.delivery(fixture.adding("wamid.2", phone(1)))))
                    .isInstanceOf(StoreBusyException.class)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState())
                                    .as("lock_not_available")
                                    .isEqualTo("55P03"));
            fixture.receive("wamid.3", phone(2));
        });
        fixture.receive("wamid.2", phone(1));

        assertThat(fixture.count("whatsapp_messages")).isEqualTo(3);
    }

    private static void assertBusy(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StoreBusyException.class);
    }

    private static void assertNever(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(RuntimeException.class).isNotInstanceOf(StoreBusyException.class);
    }
}
