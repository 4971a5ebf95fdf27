-- In a migration of its own: whoever makes an index lets others read, and whoever drops one does not. Nodes of the release before find
-- lines by the index of what is unsent, as long as they run.
drop index whatsapp_messages_lanes_idx;
