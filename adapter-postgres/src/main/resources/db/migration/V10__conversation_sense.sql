-- Agents that a company has switched off, by name.
alter table companies add column disabled_agents text[] not null default '{}';

-- Since when a person wants no messages of the company's own accord; null: never said so.
alter table contacts add column opted_out_at timestamptz;
