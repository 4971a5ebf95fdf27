package cl.fizko.chat.domain.port;

import java.util.function.Supplier;

/**
 * Outbound port: makes several repository calls one transaction.
 *
 * <p>Thread-safe. The transaction belongs to the calling thread; repositories called on it join.
 */
public interface UnitOfWork {

    /** Runs the work; commits when it returns, rolls everything back when it throws. */
    <T> T inTransaction(Supplier<T> work);
}
