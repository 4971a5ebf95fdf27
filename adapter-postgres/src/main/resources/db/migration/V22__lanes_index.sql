-- What is due, by line, so that one of each line can be had in turn. It takes the place of the one by due_at alone, which nobody asks
-- any more but nodes of the release before: they sort what waits, as long as they run. So a message costs no more entries than
-- before. While it is made everything can be read and nothing stored: a scan of the table.
create index whatsapp_messages_lanes_idx on whatsapp_messages (bulk, config_id, due_at) where due_at is not null;
drop index whatsapp_messages_due_idx;
