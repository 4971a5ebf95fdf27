-- How often a conversation was edited.
alter table whatsapp_conversations add column if not exists version bigint not null default 0;

-- Which nodes have somebody who watches a company, so that the others tell them what changes. Unlogged: what is lost in a crash is
-- there again within seconds.
create unlogged table live_watchers (
  company_id bigint      not null,
  node       uuid        not null,
  until      timestamptz not null,
  primary key (company_id, node)
);
