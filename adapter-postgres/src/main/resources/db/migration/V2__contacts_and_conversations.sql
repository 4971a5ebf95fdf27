-- A person as one company knows them: by phone number, by business-scoped user id, or by both.
create table contacts (
  id                      uuid        primary key,
  company_id              bigint      not null references companies,
  phone                   text,
  business_scoped_user_id text,
  name                    text,
  created_at              timestamptz not null default now(),
  updated_at              timestamptz not null default now(),
  constraint contacts_phone_key unique (company_id, phone),
  constraint contacts_user_id_key unique (company_id, business_scoped_user_id),
  constraint contacts_address_check check (phone is not null or business_scoped_user_id is not null)
) with (fillfactor = 90);

-- The thread between one business number and one contact: the unit of order, of lease and of takeover.
--   last_sequence     the sequence of the newest message of either direction
--   awaiting_through  the sequence of the newest message that an agent is to look at
--   handled_through   the sequence of the newest message that an agent has looked at
--   pending_since     since when something waits for an agent; null exactly when awaiting_through <= handled_through
--   leased_until      until when a worker has the conversation; null when none has
--   epoch             raised by each lease: a worker that shows an older one is refused
-- Each message updates its row three times. The lease changes no indexed column, nor does a message to a conversation that
-- waits already: those updates stay in their page (HOT), which keeps room for them. The first message, which sets pending_since,
-- and the end of the turn, which clears it, write to every index; what they leave there is vacuumed early.
create table whatsapp_conversations (
  id                       uuid        primary key,
  company_id               bigint      not null,
  config_id                uuid        not null references whatsapp_configs,
  contact_id               uuid        not null references contacts,
  status                   text        not null default 'active' check (status in ('active', 'closed')),
  owner                    text        not null default 'bot' check (owner in ('bot', 'human')),
  last_sequence            bigint      not null default 0,
  awaiting_through         bigint      not null default 0,
  handled_through          bigint      not null default 0,
  epoch                    bigint      not null default 0,
  pending_since            timestamptz,
  leased_until             timestamptz,
  provider_conversation_id text,
  last_inbound_at          timestamptz,
  last_active_at           timestamptz not null default now(),
  unread_count             integer     not null default 0,
  message_count            integer     not null default 0,
  metadata                 jsonb       not null default '{}',
  tags                     text[]      not null default '{}',
  created_at               timestamptz not null default now(),
  constraint whatsapp_conversations_thread_key unique (contact_id, config_id),
  constraint whatsapp_conversations_pending_check
    check ((pending_since is not null) = (awaiting_through > handled_through))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- The turns to be had, longest waiting first; as small as what waits.
create index whatsapp_conversations_pending_idx on whatsapp_conversations (pending_since)
  where pending_since is not null;
