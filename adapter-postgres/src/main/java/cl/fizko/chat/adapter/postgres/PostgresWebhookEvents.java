package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.Signer;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The rows of {@code webhook_events}, for people to look at. */
final class PostgresWebhookEvents implements WebhookEventRepository {

    private static final String COLUMNS =
            "e.id, e.company_id, e.provider, e.idempotency_key, e.event_name, e.status, e.reason, e.received_at, e.backfilled";

    private static final String FIND = """
            select %s, e.raw_body, e.signed_by
              from webhook_events e
             where e.id = :id and (:company::bigint is null or e.company_id = :company)""".formatted(COLUMNS);

    private final Jdbi jdbi;
    private final PostgresInbox inbox;

    PostgresWebhookEvents(Jdbi jdbi, PostgresInbox inbox) {
        this.jdbi = jdbi;
        this.inbox = inbox;
    }

    @Override
    public Page<WebhookEvent> page(Owner owner, Filter filter, PageRequest request) {
        var list = Paging.byTime("webhook_events e", "e.received_at", "e.id");
        if (owner instanceof Owner.Of one) {
            list.where("e.company_id = :company", "company", one.company().value());
        } else if (owner instanceof Owner.Nobody) {
            list.where("e.company_id is null", query -> {});
        }
        list.filter("e.status = :status", "status", filter.status().map(WebhookEventStatus::wireName))
                .filter("e.event_name = :eventName", "eventName", filter.eventName())
                .filter("e.provider = :provider", "provider", filter.provider().map(ProviderId::value))
                .filter("e.received_at >= :since", "since", filter.since())
                .filter("e.received_at < :until", "until", filter.until());
        return FailureKind.once(
                () -> jdbi.withHandle(handle -> list.page(handle, COLUMNS, "", request, PostgresWebhookEvents::event)));
    }

    @Override
    public Optional<Kept> find(Scope scope, WebhookEventId id) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .bind("company", scope.company().map(CompanyId::value).orElse(null))
                .map((row, context) -> new Kept(event(row), row.getBytes("raw_body"), signer(row)))
                .findOne()));
    }

    @Override
    public Settled settle(Kept read, List<Inbox.Effect> effects, Optional<String> quarantineReason, Instant at) {
        return inbox.settle(read, effects, quarantineReason, at);
    }

    static WebhookEvent event(ResultSet row) throws SQLException {
        return new WebhookEvent(
                new WebhookEventId(JdbiSetup.uuid(row, "id")),
                Optional.ofNullable(row.getObject("company_id", Long.class)).map(CompanyId::new),
                new ProviderId(row.getString("provider")),
                new IdempotencyKey(row.getString("idempotency_key")),
                row.getString("event_name"),
                WebhookEventStatus.of(row.getString("status")),
                Optional.ofNullable(row.getString("reason")),
                JdbiSetup.instant(row, "received_at"),
                row.getBoolean("backfilled"));
    }

    private static Optional<Signer> signer(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("signed_by"))
                .map(text -> text.equals(DeliveryRows.INSTALLATION)
                        ? Signer.installation()
                        : Signer.of(new WhatsAppConfigId(UUID.fromString(text))));
    }
}
