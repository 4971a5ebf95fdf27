package cl.fizko.chat.application.template;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.fake.InMemoryCompanies;
import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.InMemoryMessageTemplates;
import cl.fizko.chat.application.fake.InMemoryTemplates;
import cl.fizko.chat.application.fake.MovableClock;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.template.SetUpTemplates.Command;
import cl.fizko.chat.application.template.TemplateSetUp.Judged;
import cl.fizko.chat.application.template.TemplateSetUp.Step;
import cl.fizko.chat.application.template.TemplateSetUp.Store;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.UnitOfWork;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateFilter;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetUpTemplatesTest {

    private static final CompanyId COMPANY = new CompanyId(1);
    private static final Command PLAIN = new Command(COMPANY, false, false);
    private static final Command FORCE = new Command(COMPANY, true, false);
    private static final int ALL = InitialTemplates.all().size();

    private final InMemoryCompanies companies = new InMemoryCompanies();
    private final InMemoryConfigs configs = new InMemoryConfigs();
    private final InMemoryTemplates atProvider = new InMemoryTemplates();
    private final JudgingCatalog catalog = new JudgingCatalog();
    private InMemoryMessageTemplates stored = new InMemoryMessageTemplates();

    @BeforeEach
    void aCompanyWithTwoNumbersOfAnAccount() {
        companies.add("Contadores del Sur", Rut.parse("76.000.000-0"));
        configs.add(Samples.config("one"));
        configs.add(Samples.config("two"));
    }

    @Test
    void all_areStoredAndSubmittedOnce_andARepetitionChangesNothing() {
        var first = run(PLAIN);
        assertThat(first.templates()).hasSize(ALL).allMatch(one -> one.store() == Store.CREATED);
        assertThat(first.accounts()).hasSize(1);
        assertThat(judged(first))
                .hasSize(ALL)
                .allMatch(one ->
                        one.step() == Step.SUBMITTED && one.status().equals(Optional.of(TemplateStatus.PENDING)));
        assertThat(first.changed()).isTrue();
        assertThat(first.succeeded()).isTrue();

        var second = run(PLAIN);
        assertThat(second.templates()).hasSize(ALL).allMatch(one -> one.store() == Store.UNCHANGED);
        assertThat(judged(second)).hasSize(ALL).allMatch(one -> one.step() == Step.KNOWN);
        assertThat(second.changed()).isFalse();
        assertThat(second.succeeded()).isTrue();
        assertThat(catalog.submitted()).hasSize(ALL).doesNotHaveDuplicates();
    }

    @Test
    void whatWasSubmitted_isKnownToBePending_soThatItIsNotOffered() {
        run(PLAIN);
        assertThat(atProvider.all(PROVIDER, "account-1"))
                .hasSize(ALL)
                .extracting(ProviderTemplate::status)
                .containsOnly(TemplateStatus.PENDING);
    }

    @Test
    void withoutAToken_theyAreOnlyStored() {
        var result = run(PLAIN, false);
        assertThat(result.accounts()).isEmpty();
        assertThat(result.templates()).allMatch(one -> one.store() == Store.CREATED);
        assertThat(result.succeeded()).isTrue();
        assertThat(catalog.submitted()).isEmpty();
    }

    @Test
    void editedOnes_areKept_untilTheyAreForced() {
        run(PLAIN);
        edit(
                "encuesta",
                fields -> new TemplateFields(
                        fields.name(), fields.language(), fields.category(), "Hola {{nombre}}, ¿nos calificas?", true));
        edit(
                "bienvenida",
                fields -> new TemplateFields(
                        fields.name(), fields.language(), fields.category(), fields.content(), false));

        var kept = run(PLAIN);
        assertThat(names(kept, Store.EDITED)).containsExactly("bienvenida", "encuesta");
        assertThat(names(kept, Store.UNCHANGED)).hasSize(ALL - 2);
        assertThat(content("encuesta")).isEqualTo("Hola {{nombre}}, ¿nos calificas?");
        assertThat(kept.changed()).isFalse();

        assertThat(names(run(new Command(COMPANY, true, true)), Store.RESTORED))
                .containsExactly("bienvenida", "encuesta");
        assertThat(content("encuesta")).isEqualTo("Hola {{nombre}}, ¿nos calificas?");

        var restored = run(FORCE);
        assertThat(names(restored, Store.RESTORED)).containsExactly("bienvenida", "encuesta");
        assertThat(restored.changed()).isTrue();
        assertThat(run(FORCE).changed()).isFalse();
        assertThat(content("encuesta")).startsWith("Hola {{nombre}}, hace poco");
    }

    @Test
    void anEditedTextThatIsNotSubmittedYet_isSubmittedAsItIs_andOneThatIsSwitchedOffIsNot() {
        run(PLAIN, false);
        edit(
                "encuesta",
                fields -> new TemplateFields(
                        fields.name(),
                        fields.language(),
                        fields.category(),
                        "Hola {{nombre}}, ¿qué nota nos pones?",
                        true));
        edit(
                "fuera_de_horario",
                fields -> new TemplateFields(
                        fields.name(),
                        fields.language(),
                        fields.category(),
                        "Volvemos a las {{hora}} de mañana, gracias",
                        true));
        edit(
                "bienvenida",
                fields -> new TemplateFields(
                        fields.name(), fields.language(), fields.category(), fields.content(), false));

        var result = run(PLAIN);
        assertThat(of(result, "encuesta").step()).isEqualTo(Step.SUBMITTED);
        assertThat(of(result, "fuera_de_horario").reason())
                .hasValueSatisfying(why -> assertThat(why).contains("examples.hora"));
        assertThat(judged(result)).extracting(Judged::name).doesNotContain("bienvenida");
        assertThat(catalog.submitted()).hasSize(ALL - 2).contains("encuesta").doesNotContain("fuera_de_horario");
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void aRefusal_isReportedWithItsReason_andTheOthersGoOn() {
        catalog.refuses("pago_por_vencer");
        var result = run(PLAIN);
        assertThat(of(result, "pago_por_vencer"))
                .isEqualTo(new Judged(
                        "pago_por_vencer",
                        Step.REFUSED,
                        Optional.empty(),
                        Optional.of("meta:100/2388293, too many gaps for the text")));
        assertThat(judged(result))
                .filteredOn(one -> one.step() == Step.SUBMITTED)
                .hasSize(ALL - 1);
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void oneThatTheProviderRejectedLater_isReportedWithItsReason() {
        catalog.knows("encuesta", TemplateStatus.REJECTED, Optional.of("INVALID_FORMAT"), "nombre", "gestion");
        var result = run(PLAIN);
        assertThat(of(result, "encuesta").reason()).contains("INVALID_FORMAT");
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void oneThatTheProviderHasWithOtherGaps_isForAPersonToSeeTo() {
        catalog.knows("encuesta", TemplateStatus.APPROVED, Optional.empty(), "nombre", "pedido");
        var result = run(PLAIN);
        assertThat(of(result, "encuesta").step()).isEqualTo(Step.KNOWN);
        assertThat(of(result, "encuesta").reason())
                .hasValueSatisfying(why -> assertThat(why).contains("other gaps"));
        assertThat(catalog.submitted()).doesNotContain("encuesta");
    }

    @Test
    void aLostAnswer_isSettledByTheList() {
        catalog.losesTheAnswerTo("encuesta");
        var result = run(PLAIN);
        assertThat(of(result, "encuesta"))
                .isEqualTo(new Judged("encuesta", Step.KNOWN, Optional.of(TemplateStatus.PENDING), Optional.empty()));
        assertThat(result.succeeded()).isTrue();
    }

    @Test
    void aDeadKeyOfOneNumber_isPassedOver_andOfAllIsReported() {
        catalog.refusesKeys("token of one");
        assertThat(judged(run(PLAIN))).hasSize(ALL);
        catalog.refusesKeys("token of one", "token of two");
        var unreadable = run(PLAIN);
        assertThat(unreadable.accounts())
                .singleElement()
                .satisfies(account -> assertThat(account.unreadable())
                        .hasValueSatisfying(
                                failure -> assertThat(failure.code()).isEqualTo("http:401")));
        assertThat(unreadable.succeeded()).isFalse();
    }

    @Test
    void aDryRun_storesAndSubmitsNothing() {
        var result = run(new Command(COMPANY, false, true));
        assertThat(result.templates()).allMatch(one -> one.store() == Store.CREATED);
        assertThat(judged(result)).hasSize(ALL).allMatch(one -> one.step() == Step.SUBMITTED);
        assertThat(catalog.submitted()).isEmpty();
        assertThat(stored.page(COMPANY, TemplateFilter.NONE, PageRequest.first(1))
                        .rows())
                .isEmpty();
        assertThat(atProvider.isSynced(PROVIDER, "account-1")).isFalse();
    }

    /** Right before this run stores one, another run does. */
    @Test
    void twoRunsAtOnce_storeEachOnce() {
        stored = new InMemoryMessageTemplates() {
            private boolean overtaken;

            @Override
            public void add(MessageTemplate template) {
                if (!overtaken) {
                    overtaken = true;
                    run(PLAIN);
                }
                super.add(template);
            }
        };
        var result = run(PLAIN);
        assertThat(result.templates()).hasSize(ALL).allMatch(one -> one.store() == Store.UNCHANGED);
        assertThat(judged(result)).allMatch(one -> one.step() == Step.KNOWN);
        assertThat(catalog.submitted()).hasSize(ALL);
        assertThat(stored.page(COMPANY, TemplateFilter.NONE, PageRequest.first(1))
                        .rows())
                .hasSize(ALL);
    }

    /** Right after this run has asked what is there, another run submits all. */
    @Test
    void twoRunsAtOnce_submitEachOnce_andNeitherIsToldOfARefusal() {
        catalog.afterTheNextList(() -> run(PLAIN));
        var result = run(PLAIN);
        assertThat(judged(result)).hasSize(ALL).allMatch(one -> one.step() == Step.KNOWN);
        assertThat(result.succeeded()).isTrue();
        assertThat(catalog.templates()).hasSize(ALL);
    }

    @Test
    void anUnknownCompany_isRefused() {
        assertThatThrownBy(() -> run(new Command(new CompanyId(9), false, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("company");
    }

    private TemplateSetUp run(Command command) {
        return run(command, true);
    }

    private TemplateSetUp run(Command command, boolean hasToken) {
        var provider = new ProviderPlugin.Provider(
                new ScriptedProvider(),
                new PlainCodec(),
                true,
                Optional.empty(),
                Optional.empty(),
                hasToken ? Optional.of(catalog) : Optional.empty());
        var providers = new Providers(Map.of(PROVIDER, provider), new ScriptedProvider());
        var clock = new MovableClock(Instant.parse("2026-11-23T12:00:00Z"));
        var sync = new SyncTemplates(configs, atProvider, providers, clock);
        return new SetUpTemplates(companies, stored, editing(), new SubmitTemplates(configs, providers, sync))
                .run(command, new SubmitTemplates.Listener() {
                    private int expected;

                    @Override
                    public void begins(int texts) {
                        expected = texts;
                    }

                    @Override
                    public void looked() {
                        expected--;
                        assertThat(expected).isNotNegative();
                    }
                });
    }

    private EditTemplates editing() {
        return new EditTemplates(
                stored,
                new UnitOfWork() {
                    @Override
                    public <T> T inTransaction(Supplier<T> work) {
                        return work.get();
                    }
                },
                new TimeOrderedIds(new MovableClock(Instant.parse("2026-11-23T12:00:00Z"))));
    }

    private void edit(String name, UnaryOperator<TemplateFields> change) {
        editing().edit(Scope.of(COMPANY), row(name).id(), Optional.empty(), change);
    }

    private String content(String name) {
        return row(name).content();
    }

    private MessageTemplate row(String name) {
        return stored.page(COMPANY, TemplateFilter.NONE, PageRequest.first(100)).rows().stream()
                .map(row -> row.template())
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(TemplateSetUp result, Store store) {
        return result.templates().stream()
                .filter(one -> one.store() == store)
                .map(TemplateSetUp.Installed::name)
                .toList();
    }

    private static List<Judged> judged(TemplateSetUp result) {
        return result.accounts().stream()
                .flatMap(account -> account.judged().stream())
                .toList();
    }

    private static Judged of(TemplateSetUp result, String name) {
        return judged(result).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
