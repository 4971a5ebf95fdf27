-- Which nodes have somebody who watches a company, so that the others tell them what changes. Unlogged: what is lost in a crash is
-- there again within seconds.
create unlogged table live_watchers (
  company_id bigint      not null,
  node       uuid        not null,
  until      timestamptz not null,
  primary key (company_id, node)
);

-- Whose secret signed a delivery that is quarantined, for when it is looked at again: "installation" or the id of a business number.
alter table webhook_events add column signed_by text;

-- Lists of deliveries, newest first, of a company or of none. Every delivery writes to one more index, at its end: a few
-- microseconds of the millisecond that storing one takes. On a million deliveries the first takes about two seconds to make, in which
-- nothing can be stored.
create index webhook_events_recent_idx on webhook_events (company_id, received_at desc, id desc);
create index webhook_events_quarantined_idx on webhook_events (company_id, received_at desc, id desc)
  where status = 'quarantined';
