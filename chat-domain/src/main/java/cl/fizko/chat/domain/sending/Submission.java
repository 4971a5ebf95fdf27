package cl.fizko.chat.domain.sending;

import cl.fizko.chat.domain.company.CompanyId;
import java.util.Optional;

/**
 * A request to send a message. What lies outside the company is as if it did not exist.
 *
 * @param key under which the request can be repeated; empty: repeating it sends another message
 */
public record Submission(CompanyId company, Destination to, Optional<RequestKey> key) {}
