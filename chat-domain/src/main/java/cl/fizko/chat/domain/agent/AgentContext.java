package cl.fizko.chat.domain.agent;

import cl.fizko.chat.domain.company.CompanyProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What an agent knows besides the message itself.
 *
 * @param now the instant at which the customer is answered; agents never read a system clock
 * @param company what the company that owns the line has configured
 * @param contactName the customer's name as WhatsApp shows it, if known
 * @param recent the last messages of the conversation before this one, oldest first; may be empty
 */
public record AgentContext(
        Instant now, CompanyProfile company, Optional<String> contactName, List<PastMessage> recent) {

    /** Legal deadlines in Chile follow continental time. */
    public static final ZoneId TAX_ZONE = ZoneId.of("America/Santiago");

    public AgentContext {
        recent = List.copyOf(recent);
    }

    /** The context of a message about which nothing else is known. */
    public static AgentContext at(Instant now) {
        return new AgentContext(now, CompanyProfile.unknown(), Optional.empty(), List.of());
    }

    /** The same context with another company's configuration. */
    public AgentContext withCompany(CompanyProfile profile) {
        return new AgentContext(now, profile, contactName, recent);
    }

    /** Today, for anything that a tax law dates. */
    public LocalDate taxDate() {
        return LocalDate.ofInstant(now, TAX_ZONE);
    }

    /** Without the contact's name. */
    @Override
    public String toString() {
        return "AgentContext[" + now + ", recent=" + recent.size() + "]";
    }
}
