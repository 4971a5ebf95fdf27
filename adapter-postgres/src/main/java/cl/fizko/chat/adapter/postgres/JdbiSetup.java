package cl.fizko.chat.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Jdbi as this adapter uses it: arrays for multi-row statements, and errors that quote no bound value. */
final class JdbiSetup {

    private JdbiSetup() {}

    static Jdbi on(DataSource pool) {
        return on(pool::getConnection);
    }

    static Jdbi on(ConnectionFactory connections) {
        var jdbi = Jdbi.create(connections).installPlugin(new PostgresPlugin());
        jdbi.registerArrayType(Boolean.class, "boolean");
        jdbi.registerArrayType(Short.class, "smallint");
        jdbi.registerArrayType(Double.class, "float8");
        jdbi.registerArrayType(
                Instant.class,
                "timestamptz",
                instant -> instant == null ? null : micros(instant).toString());
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        return jdbi;
    }

    /** As precise as the database is. */
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
