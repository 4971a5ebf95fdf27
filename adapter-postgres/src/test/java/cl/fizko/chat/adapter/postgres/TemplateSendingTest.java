package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.MessageTemplatesTest.approved;
import static cl.fizko.chat.adapter.postgres.MessageTemplatesTest.withStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.sending.FilledTemplate;
import cl.fizko.chat.application.sending.FilledTemplate.Choice;
import cl.fizko.chat.application.sending.SendContent;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.sending.SubmitMessage;
import cl.fizko.chat.application.sending.Submitted;
import cl.fizko.chat.application.template.EditTemplates;
import cl.fizko.chat.application.template.TemplateFields;
import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.sending.Destination.Person;
import cl.fizko.chat.domain.sending.Submission;
import cl.fizko.chat.domain.template.KnownTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Templates that a company sends, from the use case down to the rows. What is refused leaves no row behind. */
class TemplateSendingTest {

    private static final String TEXT = "Hola {{nombre}}, su F29 vence el {{dia}}.";
    private static final Map<String, String> VALUES = Map.of("nombre", "Ana", "dia", "20");

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private long queued;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @AfterEach
    void nothingElseIsStored() {
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(queued);
        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(Math.min(queued, 1));
        assertThat(fixture.count("contacts")).isEqualTo(Math.min(queued, 1));
    }

    @Test
    void send_toWhoNeverWrote_isQueuedWithTheTextThatStaffSee() {
        create("aviso", TEXT);

        assertQueued(send(byName("aviso"), VALUES));

        var content = only(postgres.database().outbox().claimDue(10)).content();
        assertThat(content)
                .isEqualTo(new TemplateMessage(
                        "aviso",
                        "es_CL",
                        VALUES,
                        Optional.empty(),
                        List.of(),
                        Optional.of("Hola Ana, su F29 vence el 20.")));
        assertThat(fixture.texts("select content from whatsapp_messages"))
                .containsExactly("Hola Ana, su F29 vence el 20.");
    }

    @Test
    void send_byId_isTheSame() {
        var id = create("aviso", TEXT);

        assertQueued(send(new Choice.ById(id), VALUES));
    }

    @Test
    void send_unknownTemplate_isRefused() {
        create("aviso", TEXT);

        for (var choice : List.of(
                byName("otro"),
                byName("A\u0000"),
                new Choice.ByName("aviso", Optional.of("en_US")),
                new Choice.ById(new MessageTemplateId(new UUID(1, 1))))) {
            assertThat(send(choice, VALUES)).isEqualTo(new Submitted.UnknownTemplate());
        }
    }

    @Test
    void send_anotherCompanysTemplate_isUnknown() {
        var other = new Fixture(postgres.database(), new Rut(77_123_456, Rut.checkDigitOf(77_123_456)), "line-2");
        var id = create(other.config.companyId(), "aviso", "es_CL", TEXT);

        assertThat(send(new Choice.ById(id), VALUES)).isEqualTo(new Submitted.UnknownTemplate());
        assertThat(send(byName("aviso"), VALUES)).isEqualTo(new Submitted.UnknownTemplate());
    }

