-- On a million messages of 100,000 contacts this takes about ten seconds, in which nothing can be stored. The messages that are there
-- already are made searchable afterwards, while others are stored: see message_search_backfill.

-- How often somebody has edited it.
alter table whatsapp_configs add column version bigint not null default 0;
alter table whatsapp_conversations add column version bigint not null default 0;

-- Where the provider was told to deliver, for people; null: where this installation listens.
alter table whatsapp_configs add column webhook_url text;

-- What the company calls a person, which counts more than what they call themselves; null: nothing else.
alter table contacts add column given_name text;

-- Lists of conversations, newest first. A message updates its conversation three times: the lease stays HOT, while arrival and the
-- end of the turn, which write to all indexes since pending_since is indexed, write to two more, or three where a human answers.
-- Only arrivals in a conversation that waits already were HOT and are not any more, for last_active_at moves.
create index whatsapp_conversations_recent_idx on whatsapp_conversations (company_id, last_active_at desc, id desc);
create index whatsapp_conversations_config_idx on whatsapp_conversations (config_id, last_active_at desc, id desc);
create index whatsapp_conversations_human_idx on whatsapp_conversations (company_id, last_active_at desc, id desc)
  where owner = 'human';
create index whatsapp_conversations_closed_idx on whatsapp_conversations (company_id, last_active_at desc, id desc)
  where status = 'closed';
create index whatsapp_conversations_tags_idx on whatsapp_conversations using gin (tags) where tags <> '{}';

-- Lists of messages, newest first; the partial ones for what is so rare that it would be looked for in vain for long. None mentions
-- status, so that moving from sent to delivered to read still touches no index.
create index whatsapp_messages_recent_idx on whatsapp_messages (company_id, created_at desc, id desc);
create index whatsapp_messages_type_idx on whatsapp_messages (company_id, message_type, created_at desc, id desc)
  where message_type <> 'text';
create index whatsapp_messages_agent_idx on whatsapp_messages (company_id, agent_name, created_at desc, id desc)
  where agent_name is not null;
create index whatsapp_messages_trouble_idx on whatsapp_messages (company_id, created_at desc, id desc)
  where failure_reason is not null;

do $$
begin
  if getdatabaseencoding() <> 'UTF8' then
    raise exception 'search needs a database in UTF8, not %', getdatabaseencoding();
  end if;
  create extension if not exists pg_trgm;
exception when insufficient_privilege or undefined_file or feature_not_supported then
  raise exception 'the extension pg_trgm, a part of PostgreSQL, cannot be created by this user: have an administrator run '
    '"create extension pg_trgm" in this database (%)', sqlerrm;
end
$$;

