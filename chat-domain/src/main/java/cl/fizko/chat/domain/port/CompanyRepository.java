package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.company.Company;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Outbound port: the companies. Thread-safe. */
public interface CompanyRepository {

    /**
     * Adds a company under the next free id.
     *
     * @throws AlreadyExistsException naming {@code rut} when another company has it
     */
    Company add(String name, Rut rut);

    Optional<Company> byId(CompanyId id);

    /** The first companies, at most so many, oldest first. */
    List<Company> oldest(int limit);

    /**
     * The names of the agents that a company has switched off; empty when there is no such company. In a unit of work the
     * company's row stays locked to its end, so that what is set next rests on what was read.
     */
    Optional<Set<String>> disabledAgents(CompanyId id);

    /**
     * Switches agents off for a company, and all others on; seen within five seconds by what is at work.
     *
     * @param disabledAgents names of agents; empty switches every one on
     * @return false when there is no such company
     */
    boolean setDisabledAgents(CompanyId id, Set<String> disabledAgents);

    /** Whether there is no company at all yet. */
    boolean isEmpty();
}
