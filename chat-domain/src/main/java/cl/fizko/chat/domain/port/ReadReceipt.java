package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.ExternalId;
import java.util.Optional;

/**
 * Tells a customer that the company has read a message, and those before it.
 *
 * @param line the business number that was written to
 * @param token the line's own key; empty means the provider's default
 * @param message at most 30 days old
 * @param providerMessage the provider's own id of the message beside {@code message}, if it told one
 * @param typing whether to show that an answer is being written, for 25 seconds or until it comes
 */
public record ReadReceipt(
        LineId line, Optional<Secret> token, ExternalId message, Optional<String> providerMessage, boolean typing) {}
