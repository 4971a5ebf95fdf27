package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.domain.access.Caller;
import cl.fizko.chat.domain.company.CompanyId;
import java.util.Optional;

/** Settles whose data a call is about. Thread-safe. */
@FunctionalInterface
public interface CompanyChoice {

    /**
     * The company that the caller names, or the one it can only mean.
     *
     * @param named by the call; empty when it names none
     * @return empty when there is no such company within the caller's scope
     * @throws cl.fizko.chat.application.resource.InvalidFieldsException naming {@code company} when one must be named
     */
    Optional<CompanyId> choose(Caller caller, Optional<CompanyId> named);
}
