package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.LlmBudget;
import java.time.LocalDate;

/** Counts the questions that a budget refused. */
final class MeasuredBudget implements LlmBudget {

    private final LlmBudget budget;
    private final LlmMeters meters;

    MeasuredBudget(LlmBudget budget, LlmMeters meters) {
        this.budget = budget;
        this.meters = meters;
    }

    @Override
    public boolean take(CompanyId company, LocalDate day, int atMost) {
        var taken = budget.take(company, day, atMost);
        if (!taken) {
            meters.overBudget();
        }
        return taken;
    }
}
