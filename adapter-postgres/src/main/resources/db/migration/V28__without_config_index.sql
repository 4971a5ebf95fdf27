-- In a migration of its own, as V26. Nodes of the release before list a number's conversations by those of its company, as long as they run.
drop index whatsapp_conversations_config_idx;
