package cl.fizko.chat.domain.privacy;

import cl.fizko.chat.domain.company.CompanyId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The receipt of an erasure: nothing in it tells who it was but to who knows the address and has the installation's key.
 *
 * @param completedAt empty while it is still being done
 * @param phoneSeal the number's HMAC in hexadecimal; empty when none was known
 * @param userIdSeal the same of the business-scoped user id
 * @param blockedOptOut since when the person wants no messages of our own accord, which is kept
 */
public record Erased(
        UUID id,
        CompanyId company,
        Instant begunAt,
        Optional<Instant> completedAt,
        Optional<String> phoneSeal,
        Optional<String> userIdSeal,
        Optional<Instant> blockedOptOut,
        Tally counts) {}
