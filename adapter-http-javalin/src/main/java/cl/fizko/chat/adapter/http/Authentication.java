package cl.fizko.chat.adapter.http;

import cl.fizko.chat.domain.access.Caller;
import java.util.Optional;

/** Tells who holds a key. Thread-safe. */
@FunctionalInterface
public interface Authentication {

    /** The holder of that key; empty when it is unknown or revoked. */
    Optional<Caller> callerWith(String key);
}
