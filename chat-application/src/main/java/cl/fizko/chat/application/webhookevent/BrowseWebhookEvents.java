package cl.fizko.chat.application.webhookevent;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.port.WebhookEventRepository.Filter;
import cl.fizko.chat.domain.port.WebhookEventRepository.Kept;
import cl.fizko.chat.domain.port.WebhookEventRepository.Owner;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import jakarta.inject.Inject;
import java.util.Optional;

/** Use case: shows the deliveries of providers. Thread-safe. */
public final class BrowseWebhookEvents {

    private final WebhookEventRepository events;

    @Inject
    public BrowseWebhookEvents(WebhookEventRepository events) {
        this.events = events;
    }

    /** Those of the scope's company; in the scope of every company, those that are no company's. */
    public Page<WebhookEvent> page(Scope scope, Filter filter, PageRequest request) {
        return events.page(scope.company(), filter, request);
    }

    /** The same, of whomever. */
    public Page<WebhookEvent> page(Owner owner, Filter filter, PageRequest request) {
        return events.page(owner, filter, request);
    }

    /** Empty when there is none in the scope. */
    public Optional<Kept> find(Scope scope, WebhookEventId id) {
        return events.find(scope, id);
    }
}