-- The words of a text as they are looked for: lower case, without accents, without anything between them but spaces. Nothing
-- here depends on the locale of the database. Only so much of a text is looked at.
create function search_words(content text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(
    lower(regexp_replace(normalize(left(content, 20000), NFKD) collate "C", '[\u0300-\u036f]', '', 'g')),
    '[^a-z0-9\u00c0-\u1fff\u3040-\ud7ff]+', ' ', 'g');

-- Those words as PostgreSQL's Spanish stemmer should see them: it knows -ciones without its accent but not -cion, and it leaves
-- the s of short plurals.
create function search_spelling(words text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(regexp_replace(
    words collate "C", '([cs])ion\M', '\1ión', 'g'), '\m(\w{2,3}[aeo])s\M', '\1', 'g');

-- What is found of a text: its stems in their places; its words as they are, for the beginnings of words, of which nobody asks
-- for fewer than three letters; and whose it is, so that the index needs no help to keep companies and conversations apart.
create function search_document(company bigint, conversation uuid, content text) returns tsvector
  language sql immutable strict parallel safe
  return to_tsvector('pg_catalog.spanish', search_spelling(search_words(content)))
    || ts_delete(strip(to_tsvector('pg_catalog.simple', regexp_replace(
         search_words(content) collate "C", '\m\w{1,2}\M', ' ', 'g'))),
         array['que', 'los', 'las', 'del', 'por', 'con', 'para', 'una', 'como', 'mas', 'pero', 'este', 'esta', 'esto', 'hay'])
    || array_to_tsvector(array['@' || company, '#' || conversation]);

-- What is asked for: these words in a row. Empty for words that everybody uses, like "de la".
create function search_phrase(words text) returns tsquery
  language sql immutable strict parallel safe
  return phraseto_tsquery('pg_catalog.spanish', search_spelling(search_words(words)));

-- What is asked for: a word, of which only the beginning may be there yet.
create function search_beginning(word text) returns tsquery
  language sql immutable strict parallel safe
  return case when numnode(search_phrase(word)) = 0 then search_phrase(word)
              else search_phrase(word) || to_tsquery('pg_catalog.simple', quote_literal(search_words(word)) || ':*') end;

-- Every message that has words: where search looks. Kept by triggers, so that it is true whichever version stores a message.
create table message_search (
  company_id      bigint      not null,
  created_at      timestamptz not null,
  message_id      uuid        not null,
  conversation_id uuid        not null,
  direction       text        not null,
  document        tsvector    not null,
  primary key (company_id, created_at, message_id)
);

-- New entries are collected and put in their places together; each search reads those that are not there yet, so they are few.
create index message_search_document_idx on message_search using gin (document) with (gin_pending_list_limit = 512);

create function search_messages_added() returns trigger language plpgsql set search_path from current as $$
begin
  insert into message_search (company_id, created_at, message_id, conversation_id, direction, document)
  select company_id, created_at, id, conversation_id, direction, search_document(company_id, conversation_id, content)
    from added
   where content is not null;
  return null;
end
$$;

create trigger whatsapp_messages_search_added after insert on whatsapp_messages
  referencing new table as added for each statement execute function search_messages_added();

-- Contacts are merged, and what somebody wrote may have to be forgotten.
create function search_message_changed() returns trigger language plpgsql set search_path from current as $$
begin
  delete from message_search
   where company_id = old.company_id and created_at = old.created_at and message_id = old.id;
  if new.content is not null then
    insert into message_search (company_id, created_at, message_id, conversation_id, direction, document)
    values (new.company_id, new.created_at, new.id, new.conversation_id, new.direction,
            search_document(new.company_id, new.conversation_id, new.content));
  end if;
  return null;
end
$$;

create trigger whatsapp_messages_search_changed after update of conversation_id, content on whatsapp_messages
  for each row when (old.conversation_id <> new.conversation_id or old.content is distinct from new.content)
  execute function search_message_changed();

create function search_messages_removed() returns trigger language plpgsql set search_path from current as $$
begin
  delete from message_search s
   using removed r
   where s.company_id = r.company_id and s.created_at = r.created_at and s.message_id = r.id;
  return null;
end
$$;

create trigger whatsapp_messages_search_removed after delete on whatsapp_messages
  referencing old table as removed for each statement execute function search_messages_removed();

-- How far the messages from before are made searchable, from new to old: those of this id and above are. A row of its own, in
-- batches, for a million messages take about a minute.
create table message_search_backfill (
  reached uuid    not null,
  done    boolean not null
);

insert into message_search_backfill
select 'ffffffff-ffff-ffff-ffff-ffffffffffff', not exists (select from whatsapp_messages);

-- Contacts by any part of their name or number. All are written anew for it, 100,000 in about a second.
create function contact_words(given_name text, name text, phone text) returns text
  language sql immutable parallel safe
  return ' ' || coalesce(search_words(coalesce(given_name, name)), '') || ' ' || coalesce(phone, '');

alter table contacts add column words text generated always as (contact_words(given_name, name, phone)) stored;

create index contacts_words_idx on contacts using gin (words gin_trgm_ops);
