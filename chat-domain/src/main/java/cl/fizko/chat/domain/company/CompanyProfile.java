package cl.fizko.chat.domain.company;

import java.util.Optional;
import java.util.Set;

/**
 * What agents may know of the company that owns the line.
 *
 * @param name how the company calls itself; empty when unknown
 * @param businessHours when people answer; empty when not configured, and then no agent may claim any hours
 * @param f29DueDay which of the two due-day rules its clients follow; empty when unknown, and then both are named
 * @param disabledAgents names of agents that the company has switched off
 */
public record CompanyProfile(
        Optional<String> name,
        Optional<BusinessHours> businessHours,
        Optional<F29DueDay> f29DueDay,
        Set<String> disabledAgents) {

    public CompanyProfile {
        disabledAgents = Set.copyOf(disabledAgents);
    }

    /** A company that has switched no agent off. */
    public CompanyProfile(Optional<String> name, Optional<BusinessHours> businessHours, Optional<F29DueDay> f29DueDay) {
        this(name, businessHours, f29DueDay, Set.of());
    }

    private static final CompanyProfile UNKNOWN =
            new CompanyProfile(Optional.empty(), Optional.empty(), Optional.empty());

    /** A company of which nothing is configured. */
    public static CompanyProfile unknown() {
        return UNKNOWN;
    }
}
