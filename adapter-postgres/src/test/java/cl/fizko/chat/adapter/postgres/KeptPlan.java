package cl.fizko.chat.adapter.postgres;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** The plan that a session on the messages' path keeps for a statement. */
final class KeptPlan {

    private KeptPlan() {}

    /**
     * The plan.
     *
     * @param values the parameters by name, each as a literal with its type; no name may begin with another one
     */
    static List<String> of(DataSource path, String statement, Map<String, String> values) {
        var sql = statement;
        var number = 0;
        var types = new StringBuilder();
        var literals = new StringBuilder();
        for (var value : values.entrySet()) {
            number++;
            sql = sql.replace(":" + value.getKey(), "$" + number);
            types.append(number == 1 ? "" : ", ").append(value.getValue().split("::", 2)[1]);
            literals.append(number == 1 ? "" : ", ").append(value.getValue());
        }
        var prepare = "prepare kept (" + types + ") as " + sql;
        var execute = "explain (costs off) execute kept (" + literals + ")";
        var jdbi = Jdbi.create(path);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        return jdbi.withHandle(handle -> {
            handle.execute(prepare);
            try {
                return handle.createQuery(execute).mapTo(String.class).list();
            } finally {
                handle.execute("deallocate kept");
            }
        });
    }
}
