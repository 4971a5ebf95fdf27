-- The sends whose answer was lost, and when a node last looked for them at the provider.
-- looked_for says whether a look has read all that the provider remembers of the time.
-- The index mentions unknown_since alone, which is null for all but those: an index that mentioned status, if only in its
-- condition, would make every message that moves from sent to delivered to read write to all indexes (no HOT update).
-- No constraint ties unknown_since to status, for a node of the version before knows nothing of it.
-- claims counts how often a message was handed out to be sent: a report of an earlier claim changes nothing. attempts would not
-- do, for a message that is held has its attempt back.
alter table whatsapp_messages
  add column claims integer not null default 0,
  add column unknown_since timestamptz,
  add column looked_for_at timestamptz,
  add column looked_for boolean not null default false;

-- Most messages are sent as soon as they are made, and a claim lasts a minute.
update whatsapp_messages set unknown_since = created_at + interval '1 minute' where status = 'unknown';

create index whatsapp_messages_unknown_idx on whatsapp_messages (unknown_since) where unknown_since is not null;
