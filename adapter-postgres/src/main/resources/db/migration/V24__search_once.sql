-- What is found of a text, in one reading of it: the same entries as before for all but numbers like 12e3x, whose parts are
-- found in their places only.
--
-- Three letters and more of a word are kept as they are. Words in other letters than the Latin ones without accents are left to
-- the parser, which knows where they end; so are words that are too long to be kept.
create function search_entries(content text) returns tsvector
  language sql immutable strict parallel safe
  return (
    select to_tsvector('pg_catalog.spanish', search_spelling(w.words))
        || case when octet_length(w.words) = length(w.words)
                then array_to_tsvector(array(
                       select t
                         from unnest(string_to_array(w.words, ' ')) t
                        where length(t) between 3 and 2046
                          and t <> all (array['que', 'los', 'las', 'del', 'por', 'con', 'para', 'una', 'como', 'mas', 'pero',
                                              'este', 'esta', 'esto', 'hay'])))
                else ts_delete(strip(to_tsvector('pg_catalog.simple', regexp_replace(
                       w.words collate "C", '\m\w{1,2}\M', ' ', 'g'))),
                       array['que', 'los', 'las', 'del', 'por', 'con', 'para', 'una', 'como', 'mas', 'pero', 'este', 'esta',
                             'esto', 'hay'])
           end
      from (select search_words(content) as words offset 0) w);

create or replace function search_document(company bigint, conversation uuid, content text) returns tsvector
  language sql immutable strict parallel safe
  return search_entries(content) || array_to_tsvector(array['@' || company, '#' || conversation]);

-- A text that many get, as an agent's answer on the eve of a due date, is read once for all messages that are stored together.
create or replace function search_messages_added() returns trigger language plpgsql set search_path from current as $$
begin
  insert into message_search (company_id, created_at, message_id, conversation_id, direction, document)
  select a.company_id, a.created_at, a.id, a.conversation_id, a.direction,
         t.entries || array_to_tsvector(array['@' || a.company_id, '#' || a.conversation_id])
    from (select content, search_entries(content) as entries
            from (select distinct content from added where content is not null) d offset 0) t
    join added a on a.content = t.content;
  return null;
end
$$;
