package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.port.Erasures;
import cl.fizko.chat.domain.port.Erasures.Run;
import cl.fizko.chat.domain.port.Erasures.Step;
import cl.fizko.chat.domain.privacy.RecordKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a step of an erasure costs however many deliveries there are of others, and what is left of it when the process dies. */
class ErasureStepsTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final ContactAddress ANA = Fixture.phone(1);

    /** More than so many steps as after which the place is kept. */
    private static final int OF_OTHERS = 21 * PersonalDeliveries.LOOKED_AT_ONCE;

    private Fixture fixture;
    private Erasures erasures;
    private CompanyId company;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(POSTGRES.database());
        erasures = POSTGRES.database().erasures();
        company = fixture.config.companyId();
    }

    @Test
    void aStatementReadsSoManyRows_andNoMore_whereNearlyAllAreOthers() {
        ofAnother(OF_OTHERS);
        of(company, "last");
        fixture.sql("analyze webhook_events");
        var plan = POSTGRES.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "explain (analyze, timing off, costs off, format json) " + PersonalDeliveries.READ)
                        .bind("after", "00000000-0000-0000-0000-000000000000")
                        .bind("company", company.value())
                        .bind("most", PersonalDeliveries.LOOKED_AT_ONCE)
                        .mapTo(String.class)
                        .one());
        var read = JsonFields.parse("plan", plan);
        assertThat(read.findValuesAsText("Actual Rows"))
                .as(plan)
                .isNotEmpty()
                .allSatisfy(rows ->
                        assertThat(Double.parseDouble(rows)).isLessThanOrEqualTo(PersonalDeliveries.LOOKED_AT_ONCE));
        assertThat(read.findValuesAsText("Index Name")).as(plan).containsExactly("webhook_events_pkey");
        assertThat(read.findValues("Filter")).as(plan).isEmpty();
    }

    @Test
    void eachStepGetsOn_andTheLastDeliveryIsFound_alsoOfNoCompany() {
        ofAnother(3 * PersonalDeliveries.LOOKED_AT_ONCE);
        of(company, "own");
        fixture.sql("update webhook_events set company_id = null where idempotency_key = 'own'");
        of(company, "own too");
        var steps = all(erasures.begin(company, ANA));
        assertThat(steps).extracting(Step::looked).startsWith(200L, 200L, 200L, 2L);
        assertThat(steps)
                .extracting(step -> step.tally().of(RecordKind.WEBHOOK_EVENTS))
                .startsWith(0L, 0L, 0L, 2L);
        assertThat(fixture.count("webhook_events where encode(raw_body, 'escape') like '%"
                        + ANA.phone().orElseThrow().digits() + "%'"))
                .as("of another company")
                .isEqualTo(3L * PersonalDeliveries.LOOKED_AT_ONCE);
    }

    @Test
    void whoGoesOnAfterACrash_doesNotBeginAnew() {
        ofAnother(OF_OTHERS);
        var run = erasures.begin(company, ANA);
        for (var step = 0; step < 20; step++) {
            run.next();
        } // and the process dies
        var next = Fixture.only(POSTGRES.otherNode().erasures().unfinished(Duration.ZERO));
        assertThat(all(next).stream().mapToLong(Step::looked).sum())
                .isEqualTo(OF_OTHERS - 20L * PersonalDeliveries.LOOKED_AT_ONCE);
    }

    /** Another node's clock may be behind, and a row is there only when it is committed. */
    @Test
    void whoGoesOnAfterACrash_looksAgainAtWhatIsAsNewAsTheErasure() {
        ofAnother(OF_OTHERS);
        fixture.sql(
                "update webhook_events set id = cast(lpad(to_hex(cast(extract(epoch from now()) * 1000 as bigint)), 12, '0')"
                        + " || right(replace(id::text, '-', ''), 20) as uuid)");
        var run = erasures.begin(company, ANA);
        for (var step = 0; step < 20; step++) {
            run.next();
        } // and the process dies
        of(company, "appeared");
        fixture.sql(
                "update webhook_events set id = cast(lpad(to_hex(cast(extract(epoch from now()) * 1000 as bigint) - 60000), 12, '0')"
                        + " || right(replace(id::text, '-', ''), 20) as uuid) where idempotency_key = 'appeared'");
        var next = Fixture.only(POSTGRES.otherNode().erasures().unfinished(Duration.ZERO));
        assertThat(all(next))
                .extracting(step -> step.tally().of(RecordKind.WEBHOOK_EVENTS))
                .startsWith(1L);
    }

    @Test
    void whereTheKeyIsChangedMeanwhile_itGoesOnToTheEnd() {
        ofAnother(OF_OTHERS);
        of(company, "last");
        var run = erasures.begin(company, ANA);
        fixture.sql("update encryption_keys set is_current = false");
        fixture.sql("insert into encryption_keys (id, fingerprint, is_current, names_itself)"
                + " select 42, fingerprint, true, true from encryption_keys");
        all(run);
        assertThat(run.finish().counts().of(RecordKind.WEBHOOK_EVENTS)).isEqualTo(1);
    }

    @Test
    void theReceiptCountsEverything_alsoWhatAProcessErasedThatDied() {
        of(company, "own");
        fixture.receiveAndReply("m1", ANA, 1);
        all(erasures.begin(company, ANA)); // and the process dies before the receipt
        var next = Fixture.only(POSTGRES.otherNode().erasures().unfinished(Duration.ZERO));
        all(next);
        assertThat(next.finish().counts().counts())
                .containsEntry(RecordKind.CONTACTS, 1L)
                .containsEntry(RecordKind.MESSAGES, 2L)
                .containsEntry(RecordKind.DECISIONS, 1L)
                .containsEntry(RecordKind.WEBHOOK_EVENTS, 1L);
    }

    @Test
    void aDeliveryThatTwoProcessesHaveRead_isCountedOnce() {
        of(company, "own");
        var person = ErasureRecord.read(
                new UUID(0, 1),
                company.value(),
                "{\"phone\":\"" + ANA.phone().orElseThrow().e164() + "\"}");
        POSTGRES.jdbi().useHandle(handle -> {
            var deliveries = PersonalDeliveries.of(handle, company.value(), PersonTraces.of(handle, person), false);
            var read = deliveries.look(handle, Sweep.FROM_THE_START).personal();
            assertThat(deliveries.prune(handle, read)).isEqualTo(1);
            assertThat(deliveries.prune(handle, read)).as("by who read it too").isZero();
        });
    }

    @Test
    void aReceipt_staysAsItIs_howeverLongAnotherProcessGoesOn() {
        of(company, "own");
        var run = erasures.begin(company, ANA);
        var other = Fixture.only(POSTGRES.otherNode().erasures().unfinished(Duration.ZERO));
        all(run);
        var receipt = run.finish().counts();
        of(company, "came later");
        all(other);
        assertThat(other.finish().counts()).isEqualTo(receipt);
    }

    private static List<Step> all(Run run) {
        var steps = new ArrayList<Step>();
        for (var step = run.next(); step.isPresent(); step = run.next()) {
            steps.add(step.get());
        }
        return steps;
    }

    /** Deliveries of another company that speak of the same person. */
    private void ofAnother(int count) {
        var other = new Fixture(POSTGRES.database(), Rut.parse("11.111.111-1"), "line-2").config.companyId();
        insert(other, "'other ' || n", count);
    }

    private void of(CompanyId whose, String key) {
        insert(whose, "'" + key + "'", 1);
    }

    private void insert(CompanyId whose, String key, int count) {
        fixture.sql("insert into webhook_events"
                + " (id, provider, idempotency_key, event_name, status, raw_body, received_at, company_id)"
                + " select cast(lpad(to_hex((select count(*) from webhook_events) + n), 32, '0') as uuid), 'kapso', "
                + key
                + ", 'e', 'applied', '{\"from\":\"" + ANA.phone().orElseThrow().digits() + "\"}', now(), "
                + whose.value() + " from generate_series(1, " + count + ") n");
    }
}
