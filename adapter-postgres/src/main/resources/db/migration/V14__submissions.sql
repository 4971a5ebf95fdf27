-- What clients named their requests to send by, so that a repeated one is answered as the first was. A week later they are deleted.
--   operation, request_digest  what was asked for: another request under the same key is refused
--   message_id  what it was answered; there is no foreign key, for messages are deleted and answers stay
-- A new table: made at once, whatever the size of the others. Old nodes know nothing of it.
create table idempotent_requests (
  company_id     bigint      not null,
  key            text        not null check (length(key) between 1 and 255),
  operation      text        not null,
  request_digest bytea       not null,
  message_id     uuid        not null,
  created_at     timestamptz not null default now(),
  primary key (company_id, key)
);

create index idempotent_requests_created_at_idx on idempotent_requests (created_at);

-- How often it was edited through the API. A constant default is no rewrite; what old nodes insert has it too.
alter table whatsapp_message_templates add column version bigint not null default 0;

-- The list of a company's templates, newest first: some dozens a company.
create index whatsapp_message_templates_list_idx on whatsapp_message_templates (company_id, created_at desc, id desc);
