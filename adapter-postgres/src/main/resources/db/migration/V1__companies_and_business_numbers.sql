-- A company is a tenant: every other table carries its id.
create table companies (
  id         bigint generated always as identity primary key,
  name       text        not null check (length(name) between 1 and 200),
  rut        text        not null constraint companies_rut_key unique,
  created_at timestamptz not null default now()
);

-- One business number of one company. Secrets are AES-GCM ciphertexts, bound to their row.
create table whatsapp_configs (
  id                        uuid        primary key,
  company_id                bigint      not null references companies,
  provider                  text        not null,
  phone_number_id           text        not null,
  business_account_id       text,
  phone_number              text        not null,
  display_name              text,
  is_active                 boolean     not null default true,
  enable_auto_responses     boolean     not null default true,
  business_hours_start      time,
  business_hours_end        time,
  timezone                  text,
  f29_due_day               smallint    check (f29_due_day in (12, 20)),
  burst_window_seconds      integer     not null default 0 check (burst_window_seconds >= 0),
  api_token_encrypted       bytea,
  webhook_secrets_encrypted bytea,
  created_at                timestamptz not null default now(),
  updated_at                timestamptz not null default now(),
  constraint whatsapp_configs_line_key unique (provider, phone_number_id),
  constraint whatsapp_configs_business_hours_check check (
    (business_hours_start is null) = (business_hours_end is null)
    and (business_hours_start is null) = (timezone is null)
    and (business_hours_start is null or business_hours_start < business_hours_end))
);

create index whatsapp_configs_company_idx on whatsapp_configs (company_id);
