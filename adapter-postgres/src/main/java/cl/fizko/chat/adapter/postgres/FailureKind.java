package cl.fizko.chat.adapter.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;
import org.postgresql.util.PSQLException;

/** What a failed transaction says about trying it again. */
enum FailureKind {
    /** Another transaction was in the way; the same work may succeed at once. */
    IN_THE_WAY,
    /** The database cannot be reached, whatever the work. */
    UNREACHABLE,
    /** The work itself, or anything else. */
    OTHER;

    private static final int ATTEMPTS = 8;

    static FailureKind of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LostRaceException) {
                return IN_THE_WAY;
            }
            if (cause instanceof SQLTransientConnectionException) {
                return UNREACHABLE;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ofState(sql, sql.getSQLState());
            }
        }
        return OTHER;
    }

    /** Runs a whole transaction, again when another one was in its way. */
    static <T> T retrying(Supplier<T> transaction) {
        for (var attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || of(e) != IN_THE_WAY) {
                    throw e;
                }
            }
        }
    }

    private static FailureKind ofState(SQLException failure, String state) {
        // 40001 serialization_failure, 40P01 deadlock_detected
        if (state.equals("40001") || state.equals("40P01") || isContactRace(failure, state)) {
            return IN_THE_WAY;
        }
        // 08: connection exceptions; 57P: the server goes down or comes up; 53300: too_many_connections
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
            return UNREACHABLE;
        }
        return OTHER;
    }

    /** Two transactions gave one phone number or user id to two contacts, or merged a contact that another one used. */
    private static boolean isContactRace(SQLException failure, String state) {
        if (!(failure instanceof PSQLException psql) || psql.getServerErrorMessage() == null) {
            return false;
        }
        var constraint = psql.getServerErrorMessage().getConstraint();
        return constraint != null
                && ((state.equals("23505") && constraint.startsWith("contacts_"))
                        || (state.equals("23503") && constraint.equals("whatsapp_conversations_contact_id_fkey")));
    }
}
