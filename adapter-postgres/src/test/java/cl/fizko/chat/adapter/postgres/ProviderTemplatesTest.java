package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.ACCOUNT;
import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.PROVIDER;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.ProviderTemplateRepository;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateShape;
import cl.fizko.chat.domain.template.TemplateShape.ButtonKind;
import cl.fizko.chat.domain.template.TemplateShape.ButtonShape;
import cl.fizko.chat.domain.template.TemplateShape.HeaderKind;
import cl.fizko.chat.domain.template.TemplateShape.HeaderShape;
import cl.fizko.chat.domain.template.TemplateShape.VariableFormat;
import cl.fizko.chat.domain.template.TemplateStatus;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ProviderTemplatesTest {

    private static final TemplateShape FULL = new TemplateShape(
            VariableFormat.NAMED,
            Optional.of(new HeaderShape(HeaderKind.TEXT, Optional.of("mes"))),
            List.of("nombre", "monto"),
            List.of(new ButtonShape(ButtonKind.URL, true), new ButtonShape(ButtonKind.OTHER, false)));
    private static final TemplateShape EMPTY =
            new TemplateShape(VariableFormat.POSITIONAL, Optional.empty(), List.of(), List.of());

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private ProviderTemplateRepository templates;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        templates = postgres.database().providerTemplates();
    }

    @Test
    void replace_list_comesBackWholeAndInOrder() {
        var aviso = template("aviso", TemplateStatus.APPROVED, FULL);
        var zeta = template("_zeta", TemplateStatus.REJECTED, EMPTY);
        var place = template(
                "lugar",
                TemplateStatus.PAUSED,
                new TemplateShape(
                        VariableFormat.POSITIONAL,
                        Optional.of(new HeaderShape(HeaderKind.LOCATION, Optional.empty())),
                        List.of("1"),
                        List.of()));
        assertThat(templates.isSynced(PROVIDER, ACCOUNT)).isFalse();

        templates.replace(fixture.config, List.of(place, aviso, zeta, aviso), Instant.now());

        assertThat(templates.all(PROVIDER, ACCOUNT)).containsExactly(zeta, aviso, place);
        assertThat(templates.find(PROVIDER, ACCOUNT, "aviso", "es_CL")).contains(aviso);
        assertThat(templates.find(PROVIDER, ACCOUNT, "aviso", "es")).isEmpty();
        assertThat(templates.find(PROVIDER, "other", "aviso", "es_CL")).isEmpty();
        assertThat(templates.isSynced(PROVIDER, ACCOUNT)).isTrue();
        assertThat(templates.isSynced(PROVIDER, "other")).isFalse();
    }

    @Test
    void replace_whatIsNotOnTheListAnyMore_isDeleted() {
        templates.replace(
                fixture.config,
                List.of(
                        template("aviso", TemplateStatus.APPROVED, FULL),
                        template("viejo", TemplateStatus.APPROVED, EMPTY)),
                Instant.now());

        templates.replace(fixture.config, List.of(template("aviso", TemplateStatus.PAUSED, FULL)), Instant.now());

        assertThat(templates.all(PROVIDER, ACCOUNT))
                .extracting(ProviderTemplate::status)
                .containsExactly(TemplateStatus.PAUSED, TemplateStatus.DELETED);
        templates.replace(fixture.config, List.of(), Instant.now());
        assertThat(templates.all(PROVIDER, ACCOUNT))
                .extracting(ProviderTemplate::status)
                .containsOnly(TemplateStatus.DELETED);
    }

    @Test
    void judgement_movesWhatIsKnown_andNothingElseOfIt() {
        var known = template("aviso", TemplateStatus.PENDING, FULL);
        templates.replace(fixture.config, List.of(known), NOW.minusSeconds(60));

        assertThat(judge(fixture.judging("aviso", TemplateStatus.APPROVED, NOW)))
                .isEqualTo(WebhookEventStatus.APPLIED);

        assertThat(templates.all(PROVIDER, ACCOUNT))
                .containsExactly(new ProviderTemplate(
                        known.externalId(),
                        "aviso",
                        "es_CL",
                        TemplateStatus.APPROVED,
                        known.category(),
                        FULL,
                        Optional.of("NONE")));
    }

    @Test
    void judgement_olderThanTheLast_isOldNews() {
        judge(fixture.judging("aviso", TemplateStatus.APPROVED, NOW));
        judge(fixture.judging("aviso", TemplateStatus.PENDING, NOW.minusSeconds(1)));
        assertThat(status("aviso")).isEqualTo(TemplateStatus.APPROVED);

        judge(fixture.judging("aviso", TemplateStatus.PAUSED, NOW));

        assertThat(status("aviso")).isEqualTo(TemplateStatus.PAUSED);
    }

    @Test
    void judgements_ofOneTemplateInOneGroup_theLastOneCounts() {
        new PostgresInbox(postgres.jdbi(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT)
                .commit(List.of(
                        fixture.delivery(
                                fixture.judging("aviso", TemplateStatus.APPROVED, NOW.plusSeconds(1)),
                                fixture.judging("aviso", TemplateStatus.PENDING, NOW)),
                        fixture.delivery(
                                fixture.judging("otro", TemplateStatus.APPROVED, NOW),
                                fixture.judging("otro", TemplateStatus.DISABLED, NOW))));

        assertThat(status("aviso")).isEqualTo(TemplateStatus.APPROVED);
        assertThat(status("otro")).isEqualTo(TemplateStatus.DISABLED);
    }

    @Test
    void judgement_ofAnUnknownTemplate_isRememberedUntilTheListTellsMore() {
        judge(fixture.judging("aviso", TemplateStatus.APPROVED, NOW));

        assertThat(templates.find(PROVIDER, ACCOUNT, "aviso", "es_CL"))
                .contains(new ProviderTemplate(
                        "",
                        "aviso",
                        "es_CL",
                        TemplateStatus.APPROVED,
                        TemplateCategory.MARKETING,
                        EMPTY,
                        Optional.of("NONE")));
        assertThat(templates.isSynced(PROVIDER, ACCOUNT)).isFalse();
        var listed = template("aviso", TemplateStatus.APPROVED, FULL);
        templates.replace(fixture.config, List.of(listed), Instant.now());
        assertThat(templates.all(PROVIDER, ACCOUNT)).containsExactly(listed);
    }

    @Test
    void replace_judgedSinceTheListWasAskedFor_theJudgementStays() {
        var pending = template("aviso", TemplateStatus.PENDING, FULL);
        templates.replace(
                fixture.config,
                List.of(
                        template("aviso", TemplateStatus.PENDING, EMPTY),
                        template("viejo", TemplateStatus.APPROVED, EMPTY)),
                NOW.minusSeconds(60));
        judge(fixture.judging("aviso", TemplateStatus.APPROVED, NOW));
        judge(fixture.judging("nuevo", TemplateStatus.APPROVED, NOW));

        templates.replace(fixture.config, List.of(pending), NOW.minusSeconds(1));

        assertThat(status("aviso")).isEqualTo(TemplateStatus.APPROVED);
        assertThat(templates
                        .find(PROVIDER, ACCOUNT, "aviso", "es_CL")
                        .orElseThrow()
                        .shape())
                .isEqualTo(FULL);
        assertThat(status("nuevo")).as("made since").isEqualTo(TemplateStatus.APPROVED);
        assertThat(status("viejo")).isEqualTo(TemplateStatus.DELETED);
    }

    @Test
    void replace_listThatIsOlderThanTheStoredOne_changesNoStatus() {
        templates.replace(fixture.config, List.of(template("aviso", TemplateStatus.PAUSED, FULL)), NOW);

        templates.replace(
                fixture.config, List.of(template("aviso", TemplateStatus.APPROVED, FULL)), NOW.minusSeconds(1));
        templates.replace(fixture.config, List.of(), NOW.minusSeconds(1));

        assertThat(status("aviso")).isEqualTo(TemplateStatus.PAUSED);
    }

    @Test
    void judgement_olderThanTheList_isOldNews() {
        templates.replace(
                fixture.config, List.of(template("viejo", TemplateStatus.APPROVED, FULL)), NOW.minusSeconds(9));
        templates.replace(
                fixture.config, List.of(template("aviso", TemplateStatus.APPROVED, FULL)), NOW.plusMillis(300));

        judge(fixture.judging("aviso", TemplateStatus.PENDING, NOW.minusSeconds(1)));
        judge(fixture.judging("viejo", TemplateStatus.APPROVED, NOW.minusSeconds(1)));

        assertThat(status("aviso")).isEqualTo(TemplateStatus.APPROVED);
        assertThat(status("viejo")).isEqualTo(TemplateStatus.DELETED);
        judge(fixture.judging("aviso", TemplateStatus.PAUSED, NOW));
        assertThat(status("aviso"))
                .as("the provider's clock tells whole seconds")
                .isEqualTo(TemplateStatus.PAUSED);
    }

    @Test
    void account_ofAnotherCompany_isLeftAlone() {
        var other = new Fixture(postgres.database(), Rut.parse("96.790.240-3"), "line-2");
        var aviso = template("aviso", TemplateStatus.APPROVED, FULL);
        templates.replace(fixture.config, List.of(aviso), NOW);

        templates.replace(other.config, List.of(template("otro", TemplateStatus.APPROVED, FULL)), NOW.plusSeconds(60));
        judge(other.judging("aviso", TemplateStatus.DISABLED, NOW.plusSeconds(60)));
        judge(other.judging("nuevo", TemplateStatus.APPROVED, NOW.plusSeconds(60)));

        assertThat(templates.all(PROVIDER, ACCOUNT)).containsExactly(aviso);
        assertThat(fixture.count("provider_templates where company_id <> "
                        + fixture.config.companyId().value()))
                .isZero();
    }

    @Test
    void judgements_ofTwoCompaniesInOneGroup_theFirstHasTheAccount() {
        var other = new Fixture(postgres.database(), Rut.parse("96.790.240-3"), "line-2");

        new PostgresInbox(postgres.jdbi(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT)
                .commit(List.of(
                        fixture.delivery(fixture.judging("aviso", TemplateStatus.APPROVED, NOW)),
                        other.delivery(
                                other.judging("aviso", TemplateStatus.DISABLED, NOW.plusSeconds(1)),
                                other.judging("otro", TemplateStatus.APPROVED, NOW))));

        assertThat(fixture.texts("select name || '|' || status from provider_templates"))
                .containsExactly("aviso|approved");
    }

    /** Lists in one order, judgements in another, straight through the transaction. */
    @Test
    void judgements_whileListsAreStored_neverDeadlock() throws Exception {
        var groups = new PostgresInbox(
                postgres.jdbi(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);
        List<ProviderTemplate> list = new ArrayList<>();
        for (var i = 99; i >= 10; i--) {
            list.add(template("aviso_" + i, TemplateStatus.APPROVED, FULL));
        }

        together(4, thread -> {
            for (var round = 0; round < 20; round++) {
                if (thread < 2) {
                    templates.replace(fixture.config, list, Instant.now());
                } else {
                    groups.commit(List.of(fixture.delivery(list.stream()
                            .map(one -> fixture.judging(one.name(), TemplateStatus.PAUSED, NOW))
                            .toArray(Effect[]::new))));
                }
            }
            return thread;
        });

        assertThat(templates.all(PROVIDER, ACCOUNT)).hasSize(list.size());
    }

    @Test
    void claimSync_oncePerWhile_onAllNodes() throws Exception {
        var nodes = List.of(templates, postgres.otherNode().providerTemplates());

        var claimed = together(8, i -> nodes.get(i % 2).claimSync(PROVIDER, ACCOUNT, Duration.ofHours(1)));

        assertThat(claimed).containsOnlyOnce(true);
        assertThat(templates.claimSync(PROVIDER, "other", Duration.ofHours(1))).isTrue();
        fixture.sql("update template_syncs set begun_at = begun_at - interval '1 hour'");
        assertThat(templates.claimSync(PROVIDER, ACCOUNT, Duration.ofHours(1))).isTrue();
        assertThat(templates.isSynced(PROVIDER, ACCOUNT)).isFalse();
    }

    @Test
    void releaseSync_letsTheNextClaimBeginAtOnce() {
        var hour = Duration.ofHours(1);
        templates.claimSync(PROVIDER, ACCOUNT, hour);
        templates.claimSync(PROVIDER, "other", hour);

        templates.releaseSync(PROVIDER, ACCOUNT);
        templates.releaseSync(PROVIDER, "never claimed");

        assertThat(templates.claimSync(PROVIDER, "other", hour)).isFalse();
        assertThat(templates.claimSync(PROVIDER, ACCOUNT, hour)).isTrue();
        assertThat(templates.claimSync(PROVIDER, ACCOUNT, hour)).isFalse();
        assertThat(templates.isSynced(PROVIDER, ACCOUNT)).isFalse();
    }

    @Test
    void all_rowThatCannotBeRead_isLeftOut() {
        var good = template("otro", TemplateStatus.APPROVED, FULL);
        templates.replace(
                fixture.config, List.of(template("aviso", TemplateStatus.APPROVED, FULL), good), Instant.now());
        fixture.sql("update provider_templates set shape = '{\"format\":\"spoken\"}' where name = 'aviso'");

        assertThat(templates.all(PROVIDER, ACCOUNT)).containsExactly(good);
        assertThat(templates.find(PROVIDER, ACCOUNT, "aviso", "es_CL")).isEmpty();
    }

    private WebhookEventStatus judge(Effect judgement) {
        return postgres.database().inbox().store(fixture.delivery(judgement)).status();
    }

    private TemplateStatus status(String name) {
        return templates.find(PROVIDER, ACCOUNT, name, "es_CL").orElseThrow().status();
    }

    private static ProviderTemplate template(String name, TemplateStatus status, TemplateShape shape) {
        return new ProviderTemplate(
                "id-" + name, name, "es_CL", status, TemplateCategory.UTILITY, shape, Optional.empty());
    }
}
