package cl.fizko.chat.application.webhookevent;

import cl.fizko.chat.application.webhookevent.RetryWebhookEvent.Outcome;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.port.WebhookEventRepository.Filter;
import cl.fizko.chat.domain.port.WebhookEventRepository.Owner;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Use case: looks at all quarantined deliveries again, each as {@link RetryWebhookEvent} does, the oldest first, so that what
 * customers wrote comes in the order in which they wrote it. One that fails harms no other. Thread-safe; interrupted or repeated
 * it does no harm.
 */
public final class RetryQuarantined {

    private final WebhookEventRepository events;
    private final RetryWebhookEvent retry;

    @Inject
    public RetryQuarantined(WebhookEventRepository events, RetryWebhookEvent retry) {
        this.events = events;
        this.retry = retry;
    }

    /** Told how it goes. */
    public interface Listener {

        /** So many are to be looked at. */
        void found(int deliveries);

        /** One has another outcome now, or had one already. */
        void settled(WebhookEventId id);

        /**
         * One is left as it was.
         *
         * @param why without personal data
         */
        void left(WebhookEventId id, String why);
    }

    /**
     * Looks at those that are quarantined when it begins.
     *
     * @param filter its status does not count
     * @throws StoreBusyException if the store cannot do it now: the rest is left as it is
     */
    public void run(Owner owner, Filter filter, Listener listener) {
        var ids = quarantined(owner, filter);
        listener.found(ids.size());
        for (var id : ids) {
            try {
                tell(id, retry.retry(Scope.everyCompany(), id), listener);
            } catch (StoreBusyException e) {
                throw e;
            } catch (RuntimeException e) {
                listener.left(id, Fault.summary(e));
            }
        }
    }

    private static void tell(WebhookEventId id, Outcome outcome, Listener listener) {
        if (outcome instanceof Outcome.StillQuarantined still) {
            listener.left(id, still.reason());
        } else if (outcome instanceof Outcome.Refused refused) {
            listener.left(id, refused.why());
        } else {
            // Settled now, by somebody else meanwhile, or erased.
            listener.settled(id);
        }
    }

    /** Their ids alone, for bodies can be long; the oldest first. */
    private List<WebhookEventId> quarantined(Owner owner, Filter filter) {
        var quarantined = new Filter(
                Optional.of(WebhookEventStatus.QUARANTINED),
                filter.eventName(),
                filter.provider(),
                filter.since(),
                filter.until());
        var ids = new ArrayList<WebhookEventId>();
        Page<WebhookEvent> page = events.page(owner, quarantined, PageRequest.first(PageRequest.LARGEST));
        while (true) {
            page.rows().forEach(event -> ids.add(event.id()));
            if (page.older().isEmpty()) {
                Collections.reverse(ids);
                return ids;
            }
            page = events.page(owner, quarantined, new PageRequest(2, PageRequest.LARGEST, page.older()));
        }
    }
}
