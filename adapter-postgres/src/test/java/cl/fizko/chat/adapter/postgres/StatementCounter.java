package cl.fizko.chat.adapter.postgres;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Counts the statements that go through its Jdbi. */
final class StatementCounter {

    private final AtomicInteger statements = new AtomicInteger();

    Jdbi on(DataSource pool) {
        var jdbi = JdbiSetup.on(pool);
        jdbi.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        return jdbi;
    }

    /** How many there were since the last time. */
    int take() {
        return statements.getAndSet(0);
    }

    void reset() {
        statements.set(0);
    }
}
