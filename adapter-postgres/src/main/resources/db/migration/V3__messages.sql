-- Messages of both directions; the outgoing ones are the outbox too.
--   content  the words; details holds the rest of what the message says
--   due_at   set exactly while the message is unsent, i.e. queued or sending: the outbox's indexes hold those rows only,
--            and since no index mentions status, moving from sent to delivered to read touches no index
--   doubtful_attempts  of the attempts, those that failed but may have left
--   sent_at  by the provider's clock
-- There is no foreign key to the conversation: it would cost a look-up and a row lock a message, and every insert
-- holds the conversation's row already.
create table whatsapp_messages (
  id                 uuid        primary key,
  company_id         bigint      not null,
  config_id          uuid        not null,
  conversation_id    uuid        not null,
  sequence           bigint      not null,
  direction          text        not null check (direction in ('incoming', 'outgoing')),
  message_type       text        not null,
  content            text,
  details            jsonb,
  external_id        text,
  quoted_external_id text,
  status             text        check (
    status in ('queued', 'sending', 'unknown', 'sent', 'delivered', 'read', 'failed')),
  failure_reason     text,
  error_code         text,
  error_message      text,
  is_auto_response   boolean     not null default false,
  triggered_by       uuid,
  part               smallint,
  agent_name         text,
  awaits_turn        boolean     not null default false,
  attempts           integer     not null default 0,
  doubtful_attempts  smallint    not null default 0,
  due_at             timestamptz,
  claimed_by         uuid,
  claimed_until      timestamptz,
  sent_at            timestamptz,
  created_at         timestamptz not null default now(),
  constraint whatsapp_messages_sequence_key unique (conversation_id, sequence),
  constraint whatsapp_messages_outgoing_check check ((direction = 'outgoing') = (status is not null)),
  constraint whatsapp_messages_unsent_check check (
    (due_at is not null) = (status is not null and status in ('queued', 'sending'))),
  constraint whatsapp_messages_auto_response_check check (
    not is_auto_response or (triggered_by is not null and part is not null))
) with (fillfactor = 85);

-- The same message under two deliveries has one effect.
create unique index whatsapp_messages_external_id_key on whatsapp_messages (config_id, external_id)
  where external_id is not null;

-- One auto-reply at most to an incoming message.
create unique index whatsapp_messages_auto_response_key on whatsapp_messages (triggered_by, part)
  where is_auto_response;

-- The first unsent message of a conversation, and the one that is longest due.
create index whatsapp_messages_unsent_idx on whatsapp_messages (conversation_id, sequence) where due_at is not null;
create index whatsapp_messages_due_idx on whatsapp_messages (due_at) where due_at is not null;

-- Why an incoming message got the reply it got, or none.
create table auto_reply_decisions (
  message_id uuid        primary key,
  company_id bigint      not null,
  agent_name text,
  confidence double precision check (confidence between 0 and 1),
  decision   jsonb       not null,
  silence    text,
  decided_at timestamptz not null
);

-- Statuses of messages that are not known yet, by the provider's id; position keeps their order of arrival. Those of messages
-- that were never ours are deleted after a week.
create table parked_statuses (
  config_id      uuid        not null,
  external_id    text        not null,
  status         text        not null check (status in ('sent', 'delivered', 'read', 'failed')),
  position       bigint      generated always as identity,
  company_id     bigint      not null,
  failure_reason text,
  error_code     text,
  error_message  text,
  at             timestamptz not null,
  parked_at      timestamptz not null default now(),
  primary key (config_id, external_id, status)
);

create index parked_statuses_parked_at_idx on parked_statuses (parked_at);
