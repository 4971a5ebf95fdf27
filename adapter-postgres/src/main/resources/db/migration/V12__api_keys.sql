-- Keys that open the API. A new table: nothing existing is read or locked, but companies for an instant.
--   company_id    null: every company, for administrators of the installation
--   digest        SHA-256 of the key's text, which is shown once and stored nowhere
--   last_used_at  to within a minute: written once a minute at most, and in no index, so that it writes to the row alone
create table api_keys (
  id           uuid        primary key,
  company_id   bigint      references companies,
  role         text        not null check (role in ('viewer', 'agent', 'admin')),
  name         text        check (length(name) between 1 and 100),
  digest       bytea       not null constraint api_keys_digest_key unique check (length(digest) = 32),
  created_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  constraint api_keys_platform_check check (company_id is not null or role = 'admin')
) with (fillfactor = 85);

create index api_keys_company_idx on api_keys (company_id);
