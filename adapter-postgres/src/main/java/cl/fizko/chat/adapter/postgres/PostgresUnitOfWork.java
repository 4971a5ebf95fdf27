package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.UnitOfWork;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * A unit of work on PostgreSQL: Jdbi gives a thread that has a handle open the same one again, so repositories called inside
 * join its transaction. The inbox and the outbox's reports do not: they commit in groups, on threads of their own.
 */
final class PostgresUnitOfWork implements UnitOfWork {

    private final Jdbi jdbi;
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    PostgresUnitOfWork(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        var outer = depth.get();
        depth.set(outer + 1);
        try {
            return jdbi.inTransaction(handle -> work.get());
        } finally {
            if (outer == 0) {
                depth.remove();
            } else {
                depth.set(outer);
            }
        }
    }

    /** Whether the calling thread is inside a unit of work: it may then see what nobody else does. */
    boolean isOpen() {
        return depth.get() > 0;
    }
}
