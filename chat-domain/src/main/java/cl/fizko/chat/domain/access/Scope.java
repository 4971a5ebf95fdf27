package cl.fizko.chat.domain.access;

import cl.fizko.chat.domain.company.CompanyId;
import java.util.Optional;

/**
 * Whose data a request may touch. What lies outside is as if it did not exist.
 *
 * @param company the only one; empty means every company, which is for platform administrators
 */
public record Scope(Optional<CompanyId> company) {

    private static final Scope EVERY_COMPANY = new Scope(Optional.empty());

    public static Scope of(CompanyId company) {
        return new Scope(Optional.of(company));
    }

    public static Scope everyCompany() {
        return EVERY_COMPANY;
    }

    /** Whether that company's data lie inside. */
    public boolean covers(CompanyId other) {
        return company.map(other::equals).orElse(true);
    }
}
