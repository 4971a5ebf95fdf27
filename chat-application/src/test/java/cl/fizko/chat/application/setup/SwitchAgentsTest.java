package cl.fizko.chat.application.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.fake.InMemoryCompanies;
import cl.fizko.chat.application.setup.SwitchAgents.AgentState;
import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.port.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SwitchAgentsTest {

    private static final Agent ANY = Agent.of(inquiry -> Assessment.none(), inquiry -> Answer.of("."));
    private static final UnitOfWork AT_ONCE = new UnitOfWork() {
        @Override
        public <T> T inTransaction(Supplier<T> work) {
            return work.get();
        }
    };

    private final InMemoryCompanies companies = new InMemoryCompanies();
    private final CompanyId company =
            companies.add("Contadores del Sur", Rut.parse("76.000.000-0")).id();
    private final SwitchAgents agents = new SwitchAgents(
            companies,
            AT_ONCE,
            new AgentManager(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                    .register("sales", ANY, 3)
                    .register("greeting", ANY, 2)
                    .register("unrecognized_question", ANY, 1)
                    .register("fallback", ANY, 0));

    @Test
    void list_atFirst_allAreOn() {
        assertThat(agents.list(company))
                .extracting(AgentState::name)
                .containsExactly("sales", "greeting", "unrecognized_question", "fallback");
        assertThat(agents.list(company)).allMatch(AgentState::enabled);
    }

    @Test
    void disable_thenEnable_isSeenInTheState() {
        assertThat(off(agents.disable(company, "sales"))).containsExactly("sales");
        assertThat(off(agents.disable(company, "greeting"))).containsExactly("sales", "greeting");
        assertThat(off(agents.enable(company, "sales"))).containsExactly("greeting");
        assertThat(off(agents.list(company))).containsExactly("greeting");
        assertThat(companies.disabledAgents(company)).contains(Set.of("greeting"));
    }

    @Test
    void switchingTwice_changesNothing() {
        agents.disable(company, "sales");
        agents.disable(company, "sales");
        agents.enable(company, "greeting");
        assertThat(companies.switched()).isEqualTo(1);
    }

    @Test
    void anUnknownAgent_isRefusedNamingThoseThereAre() {
        assertThatThrownBy(() -> agents.disable(company, "payroll"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("payroll")
                .hasMessageContaining("sales, greeting");
        assertThatThrownBy(() -> agents.enable(company, "payroll"))
                .hasMessageContaining("sales, greeting, unrecognized_question, fallback");
    }

    @Test
    void honestEnds_cannotBeSwitchedOff() {
        for (var name : List.of("unrecognized_question", "fallback")) {
            assertThatThrownBy(() -> agents.disable(company, name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(name + " cannot be switched off")
                    .hasMessageContaining("sales, greeting");
        }
        assertThat(companies.switched()).isZero();
    }

    @Test
    void anAgentThatIsNoLongerRegistered_isShownAndCanBeSwitchedOn() {
        companies.setDisabledAgents(company, Set.of("payroll", "sales"));
        assertThat(agents.list(company)).last().isEqualTo(new AgentState("payroll", false, false, false));
        assertThat(off(agents.enable(company, "payroll"))).containsExactly("sales");
    }

    @Test
    void anUnknownCompany_isRefused() {
        var nobody = new CompanyId(99);
        assertThatThrownBy(() -> agents.list(nobody))
                .hasMessageContaining("company_id")
                .hasMessageContaining("99");
        assertThatThrownBy(() -> agents.disable(nobody, "sales")).hasMessageContaining("99");
    }

    private static List<String> off(List<AgentState> states) {
        return states.stream()
                .filter(state -> !state.enabled())
                .map(AgentState::name)
                .toList();
    }
}
