-- Whether we asked for it, instead of being told.
alter table webhook_events add column backfilled boolean not null default false;

-- How a message came here, and the provider's own id of it beside external_id, which some of its calls need.
--   live          told when it was written, or written by us
--   business_app  written by a person of the company with the WhatsApp Business app
--   history_sync  imported by the provider from before the number was connected
--   backfilled    missed, and found when we asked
-- No index mentions either of them.
alter table whatsapp_messages
  add column provider_message_id text,
  add column origin text not null default 'live';

-- V11 validates it: checking the rows that are there would keep others from storing any as long as that takes.
alter table whatsapp_messages add constraint whatsapp_messages_origin_check
  check (origin in ('live', 'business_app', 'history_sync', 'backfilled')) not valid;

-- Up to when the provider's history of each business number is taken in, and when a node last began to look.
create table backfill_marks (
  config_id         uuid        primary key references whatsapp_configs on delete cascade,
  company_id        bigint      not null,
  completed_through timestamptz not null,
  begun_at          timestamptz
);
