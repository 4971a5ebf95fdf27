-- What is due, by line: as V22's index, which V26 drops, but for the condition that every number is greater than none. Only who looks
-- for lines says so. The planner took V22's for who looks for a conversation too, once a vacuum had found the queue empty: then both
-- indexes seem to hold nothing, and one is as good as the other. Claims read all of it then, with all that had left since.
create index whatsapp_messages_lines_idx on whatsapp_messages (bulk, config_id, due_at)
  where due_at is not null and config_id > '00000000-0000-0000-0000-000000000000';
