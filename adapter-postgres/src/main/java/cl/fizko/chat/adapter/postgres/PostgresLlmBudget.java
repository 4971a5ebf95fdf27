package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.LlmBudget;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The questions of each company and day, counted in PostgreSQL; the days of a week are kept. */
final class PostgresLlmBudget implements LlmBudget {

    private static final Logger log = LoggerFactory.getLogger(PostgresLlmBudget.class);

    static final int DAYS_KEPT = 7;

    /** The row's lock makes nodes take turns, and each sees what the one before it has counted. */
    private static final String TAKE = """
            insert into llm_questions as q (company_id, day, asked)
            select :company, :day, 1 where :atMost > 0
                on conflict (company_id, day) do update set asked = q.asked + 1 where q.asked < :atMost
            returning q.asked""";

    private static final String FORGET = "delete from llm_questions where company_id = :company and day < :before";

    private final Jdbi jdbi;

    PostgresLlmBudget(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean take(CompanyId company, LocalDate day, int atMost) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> {
            var asked = handle.createQuery(TAKE)
                    .bind("company", company.value())
                    .bind("day", day)
                    .bind("atMost", atMost)
                    .mapTo(Integer.class)
                    .findOne();
            if (asked.isPresent() && asked.get() == 1) {
                forgetOldDays(handle, company, day);
            }
            return asked.isPresent();
        }));
    }

    /** With the first question of a day. What goes wrong here is not to hide that the question was taken. */
    private static void forgetOldDays(Handle handle, CompanyId company, LocalDate day) {
        try {
            handle.createUpdate(FORGET)
                    .bind("company", company.value())
                    .bind("before", day.minusDays(DAYS_KEPT))
                    .execute();
        } catch (RuntimeException e) {
            log.warn("old days of a company's budget are not deleted: {}", FailureKind.nameOfCause(e));
        }
    }
}
