-- Every delivery of a provider, exactly as received, in the same commit as its effect.
create table webhook_events (
  id              uuid        primary key,
  provider        text        not null,
  idempotency_key text        not null,
  event_name      text        not null,
  status          text        not null check (status in ('applied', 'ignored', 'duplicate', 'quarantined')),
  reason          text,
  raw_body        bytea       not null,
  received_at     timestamptz not null,
  company_id      bigint,
  constraint webhook_events_delivery_key unique (provider, idempotency_key),
  constraint webhook_events_reason_check check (status <> 'quarantined' or reason is not null)
);
