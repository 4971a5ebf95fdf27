package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.company.CompanyId;
import java.time.LocalDate;

/** Outbound port: how many questions to a language model a company has left, whatever the number of nodes. Thread-safe. */
public interface LlmBudget {

    /**
     * Takes one question from the day's budget.
     *
     * @param day in the company's zone
     * @param atMost the company's questions a day
     * @return false when none is left; nothing was taken then
     */
    boolean take(CompanyId company, LocalDate day, int atMost);
}
