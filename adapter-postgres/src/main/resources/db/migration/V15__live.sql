-- How often a conversation was edited.
alter table whatsapp_conversations add column if not exists version bigint not null default 0;
