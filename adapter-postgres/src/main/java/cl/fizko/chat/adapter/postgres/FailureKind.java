package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.StoreUnreachableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.postgresql.util.PSQLException;

/** What a failed transaction says about trying it again. */
enum FailureKind {
    /** Another transaction was in the way; the same work may succeed at once. */
    IN_THE_WAY,
    /** Something that this work needs was locked, or the server too slow, for longer than we wait; other work may succeed. */
    LOCKED,
    /** The database cannot be reached or cannot write, whatever the work. */
    UNREACHABLE,
    /** The work itself: it fails however often it is tried. */
    OTHER;

    private static final int ATTEMPTS = 8;

    /** The foreign keys of rows that are made for contacts, who may be merged meanwhile. */
    private static final Set<String> USE_CONTACTS =
            Set.of("whatsapp_conversations_contact_id_fkey", "reminder_enrolments_contact_id_fkey");

    static FailureKind of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LostRaceException) {
                return IN_THE_WAY;
            }
            if (cause instanceof SQLTransientConnectionException || cause instanceof ConnectionException) {
                return UNREACHABLE;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ofState(sql, sql.getSQLState());
            }
        }
        return OTHER;
    }

    /**
     * Runs a whole transaction, again when another one was in its way.
     *
     * @throws StoreBusyException when it is worth trying again later
     * @throws RuntimeException whatever else the transaction threw: it will never succeed
     */
    static <T> T retrying(Supplier<T> transaction) {
        for (var attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || of(e) != IN_THE_WAY) {
                    throw of(e).asSeenOutside(e);
                }
            }
        }
    }

    /** The class of what went wrong at the bottom, and the database's code: all that may be logged. */
    static String nameOfCause(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException sql
                ? sql.getClass().getName() + " " + sql.getSQLState()
                : cause.getClass().getName();
    }

    /** As {@link #retrying}, but once: for what may be a part of a larger transaction. */
    static <T> T once(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw of(e).asSeenOutside(e);
        }
    }

    /** The failure as the ports promise it. */
    private RuntimeException asSeenOutside(RuntimeException failure) {
        return switch (this) {
            case IN_THE_WAY -> new StoreBusyException("other transactions were in the way too often", failure);
            case LOCKED -> new StoreBusyException("what is needed is locked", failure);
            case UNREACHABLE ->
                new StoreUnreachableException("the database cannot be reached or cannot write", failure);
            case OTHER -> failure;
        };
    }

    private static FailureKind ofState(SQLException failure, String state) {
        // 40001 serialization_failure, 40P01 deadlock_detected
        if (state.equals("40001") || state.equals("40P01") || isContactRace(failure, state)) {
            return IN_THE_WAY;
        }
        // 55P03 lock_not_available, 57014 query_canceled (by a timeout)
        if (state.equals("55P03") || state.equals("57014")) {
            return LOCKED;
        }
        // 08: connection exceptions; 57P: the server goes down or comes up; 53: too many connections, disk full, no
        // memory;
        // 58: its system fails; 25006: it became a read-only standby; 25P03, 25P04: it ended the session
        if (state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.startsWith("58")
                || state.equals("25006")
                || state.equals("25P03")
                || state.equals("25P04")) {
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
                        || (state.equals("23503") && USE_CONTACTS.contains(constraint)));
    }
}
