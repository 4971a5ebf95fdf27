package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.ACCOUNT;
import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.PROVIDER;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.template.EditTemplates;
import cl.fizko.chat.application.template.TemplateFields;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.template.KnownTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateFilter;
import cl.fizko.chat.domain.template.TemplateShape;
import cl.fizko.chat.domain.template.TemplateShape.VariableFormat;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The templates that companies have written. */
class MessageTemplatesTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private Fixture other;
    private MessageTemplateRepository templates;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        other = new Fixture(postgres.database(), new Rut(77_123_456, Rut.checkDigitOf(77_123_456)), "line-2");
        templates = postgres.database().messageTemplates();
    }

    @Test
    void template_isShownWithWhatItsProviderThinks() {
        var id = create("aviso", "Hola {{nombre}}");
        assertThat(only(found(id).judgements()))
                .isEqualTo(new StoredTemplate.Judgement(PROVIDER, ACCOUNT, Optional.empty(), Optional.empty()));

        atProvider(
                fixture,
                new ProviderTemplate(
                        "1",
                        "aviso",
                        "es_CL",
                        TemplateStatus.REJECTED,
                        TemplateCategory.UTILITY,
                        shape("nombre"),
                        Optional.of("INVALID_FORMAT")));

        assertThat(only(found(id).judgements()))
                .isEqualTo(new StoredTemplate.Judgement(
                        PROVIDER, ACCOUNT, Optional.of(TemplateStatus.REJECTED), Optional.of("INVALID_FORMAT")));
    }

    /** Whoever connects a number under the account of others learns nothing of their templates, neither names nor status. */
    @Test
    void templates_ofAnAccountOfAnotherCompany_areNotKnown() {
        atProvider(fixture, approved("aviso", "nombre"), approved("solo_del_proveedor"));

        create(other.config.companyId(), "aviso", "Hola");

        assertThat(only(list(other)).judgements())
                .extracting(StoredTemplate.Judgement::status)
                .containsExactly(Optional.empty());
        assertThat(templates.named(other.config, "solo_del_proveedor")).isEmpty();
        assertThat(only(templates.named(other.config, "aviso")).atProvider()).isEmpty();
        assertThat(names(templates.offered(other.config, 10))).containsExactly("aviso");
        assertThat(templates.knowsAll(other.config)).isFalse();
        assertThat(templates.knowsAll(fixture.config)).isTrue();
    }

    @Test
    void templates_ofAnotherCompany_areAbsent() {
        var id = create("aviso", "Hola");

        assertThat(templates.byId(Scope.of(other.config.companyId()), id)).isEmpty();
        assertThat(templates.byId(Scope.everyCompany(), id)).isPresent();
        assertThat(list(other)).isEmpty();
        assertThat(edits().edit(Scope.of(other.config.companyId()), id, Optional.empty(), now -> now))
                .isInstanceOf(Edited.Missing.class);
    }

    @Test
    void offered_areThoseThatAreOnAndNotKnownToBeRefused() {
        create("nuevo", "Hola");
        create("apagado", "Hola");
        fixture.sql("update whatsapp_message_templates set is_active = false where name = 'apagado'");
        create("pendiente", "Hola");
        create("aprobado", "Hola {{nombre}}");
        atProvider(
                fixture,
                approved("aprobado", "nombre"),
                approved("apagado"),
                approved("del_proveedor", "monto"),
                withStatus("pendiente", TemplateStatus.PENDING),
                withStatus("borrado", TemplateStatus.DELETED));

        var offered = templates.offered(fixture.config, 10);

        assertThat(names(offered)).containsExactly("aprobado", "del_proveedor", "nuevo");
        assertThat(offered.get(1).variables()).containsExactly("monto");
        assertThat(names(templates.offered(fixture.config, 2))).containsExactly("aprobado", "del_proveedor");
    }

    @Test
    void nameAndLanguage_areTakenOnceACompany() {
        create("aviso", "Hola");
        var second = create("otro", "Hola");
        create(other.config.companyId(), "aviso", "Hola");

        assertThatThrownBy(() -> create("aviso", "Otra")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> edits().edit(mine(), second, Optional.empty(), now -> fields("aviso", "Hola")))
                .isInstanceOf(AlreadyExistsException.class);
        assertThat(found(second).template().name()).isEqualTo("otro");
        assertThat(found(second).version()).isZero();
    }

    @Test
    void edits_atTheSameTime_oneOfThoseWhoKnowTheSameVersionWins() throws Exception {
        var id = create("aviso", "Hola");

        var edited = Together.together(
                8, i -> edits().edit(mine(), id, Optional.of(0L), now -> fields("aviso", "Hola " + i)));

        assertThat(edited).filteredOn(Edited.Done.class::isInstance).hasSize(1);
        assertThat(edited)
                .filteredOn(new Edited.Stale<StoredTemplate>(1)::equals)
                .hasSize(7);
        assertThat(found(id).version()).isEqualTo(1);
    }

    @Test
    void edit_thatChangesNothing_isNoEdit() {
        var id = create("aviso", "Hola");

        assertThat(edits().edit(mine(), id, Optional.of(0L), now -> now)).isInstanceOf(Edited.Done.class);

        assertThat(found(id).version()).isZero();
    }

    @Test
    void list_isFiltered() {
        create("aviso", "Su F29 vence");
        create("saludo", "Hola");
        fixture.sql("update whatsapp_message_templates set is_active = false where name = 'saludo'");

        assertThat(listed(new TemplateFilter(
                        Optional.of("aviso"),
                        Optional.of("es_CL"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .containsExactly("aviso");
        assertThat(listed(new TemplateFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TemplateCategory.MARKETING),
                        Optional.empty(),
                        Optional.empty())))
                .isEmpty();
        assertThat(listed(new TemplateFilter(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false), Optional.empty())))
                .containsExactly("saludo");
        assertThat(listed(new TemplateFilter(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("VENCE"))))
                .containsExactly("aviso");
        assertThat(listed(TemplateFilter.NONE)).containsExactly("saludo", "aviso");
    }

    // The rows, what the planner expects to count, and the count.
    @Test
    void list_takesThreeStatements_howeverManyItHas() {
        for (var i = 0; i < 30; i++) {
            create("aviso_" + i, "Hola");
        }
        var statements = new AtomicInteger();
        var jdbi = JdbiSetup.on(postgres.database().pool());
        jdbi.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        var counted = new PostgresMessageTemplates(jdbi);

        var page = counted.page(fixture.config.companyId(), TemplateFilter.NONE, PageRequest.first(20));

        assertThat(page.rows())
                .hasSize(20)
                .allSatisfy(row -> assertThat(row.judgements()).hasSize(1));
        assertThat(statements).hasValueLessThanOrEqualTo(3);
    }

    private void atProvider(Fixture company, ProviderTemplate... listed) {
        postgres.database().providerTemplates().replace(company.config, List.of(listed), NOW);
    }

    static ProviderTemplate approved(String name, String... variables) {
        return new ProviderTemplate(
                "id of " + name,
                name,
                "es_CL",
                TemplateStatus.APPROVED,
                TemplateCategory.UTILITY,
                shape(variables),
                Optional.empty());
    }

    static ProviderTemplate withStatus(String name, TemplateStatus status) {
        return new ProviderTemplate(
                "id of " + name, name, "es_CL", status, TemplateCategory.UTILITY, shape(), Optional.empty());
    }

    private static TemplateShape shape(String... variables) {
        return new TemplateShape(VariableFormat.NAMED, Optional.empty(), List.of(variables), List.of());
    }

    private MessageTemplateId create(String name, String content) {
        return create(fixture.config.companyId(), name, content);
    }

    private MessageTemplateId create(CompanyId company, String name, String content) {
        return edits().create(company, fields(name, content)).value().template().id();
    }

    private static TemplateFields fields(String name, String content) {
        return new TemplateFields(name, "es_CL", TemplateCategory.UTILITY, content, true);
    }

    private EditTemplates edits() {
        return new EditTemplates(templates, postgres.database().unitOfWork(), new TimeOrderedIds(Clock.systemUTC()));
    }

    private Scope mine() {
        return Scope.of(fixture.config.companyId());
    }

    private StoredTemplate found(MessageTemplateId id) {
        return templates.byId(mine(), id).orElseThrow();
    }

    private List<StoredTemplate> list(Fixture company) {
        return templates
                .page(company.config.companyId(), TemplateFilter.NONE, PageRequest.first(100))
                .rows();
    }

    private List<String> listed(TemplateFilter filter) {
        return templates.page(fixture.config.companyId(), filter, PageRequest.first(100)).rows().stream()
                .map(stored -> stored.template().name())
                .toList();
    }

    private static List<String> names(Collection<KnownTemplate> templates) {
        return templates.stream().map(KnownTemplate::name).toList();
    }
}
