package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatusMovesTest {

    private static final long SEED = 20261123;

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void expireClaims_forgetsStatusesThatNobodyCameForInAWeek_aBatchAMinute() {
        var nanos = new AtomicLong();
        var mine = new PostgresOutbox(
                postgres.jdbi(),
                new GivenClaims(new UUID(0, 9), nanos::get),
                GroupCommitter.Limits.DEFAULT,
                nanos::get);
        fixture.sql("""
                insert into parked_statuses (config_id, external_id, status, company_id, at, parked_at)
                select gen_random_uuid(), 'out.' || i, 'read', 1, now(),
                       now() - case when i > 1002 then interval '6 days' else interval '8 days' end
                  from generate_series(1, 1003) i""");

        mine.expireClaims();
        assertThat(fixture.count("parked_statuses")).isEqualTo(3);
        nanos.addAndGet(PostgresOutbox.FORGET_EVERY_NANOS - 1);
        mine.expireClaims();
        assertThat(fixture.count("parked_statuses")).isEqualTo(3);
        nanos.incrementAndGet();
        mine.expireClaims();

        assertThat(fixture.texts("select external_id from parked_statuses")).containsExactly("out.1003");
    }

    @Test
    void status_ofASentMessage_movesItForwardOnly() {
        send("out.1");

        assertThat(receive(fixture.moving("out.1", DeliveryStatus.READ))).isEqualTo(WebhookEventStatus.APPLIED);
        receive(fixture.moving("out.1", DeliveryStatus.DELIVERED));
        receive(fixture.moving("out.1", DeliveryStatus.FAILED));

        assertThat(outgoing()).containsExactly("read|out.1|");
    }

    @Test
    void status_failed_keepsWhy() {
        send("out.1");

        receive(fixture.moving("out.1", DeliveryStatus.FAILED));
        receive(fixture.moving("out.1", DeliveryStatus.DELIVERED));

        assertThat(outgoing()).containsExactly("failed|out.1|meta:131026");
    }

    @Test
    void status_severalInOneDelivery_areTakenInOrder() {
        send("out.1");

        receive(
                fixture.moving("out.1", DeliveryStatus.DELIVERED),
                fixture.moving("out.1", DeliveryStatus.FAILED),
                fixture.moving("out.1", DeliveryStatus.READ));

        assertThat(outgoing()).containsExactly("read|out.1|");
    }

    @Test
    void status_beforeItsMessage_waitsForIt() {
        var claimed = claim();

        receive(fixture.moving("out.1", DeliveryStatus.DELIVERED));
        receive(fixture.moving("out.1", DeliveryStatus.SENT));
        assertThat(fixture.count("parked_statuses")).isEqualTo(2);
        postgres.database().outbox().record(new Report.Sent(claimed, new ExternalId("out.1")));

        assertThat(outgoing()).containsExactly("delivered|out.1|");
        assertThat(fixture.count("parked_statuses")).isZero();
    }

    @Test
    void status_withOurId_findsTheMessageAndGivesItTheProvidersId() {
        var claimed = claim();
        receive(fixture.moving("out.1", DeliveryStatus.DELIVERED));

        receive(fixture.moving("out.1", Optional.of(claimed.id()), DeliveryStatus.SENT));

        assertThat(outgoing()).containsExactly("delivered|out.1|");
        assertThat(fixture.count("parked_statuses")).isZero();
        postgres.database().outbox().record(new Report.Sent(claimed, new ExternalId("out.1")));
        assertThat(outgoing()).containsExactly("delivered|out.1|");
    }

    @Test
    void status_withOurId_ofAnUnknownMessage_settlesIt() {
        var claimed = claim();
        postgres.database().outbox().record(new Report.Unknown(claimed, "timed out"));

        receive(fixture.moving("out.1", Optional.of(claimed.id()), DeliveryStatus.SENT));

        assertThat(outgoing()).containsExactly("sent|out.1|");
    }

    @Test
    void status_withTheIdOfAnotherCompanysMessage_neverMovesIt() {
        var claimed = claim();
        var other = new Fixture(postgres.database(), Rut.parse("96.790.240-3"), "line-2");

        postgres.database()
                .inbox()
                .store(other.delivery(other.moving("out.1", Optional.of(claimed.id()), DeliveryStatus.READ)));

        assertThat(outgoing()).containsExactly("sending||");
    }

    @Test
    void status_ofAnIncomingMessage_isNoNews() {
        receive(fixture.moving("wamid.1", DeliveryStatus.READ), fixture.adding("wamid.1", phone(1)));

        assertThat(fixture.count("parked_statuses")).isZero();
        assertThat(fixture.count("whatsapp_messages where status is not null")).isZero();
    }

    @Test
    void commit_statusesOfOneMessageInSeveralDeliveries_areTakenInOrder() {
        send("out.1");
        var groups = new PostgresInbox(
                postgres.jdbi(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);

        groups.commit(List.of(
                fixture.delivery(fixture.moving("out.1", DeliveryStatus.FAILED)),
                fixture.delivery(fixture.moving("out.2", DeliveryStatus.SENT)),
                fixture.delivery(fixture.moving("out.2", DeliveryStatus.SENT)),
                fixture.delivery(fixture.moving("out.1", DeliveryStatus.READ))));

        assertThat(outgoing()).containsExactly("failed|out.1|meta:131026");
        assertThat(fixture.count("parked_statuses")).isEqualTo(1);
    }

    /** Whichever comes first, no status is left behind. */
    @Test
    void status_whileItsIdIsBeingStored_isNeverLost() throws Exception {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        var other = postgres.otherNode();
        for (var round = 0; round < 200; round++) {
            var claimed = claim("wamid." + round, round);
            var id = "out." + round;
            var delays = new int[] {random.nextInt(400_000), random.nextInt(400_000)};
            together(2, i -> {
                LockSupport.parkNanos(delays[i]);
                return i == 0
                        ? postgres.database().outbox().record(new Report.Sent(claimed, new ExternalId(id)))
                        : other.inbox().store(fixture.delivery(fixture.moving(id, DeliveryStatus.DELIVERED)));
            });
        }

        assertThat(fixture.count("parked_statuses")).isZero();
        assertThat(fixture.count("whatsapp_messages where status = 'delivered'"))
                .isEqualTo(200);
    }

    private WebhookEventStatus receive(Effect... effects) {
        return postgres.database().inbox().store(fixture.delivery(effects)).status();
    }

    private ClaimedSend claim() {
        return claim("wamid.in", 1);
    }

    private ClaimedSend claim(String incoming, int customer) {
        var conversation = fixture.receiveAndReply(incoming, phone(customer), 1);
        return only(postgres.database().outbox().claim(List.of(conversation), 1));
    }

    private void send(String id) {
        postgres.database().outbox().record(new Report.Sent(claim(), new ExternalId(id)));
    }

    private List<String> outgoing() {
        return fixture.texts("""
                select concat_ws('|', status, coalesce(external_id, ''), coalesce(error_code, '')) from whatsapp_messages
                 where direction = 'outgoing' order by conversation_id, sequence""");
    }
}
