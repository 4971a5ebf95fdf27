package cl.fizko.chat.adapter.http.webhookevent;

import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.domain.access.Caller;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.WebhookEventRepository.Kept;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A delivery of a provider. */
record WebhookEventView(
        UUID id,

        @Described("Null when it is nobody's, or speaks for several.")
        Optional<Long> company,

        String provider,
        String eventName,
        String idempotencyKey,
        WebhookEventStatus status,
        @Described("Why it is quarantined.") Optional<String> reason,
        Instant receivedAt,

        @Described("Whether we asked for it instead of being told.")
        boolean backfilled) {

    static WebhookEventView of(WebhookEvent event) {
        return new WebhookEventView(
                event.id().value(),
                event.company().map(CompanyId::value),
                event.provider().value(),
                event.eventName(),
                event.key().value(),
                event.status(),
                event.reason(),
                event.receivedAt(),
                event.backfilled());
    }

    /** A delivery with what it says. */
    record WithBodyView(
            WebhookEventView event,

            @Described(
                    "As received, but for passwords that were taken out. Of a quarantined delivery platform administrators"
                            + " alone see it: a part may be somebody else's.")
            Optional<String> rawBody) {
        static WithBodyView of(Kept kept, Caller caller) {
            var isShown = kept.event().status() != WebhookEventStatus.QUARANTINED || caller.isPlatformAdministrator();
            return new WithBodyView(
                    WebhookEventView.of(kept.event()),
                    isShown ? Optional.of(new String(kept.rawBody(), StandardCharsets.UTF_8)) : Optional.empty());
        }
    }
}
