-- Whether a message of ours was written of the company's own accord, maybe with thousands like it: then it waits for a turn of its
-- own, and never before a reply. A constant default: no row is read or written. Nodes of the release before leave it false, so that
-- what they queue counts as replies, and send whatever is due, longest due first.
alter table whatsapp_messages add column bulk boolean not null default false;
