-- Texts that a company may send outside the 24-hour window; the provider knows them by name and language.
create table whatsapp_message_templates (
  id         uuid        primary key,
  company_id bigint      not null references companies,
  name       text        not null,
  language   text        not null,
  category   text        not null check (category in ('marketing', 'utility', 'authentication')),
  content    text        not null check (length(content) between 1 and 1024),
  is_active  boolean     not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint whatsapp_message_templates_name_key unique (company_id, name, language)
);
