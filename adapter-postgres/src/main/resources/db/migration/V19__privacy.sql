-- New tables and comments: made at once, whatever the size of the others. Old nodes know nothing of them, and nothing that they write
-- depends on them; but an old node fetches no removal, so files on its disk go when it runs this version.

-- Files whose message or whose record is gone: deleted in the commit of this row, on the disk of every node afterwards. A row stays for
-- two days, in which each node comes by it, and so does a fetch that was under way.
create table media_removals (
  message_id   uuid        primary key,
  company_id   bigint      not null,
  requested_at timestamptz not null default clock_timestamp()
);

-- When a node last began a job that one node does for all.
create table node_tasks (
  name     text        primary key,
  begun_at timestamptz not null
);

-- What seals are made with: one row, made by the first erasure. Encryption keys change, seals have to last: so the secret is random and
-- the database's own, encrypted under the current key, and encrypted anew when that changes. The rotate_encryption_key of an older
-- release knows nothing of this table: keep the old key until this release's has been run.
create table seal_secrets (
  id               uuid        primary key check (id = '00000000-0000-0000-0000-000000000001'),
  secret_encrypted bytea       not null,
  created_at       timestamptz not null default now()
);

-- Who was erased, when, and how much: the receipt, and what is kept, blocked, of a person.
--   phone_seal, user_id_seal  HMAC under the secret of seal_secrets: tells whether a number that somebody names is this one, and
--                             nothing to who has no key
--   opted_out_at       since when they want no messages of our own accord, which has to be respected for ever (Ley 19.496, art. 28 B):
--                      a person of that number who writes again still wants none
--   pending_encrypted  what is still to be looked for, under the current key; null once all is done
create table erasures (
  id                uuid        primary key,
  company_id        bigint      not null,
  phone_seal        bytea,
  user_id_seal      bytea,
  opted_out_at      timestamptz,
  pending_encrypted bytea,
  counts            jsonb       not null default '{}',
  begun_at          timestamptz not null,
  completed_at      timestamptz,
  constraint erasures_seal_check check (phone_seal is not null or user_id_seal is not null),
  constraint erasures_pending_check check ((pending_encrypted is null) = (completed_at is not null))
);

create index erasures_phone_idx on erasures (company_id, phone_seal) where phone_seal is not null;
create index erasures_user_id_idx on erasures (company_id, user_id_seal) where user_id_seal is not null;
create index erasures_unfinished_idx on erasures (begun_at) where completed_at is null;

comment on column whatsapp_conversations.message_count is
  'how many messages were ever exchanged: deleting old ones leaves it as it is';
comment on column whatsapp_conversations.unread_count is
  'how many came since somebody last read them, whether they are still kept or not';
