-- A number's conversations, newest first: as V13's index, which V28 drops, but for the condition that every number is greater than none.
-- Only lists say so. The planner took V13's for who looks for one conversation by contact and number too, as long as a young database
-- had no statistics: then one index is as good as the other. Each message read all conversations of its number then.
create index whatsapp_conversations_number_idx on whatsapp_conversations (config_id, last_active_at desc, id desc)
  where config_id > '00000000-0000-0000-0000-000000000000';
