-- A claim changes nothing that an index knows, so its row may stay in its page (HOT) if there is room: with 15 of a hundred free
-- one in four had it. What else happens to a message writes to the indexes anyway.
alter table whatsapp_messages set (fillfactor = 70);
