-- Agents that a company has switched off, by name.
alter table companies add column disabled_agents text[] not null default '{}';

-- Since when a person wants no messages of the company's own accord; null: never said so, or took it back.
alter table contacts add column opted_out_at timestamptz;

-- No index mentions these, so they make no update dearer.
--   bot_through  while a human owns the conversation: the sequence of the last message that an agent may still send all the same,
--                i.e. the last reply of the turn that handed it over, which says so; 0 when a human took it without being asked
--   not_before   when the next turn may begin at the earliest: a burst window after the newest message that awaits one; null
--                where messages are answered one by one
--   burst_until  when the next turn may begin whatever comes: four windows after the first message that awaits it, by the clock
--                of this database; null until there is one
alter table whatsapp_conversations
  add column bot_through bigint not null default 0,
  add column not_before  timestamptz,
  add column burst_until timestamptz;

-- The first message of the turn in which a message was looked at, which tells what the agents knew then; null when it was the
-- first one itself. A sequence would not do, for a merge of contacts hands those out again.
alter table auto_reply_decisions add column turn_began_with uuid;

-- How many questions a company has put to a language model on a day of its zone.
create table llm_questions (
  company_id bigint  not null references companies,
  day        date    not null,
  asked      integer not null,
  primary key (company_id, day)
);
