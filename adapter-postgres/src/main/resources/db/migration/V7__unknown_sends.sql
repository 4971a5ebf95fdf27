-- The sends whose answer was lost, and when a node last looked for them at the provider.
-- looked_for says whether a look has read all that the provider remembers of the time.
-- The index mentions unknown_since alone, which is null for all but those: an index that mentioned status, if only in its
-- condition, would make every message that moves from sent to delivered to read write to all indexes (no HOT update).
-- claims counts how often a message was handed out to be sent: a report of an earlier claim changes nothing. attempts would not
-- do, for a message that is held has its attempt back.
alter table whatsapp_messages
  add column claims integer not null default 0,
  add column unknown_since timestamptz,
  add column looked_for_at timestamptz,
  add column looked_for boolean not null default false;

-- Most messages are sent as soon as they are made, and a claim lasts a minute.
update whatsapp_messages set unknown_since = created_at + interval '1 minute' where status = 'unknown';

-- While it is made, nothing can be stored. Made concurrently it would have to be outside of Flyway's transaction, with a
-- configuration of its own beside this file; a scan of the table is soon over.
create index whatsapp_messages_unknown_idx on whatsapp_messages (unknown_since) where unknown_since is not null;

-- A node of the version before, which may run beside this one while it is rolled out, knows nothing of unknown_since and claims:
-- this keeps them for that node. The condition never holds for what this version writes.
create function keep_for_older_nodes() returns trigger language plpgsql as $$
begin
  if new.status = 'sending' and new.claims = old.claims then
    new.claims := old.claims + 1;
  end if;
  if new.status = 'unknown' then
    new.unknown_since := coalesce(new.unknown_since, least(old.claimed_until, clock_timestamp()));
  else
    new.unknown_since := null;
    new.looked_for_at := null;
    new.looked_for := false;
  end if;
  return new;
end
$$;

create trigger whatsapp_messages_older_nodes before update of status on whatsapp_messages
  for each row when (
    (new.status is not distinct from 'unknown') <> (new.unknown_since is not null)
    or (new.status = 'sending' and old.status = 'queued' and new.claims = old.claims))
  execute function keep_for_older_nodes();
