package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.webhook.Signer;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Outbound port: the stored deliveries of providers. Thread-safe. */
public interface WebhookEventRepository {

    /**
     * A page of deliveries, newest first.
     *
     * @param company empty for those that are no company's, which are for whoever runs the installation
     * @throws StoreBusyException if the store cannot do it now
     */
    default Page<WebhookEvent> page(Optional<CompanyId> company, Filter filter, PageRequest request) {
        return page(company.<Owner>map(Owner.Of::new).orElseGet(Owner.Nobody::new), filter, request);
    }

    /**
     * A page of deliveries, newest first.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    Page<WebhookEvent> page(Owner owner, Filter filter, PageRequest request);

    /**
     * A delivery with its body; empty when there is none in the scope. What is no company's is in the scope of every company only.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    Optional<Kept> find(Scope scope, WebhookEventId id);

    /**
     * Gives a quarantined delivery another outcome, with what follows from it, in one commit. Messages and statuses that are there
     * already change nothing. Of calls at the same time one does it; and none if the body is another one by now, from which a person was
     * erased: what followed from the one that was read is not to be stored.
     *
     * @param read the delivery as it was when its effects were found
     * @param effects in the order of the delivery; empty when nothing follows
     * @param quarantineReason present when a part of it is still not understood or not ours: then it stays quarantined
     * @param at when; messages that are new count as having come then
     * @throws StoreBusyException if the store cannot take it now: to be tried again, and harmless if it was stored all the same
     * @throws RuntimeException any other: this outcome will never be stored
     */
    Settled settle(Kept read, List<Inbox.Effect> effects, Optional<String> quarantineReason, Instant at);

    /** Whose deliveries. */
    sealed interface Owner {

        /** Those of one company. */
        record Of(CompanyId company) implements Owner {}

        /** Those that are no company's, which are for whoever runs the installation. */
        record Nobody() implements Owner {}

        /** All. Asked for without a status it reads every delivery there is, so it is for commands alone. */
        record Anybody() implements Owner {}
    }

    /**
     * Which deliveries.
     *
     * @param since that came then or later
     * @param until that came before then
     */
    record Filter(
            Optional<WebhookEventStatus> status,
            Optional<String> eventName,
            Optional<ProviderId> provider,
            Optional<Instant> since,
            Optional<Instant> until) {

        public static Filter none() {
            return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * A delivery as it is kept.
     *
     * @param rawBody as received, but for secrets that were taken out
     * @param signer empty when it was not recorded
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(WebhookEvent event, byte[] rawBody, Optional<Signer> signer) {
        @Override
        public String toString() {
            return "Kept[" + event.id() + ", " + rawBody.length + " bytes]";
        }
    }

    /**
     * What became of a delivery.
     *
     * @param settled false when it was not quarantined any more, or has another body and still is: nothing was changed
     * @param awaitingTurn the conversations that now wait for an agent
     */
    record Settled(boolean settled, WebhookEventStatus status, Set<ConversationId> awaitingTurn) {
        public Settled {
            awaitingTurn = Set.copyOf(awaitingTurn);
        }
    }
}
