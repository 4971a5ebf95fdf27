package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.port.ContactArchive;
import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.Section;
import cl.fizko.chat.domain.privacy.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Raw deliveries in archives: whose they are, and that nothing follows from them where they are taken in. */
class ContactArchiveTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final ContactAddress ANA = Fixture.phone(1);
    private static final String DIGITS = ANA.phone().orElseThrow().digits();

    private Fixture fixture;
    private ContactArchive archive;
    private CompanyId company;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(POSTGRES.database());
        archive = POSTGRES.database().contactArchive();
        company = fixture.config.companyId();
    }

    @Test
    void whoIsNoContact_isHandedOutTheDeliveries_thatNobodyUnderstood() {
        quarantined("q1", "{\"from\":\"" + DIGITS + "\"}");
        quarantined("q2", "{\"from\":\"56911111111\"}");
        quarantined("of " + DIGITS, "{}");
        var looked = new AtomicLong();
        var parts = new ArrayList<Part>();
        assertThat(archive.read(company, ANA, parts::add, looked::addAndGet)).isTrue();
        assertThat(parts).extracting(Part::section).containsExactly(Section.PERSON, Section.DELIVERY, Section.DELIVERY);
        assertThat(looked).hasValue(3);
        assertThat(archive.read(company, Fixture.phone(2), parts::add, more -> {}))
                .isFalse();
    }

    @Test
    void whoIsNoContact_isTakenInElsewhere_andIsNoneThere() {
        quarantined("q", "{\"from\":\"" + DIGITS + "\"}");
        var parts = parts();
        fixture.sql("delete from webhook_events");
        var other = new Fixture(POSTGRES.database(), Rut.parse("11.111.111-1"), "line-2").config.companyId();
        assertThat(archive.open(other, parts.get(0)).person()).isEqualTo(ANA);
        assertThat(added(other, parts)).isEqualTo(1);
        assertThat(added(other, parts)).isZero();
        assertThat(fixture.count("contacts")).isZero();
    }

    @Test
    void whatIsTakenInElsewhere_isSettled_andOnce() {
        fixture.receive("m1", ANA);
        fixture.sql("update webhook_events set raw_body = '{\"from\":\"" + DIGITS + "\"}'");
        quarantined("q", "{\"voter\":\"" + DIGITS + "\"}");
        var parts = parts();
        assertThat(added(company, parts)).as("here already").isZero();

        var other = new Fixture(POSTGRES.database(), Rut.parse("11.111.111-1"), "line-2").config.companyId();
        var told = new ArrayList<>(parts.subList(0, 1));
        told.addAll(parts.stream()
                .filter(part -> part.section() == Section.DELIVERY)
                .toList());
        fixture.sql("delete from webhook_events where status = 'quarantined'");
        fixture.sql("delete from whatsapp_messages");
        fixture.sql("delete from whatsapp_conversations");
        fixture.sql("delete from contacts");
        assertThat(added(other, told)).isEqualTo(2);
        assertThat(added(other, told)).isZero();
        var ofOther = "webhook_events where company_id = " + other.value();
        assertThat(fixture.texts("select status from " + ofOther + " order by received_at, status"))
                .containsExactlyInAnyOrder("applied", "ignored");
        assertThat(fixture.count(ofOther + " and not backfilled")).isZero();
        assertThat(fixture.count("whatsapp_messages")).isZero();
    }

    @Test
    void aLongKey_isToldTheSame_whicheverCompanyTakesItIn_andAgain() {
        var one = told(1, "k".repeat(255) + "1");
        assertThat(told(Long.MAX_VALUE, "k".repeat(255) + "1")).isEqualTo(one);
        assertThat(told(Long.MAX_VALUE, one)).isEqualTo(one);
        assertThat(told(1, "k".repeat(255) + "2")).isNotEqualTo(one);
        assertThat(told(1, "short")).isEqualTo("short");
    }

    /** What an export of the import tells. */
    private static String told(long company, String key) {
        return ArchivedDelivery.key(new CompanyId(company), new UUID(0, 1), key)
                .substring(("imported:" + company + ":" + new UUID(0, 1) + ":").length());
    }

    @Test
    void aPartThatCannotBeRead_isRefused_withoutWhatItSays() {
        fixture.receive("m1", ANA);
        var contact = parts().get(0);
        for (var json : List.of(
                "{}",
                "[]",
                "secreto",
                "{\"id\":\"secreto\"}",
                "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"phone\":\"secreto\",\"status\":\"secreto\"}")) {
            for (var section : Section.values()) {
                var part = new Part(section, json, Optional.empty());
                assertThatThrownBy(() -> archive.open(company, contact).add(List.of(part)))
                        .as("%s %s", section, json)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageNotContaining("secreto");
            }
        }
    }

    @Test
    void aFaultOfOurs_isNotBlamedOnTheArchive() {
        fixture.receive("m1", ANA);
        var contact = parts().get(0);
        var run = POSTGRES.database().erasures().begin(company, ANA);
        while (run.next().isPresent()) {}
        run.finish();
        fixture.sql("update seal_secrets set secret_encrypted = '\\x00'"); // as under a key that is lost
        var elsewhere = POSTGRES.otherNode().contactArchive();
        assertThatThrownBy(() -> elsewhere.open(company, contact).add(List.of(contact)))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("CHAT_ENCRYPTION_KEY");
    }

    private long added(CompanyId to, List<Part> parts) {
        return archive.open(to, parts.get(0)).add(parts).of(RecordKind.WEBHOOK_EVENTS);
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        archive.read(company, ANA, parts::add, looked -> {});
        return parts;
    }

    private void quarantined(String key, String body) {
        var delivery = fixture.delivery(key, Optional.of("not understood"));
        POSTGRES.database().inbox().store(delivery);
        fixture.sql("update webhook_events set raw_body = '" + body + "' where idempotency_key = '" + key + "'");
    }
}
