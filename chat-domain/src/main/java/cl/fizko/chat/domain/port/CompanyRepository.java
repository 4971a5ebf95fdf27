package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.company.Company;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import java.util.Optional;

/** Outbound port: the companies. Thread-safe. */
public interface CompanyRepository {

    /**
     * Adds a company under the next free id.
     *
     * @throws AlreadyExistsException naming {@code rut} when another company has it
     */
    Company add(String name, Rut rut);

    Optional<Company> byId(CompanyId id);

    /** Whether there is no company at all yet. */
    boolean isEmpty();
}
