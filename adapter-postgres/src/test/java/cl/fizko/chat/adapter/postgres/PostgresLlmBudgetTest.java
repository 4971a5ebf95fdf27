package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.port.LlmBudget;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresLlmBudgetTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private CompanyId company;
    private LlmBudget budget;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        company = fixture.config.companyId();
        budget = postgres.database().llmBudget();
    }

    @Test
    void take_twentyThreadsOnTwoNodes_neverMoreThanThereAre() throws Exception {
        var nodes = List.of(budget, postgres.otherNode().llmBudget());

        var taken = together(20, thread -> {
            var mine = 0;
            for (var i = 0; i < 5; i++) {
                mine += nodes.get(thread % 2).take(company, DAY, 37) ? 1 : 0;
            }
            return mine;
        });

        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(37);
        assertThat(fixture.number("select asked from llm_questions")).isEqualTo(37);
    }

    @Test
    void take_noBudget_takesNothing() {
        assertThat(budget.take(company, DAY, 0)).isFalse();
        assertThat(fixture.count("llm_questions")).isZero();
    }

    @Test
    void take_eachDayAndEachCompanyHasItsOwn() {
        var other = postgres.database().companies().add("Otra", Rut.parse("60.803.000-K"));

        assertThat(budget.take(company, DAY, 1)).isTrue();
        assertThat(budget.take(company, DAY, 1)).isFalse();
        assertThat(budget.take(company, DAY.plusDays(1), 1)).isTrue();
        assertThat(budget.take(other.id(), DAY, 1)).isTrue();
    }

    @Test
    void take_budgetLoweredDuringTheDay_holdsAtOnce() {
        budget.take(company, DAY, 10);
        budget.take(company, DAY, 10);

        assertThat(budget.take(company, DAY, 1)).isFalse();
        assertThat(budget.take(company, DAY, 3)).isTrue();
    }

    @Test
    void take_firstOfADay_forgetsWhatIsOlderThanAWeek() {
        for (var ago = 9; ago >= 6; ago--) {
            fixture.sql("insert into llm_questions values (%s, date '%s', 5)".formatted(company, DAY.minusDays(ago)));
        }

        budget.take(company, DAY, 10);

        assertThat(fixture.texts("select day::text from llm_questions order by day"))
                .containsExactly("2026-11-13", "2026-11-14", "2026-11-20");
    }
}
