package cl.fizko.chat.domain.config;

import java.time.Instant;
import java.util.Optional;

/**
 * A business number as it is kept.
 *
 * @param webhookUrl where the provider was told to deliver, for people; empty: where this installation listens
 * @param version how often somebody has edited it
 */
public record StoredConfig(
        WhatsAppConfig config, Optional<String> webhookUrl, long version, Instant createdAt, Instant updatedAt) {}
