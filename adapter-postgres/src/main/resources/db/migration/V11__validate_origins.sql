-- In a transaction of its own: reads all messages while others go on storing them.
alter table whatsapp_messages validate constraint whatsapp_messages_origin_check;
