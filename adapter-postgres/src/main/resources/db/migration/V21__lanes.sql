-- Whether a message of ours was written of the company's own accord, maybe with thousands like it: then it waits for a turn of its
-- own, and never before a reply. A constant default: no row is read or written. Nodes of the release before leave it false, so that
-- what they queue counts as replies, and send whatever is due, longest due first.
alter table whatsapp_messages add column bulk boolean not null default false;

-- What is due, by line, so that one of each line can be had in turn. It takes the place of the one by due_at alone, which nobody asks
-- any more but nodes of the release before: they sort what waits, as long as they run. So a message costs no more entries than
-- before. While it is made nothing can be stored: a scan of the table, which is soon over.
create index whatsapp_messages_lanes_idx on whatsapp_messages (bulk, config_id, due_at) where due_at is not null;
drop index whatsapp_messages_due_idx;
