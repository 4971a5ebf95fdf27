-- How often a conversation was leased since its last turn was finished. A constant default: no row is read or written. Nodes of
-- an older version leave it as it is, so that it is too low while they run, and what they finish is set to zero by the next turn.
alter table whatsapp_conversations add column turn_attempts integer not null default 0;
