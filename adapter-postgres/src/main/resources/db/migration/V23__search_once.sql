-- What is found of a text, in one reading of it: the same entries as before for all but numbers like 12e3x, whose parts are
-- found in their places only.
--
-- Three letters and more of a word are kept as they are. Words in other letters than the Latin ones without accents are left to
-- the parser, which knows where they end; so are words that are too long to be kept.
--
-- Not in the language SQL: PostgreSQL would plan it anew with every statement that stores a message.
create function search_entries(content text) returns tsvector
  language plpgsql immutable strict parallel safe set search_path from current as $$
declare
  words constant text := search_words(content);
  stems constant tsvector := to_tsvector('pg_catalog.spanish', search_spelling(words));
  common constant text[] := array['que', 'los', 'las', 'del', 'por', 'con', 'para', 'una', 'como', 'mas', 'pero', 'este', 'esta',
                                  'esto', 'hay'];
begin
  if octet_length(words) = length(words) then
    return stems || array_to_tsvector(array(
      select t from unnest(string_to_array(words, ' ')) t where length(t) between 3 and 2046 and t <> all (common)));
  end if;
  return stems || ts_delete(strip(to_tsvector('pg_catalog.simple', regexp_replace(
    words collate "C", '\m\w{1,2}\M', ' ', 'g'))), common);
end
$$;

create or replace function search_document(company bigint, conversation uuid, content text) returns tsvector
  language sql immutable strict parallel safe
  return search_entries(content) || array_to_tsvector(array['@' || company, '#' || conversation]);

-- A text that many get, as an agent's answer on the eve of a due date, is read once for all messages that are stored together.
-- Grouped and not joined, for our sessions know no join but the nested loop.
create or replace function search_messages_added() returns trigger language plpgsql set search_path from current as $$
begin
  insert into message_search (company_id, created_at, message_id, conversation_id, direction, document)
  select m.company_id, m.created_at, m.id, m.conversation_id, m.direction,
         t.entries || array_to_tsvector(array['@' || m.company_id, '#' || m.conversation_id])
    from (select search_entries(content) as entries, array_agg(company_id) as companies, array_agg(created_at) as times,
                 array_agg(id) as ids, array_agg(conversation_id) as conversations, array_agg(direction) as directions
            from added
           where content is not null
           group by content) t
   cross join unnest(t.companies, t.times, t.ids, t.conversations, t.directions)
         m(company_id, created_at, id, conversation_id, direction);
  return null;
end
$$;
