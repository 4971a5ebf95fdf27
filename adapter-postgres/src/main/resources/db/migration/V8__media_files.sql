-- The files of messages that customers sent: fetched once, as jobs, after the message is stored.
--   reference     the file at the provider; its address is a secret
--   due_at        set exactly while the file is to be fetched
--   leased_until  until when a worker has the job; attempts tells its jobs apart: news of an earlier one are ignored
--   size_bytes, sha256, mime_type  of the file as it was fetched
create table media_files (
  message_id     uuid        primary key,
  company_id     bigint      not null,
  config_id      uuid        not null,
  kind           text        not null check (kind in ('image', 'video', 'audio', 'document', 'sticker')),
  reference      jsonb       not null,
  state          text        not null default 'pending' check (state in ('pending', 'stored', 'failed')),
  attempts       integer     not null default 0,
  due_at         timestamptz default now(),
  leased_until   timestamptz,
  size_bytes     bigint,
  sha256         text,
  mime_type      text,
  failure_reason text,
  error_code     text,
  error_message  text,
  created_at     timestamptz not null default now(),
  settled_at     timestamptz,
  constraint media_files_due_check check ((due_at is not null) = (state = 'pending')),
  constraint media_files_stored_check check (state <> 'stored' or (size_bytes is not null and sha256 is not null))
) with (fillfactor = 85);

-- The jobs, longest due first; as small as what waits. A lease changes no indexed column.
create index media_files_due_idx on media_files (due_at) where due_at is not null;
