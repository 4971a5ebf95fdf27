-- The templates at the providers, by business account: what may be sent is what they have approved.
--   external_id, category  null while only a judgement has told of the template
--   judged_at  by the provider's clock, when it last told what it thinks: what it thought before is old news
--   synced_at  when the template was last seen in the account's list
create table provider_templates (
  provider        text        not null,
  account_id      text        not null,
  name            text        not null,
  language        text        not null,
  company_id      bigint      not null,
  external_id     text,
  status          text        not null check (status in ('approved', 'pending', 'rejected', 'paused', 'in_appeal', 'disabled',
    'archived', 'pending_deletion', 'deleted', 'limit_exceeded', 'locked', 'other')),
  category        text        check (category in ('marketing', 'utility', 'authentication')),
  shape           jsonb       not null,
  rejected_reason text,
  judged_at       timestamptz,
  synced_at       timestamptz,
  primary key (provider, account_id, name, language)
);

-- When a node last began to fetch the list of an account, and when one was last stored.
create table template_syncs (
  provider   text        not null,
  account_id text        not null,
  begun_at   timestamptz,
  stored_at  timestamptz,
  primary key (provider, account_id)
);
