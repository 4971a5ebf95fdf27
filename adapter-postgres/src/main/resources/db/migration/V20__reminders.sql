-- New tables: made at once, whatever the size of the others. What refers to contacts locks that table for an instant. Old nodes know
-- nothing of them: where one merges two contacts, the rows of the one that goes are deleted with it. So nobody should be enrolled while
-- one still runs.

-- When a company reminds its clients, where that is not the standard.
create table reminder_settings (
  company_id  bigint      primary key references companies,
  days_before smallint    not null check (days_before between 1 and 10),
  send_at     time        not null check (send_at between '09:00' and '19:00'),
  timezone    text        not null,
  version     bigint      not null default 1,
  updated_at  timestamptz not null default now()
);

-- Whom a company reminds.
--   config_id   the number that is to remind; null: what the person's conversations tell
--   look_after  before that nothing is due for the person; nothing rests on it but that few rows are read
create table reminder_enrolments (
  id         uuid        primary key,
  company_id bigint      not null references companies,
  contact_id uuid        not null constraint reminder_enrolments_contact_key unique references contacts on delete cascade,
  config_id  uuid        references whatsapp_configs,
  look_after timestamptz not null default 'epoch',
  created_at timestamptz not null default now()
);

create index reminder_enrolments_due_idx on reminder_enrolments (company_id, look_after, id);
create index reminder_enrolments_list_idx on reminder_enrolments (company_id, created_at desc, id desc);

-- Who was reminded of what: the row is stored in the commit that queues the message, and its key is why nobody is reminded twice.
--   period      the first day of the tax period's month
--   message_id  there is no foreign key, for messages are deleted and that a person was reminded stays
create table reminders (
  contact_id uuid        not null references contacts on delete cascade,
  company_id bigint      not null,
  period     date        not null check (extract(day from period) = 1),
  due_on     date        not null,
  message_id uuid        not null constraint reminders_message_key unique,
  created_at timestamptz not null default now(),
  primary key (contact_id, company_id, period)
);

-- The periodic jobs that run once whatever the number of nodes: the table of db-scheduler 16, as its documentation gives it for
-- PostgreSQL, less what only priorities need. A row a job.
create table scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time_idx on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat_idx on scheduled_tasks (last_heartbeat);