    @Test
    void send_templateOfSeveralLanguages_needsTheLanguage() {
        create("aviso", TEXT);
        create(fixture.config.companyId(), "aviso", "en_US", "Hello {{name}}");

        assertThatThrownBy(() -> send(byName("aviso"), VALUES))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(only(e.problems()).field()).isEqualTo("language"));
        assertQueued(send(new Choice.ByName("aviso", Optional.of("en_US")), Map.of("name", "Ana")));
    }

    @Test
    void send_templateThatIsSwitchedOff_isRefused() {
        create("aviso", TEXT);
        fixture.sql("update whatsapp_message_templates set is_active = false");

        assertThat(send(byName("aviso"), VALUES)).isEqualTo(new Submitted.TemplateInactive());
    }

    @Test
    void send_templateThatTheProviderHasNotApproved_isRefusedWithItsStatus() {
        create("aviso", TEXT);
        atProvider(withStatus("aviso", TemplateStatus.PENDING));

        assertThat(send(byName("aviso"), VALUES))
                .isEqualTo(new Submitted.TemplateNotApproved(Optional.of(TemplateStatus.PENDING), Optional.empty()));
    }

    /** As long as the list was never had, the provider decides; once it was, what it lacks is not there. */
    @Test
    void send_templateThatTheProviderDoesNotList_isRefusedOnceItsListIsKnown() {
        create("aviso", TEXT);
        assertQueued(send(byName("aviso"), VALUES));

        atProvider(approved("otro"));

        assertThat(send(byName("aviso"), VALUES))
                .isEqualTo(new Submitted.TemplateNotApproved(Optional.empty(), Optional.empty()));
    }

    @Test
    void send_templateThatOnlyTheProviderHas_isQueued_unlessItWasDeleted() {
        atProvider(approved("del_proveedor", "monto"), withStatus("borrado", TemplateStatus.DELETED));

        assertThat(send(byName("borrado"), Map.of())).isEqualTo(new Submitted.UnknownTemplate());
        assertThat(send(byName("del_proveedor"), Map.of())).isEqualTo(new Submitted.MissingVariables(List.of("monto")));
        assertQueued(send(byName("del_proveedor"), Map.of("monto", "100")));
    }

    @Test
    void send_missingVariables_areNamed() {
        create("aviso", TEXT);

        assertThat(send(byName("aviso"), Map.of("otra", "x")))
                .isEqualTo(new Submitted.MissingVariables(List.of("nombre", "dia")));
    }

    @Test
    void send_unknownVariables_areRefused_andOddNamesNotRepeated() {
        create("aviso", "Hola");

        assertThat(fields(send(byName("aviso"), Map.of("hora", "9")))).containsExactly("variables.hora");
        assertThat(fields(send(byName("aviso"), Map.of("+56 9 8765 4321", "9"))))
                .containsExactly("variables");
    }

    @Test
    void send_valuesThatWhatsAppRefuses_areRefused() {
        create("aviso", "Hola {{nombre}}" + ".".repeat(1000));

        assertThat(fields(send(byName("aviso"), Map.of("nombre", "Ana\nDíaz")))).containsExactly("variables.nombre");
        assertThat(fields(send(byName("aviso"), Map.of("nombre", "A".repeat(20)))))
                .containsExactly("variables");
    }

    /** The company's text was edited after the provider had approved another one. */
    @Test
    void send_textThatDoesNotFitTheApprovedOne_isRefused() {
        create("aviso", TEXT);
        atProvider(approved("aviso", "nombre", "monto"));

        assertThat(fields(send(byName("aviso"), VALUES))).containsExactlyInAnyOrder("variables.monto", "variables.dia");
    }

    @Test
    void send_freeFormOutsideTheWindow_offersWhatTheProviderWouldTake() {
        create("aviso", TEXT);
        create("sin_listar", "Hola");
        assertThat(usable()).containsExactly("aviso", "sin_listar");

        atProvider(approved("aviso", "nombre", "dia"), approved("del_proveedor"));

        assertThat(usable()).containsExactly("aviso", "del_proveedor");
    }

    private List<String> usable() {
        var submission = new Submission(fixture.config.companyId(), person(), Optional.empty());
        var refused = new SendContent(submit(), postgres.database().messageTemplates())
                .send(submission, new MessageContent.Text("hola"));
        return ((Submitted.WindowClosed) refused)
                .usable().stream().map(KnownTemplate::name).toList();
    }

    private Submitted send(Choice choice, Map<String, String> values) {
        return new SendTemplate(submit(), postgres.database().messageTemplates())
                .send(
                        new Submission(fixture.config.companyId(), person(), Optional.empty()),
                        new FilledTemplate(choice, values));
    }

    private SubmitMessage submit() {
        return new SubmitMessage(
                postgres.database().submissions(),
                new WakeQueue(10),
                new Bell(),
                new TimeOrderedIds(Clock.systemUTC()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void assertQueued(Submitted submitted) {
        assertThat(submitted).isInstanceOf(Submitted.Queued.class);
        queued++;
    }

    private static List<String> fields(Submitted refused) {
        return ((Submitted.InvalidContent) refused)
                .problems().stream().map(FieldProblem::field).toList();
    }

    private static Person person() {
        return new Person(phone(1).phone().orElseThrow(), Optional.empty());
    }

    private static Choice byName(String name) {
        return new Choice.ByName(name, Optional.empty());
    }

    private void atProvider(ProviderTemplate... listed) {
        postgres.database().providerTemplates().replace(fixture.config, List.of(listed), NOW);
    }

    private MessageTemplateId create(String name, String content) {
        return create(fixture.config.companyId(), name, "es_CL", content);
    }

    private MessageTemplateId create(CompanyId company, String name, String language, String content) {
        return new EditTemplates(
                        postgres.database().messageTemplates(),
                        postgres.database().unitOfWork(),
                        new TimeOrderedIds(Clock.systemUTC()))
                .create(company, new TemplateFields(name, language, TemplateCategory.UTILITY, content, true))
                .value()
                .template()
                .id();
    }
}
