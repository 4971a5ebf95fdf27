package cl.fizko.chat.domain.webhook;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ProviderId;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored delivery of a provider, without its body.
 *
 * @param company whose it is; empty when nothing follows from it or it speaks for several
 * @param eventName as the provider calls it
 * @param reason why it is quarantined, without personal data
 * @param backfilled whether we asked for it, instead of being told
 */
public record WebhookEvent(
        WebhookEventId id,
        Optional<CompanyId> company,
        ProviderId provider,
        IdempotencyKey key,
        String eventName,
        WebhookEventStatus status,
        Optional<String> reason,
        Instant receivedAt,
        boolean backfilled) {}
