package cl.fizko.chat.bootstrap.endtoend;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables and columns in which no client's number, user id or name ever is. Whatever is not here is looked through with a person in it. */
final class WithoutPeople {

    /** About companies, their business numbers, templates and keys, or about nodes; and receipts, which hold seals and counts. */
    static final Set<String> TABLES = Set.of(
            "api_keys",
            "backfill_marks",
            "companies",
            "encryption_keys",
            "erasures",
            "flyway_schema_history",
            "live_watchers",
            "llm_questions",
            "media_removals", // which files are to go, by our own ids of messages that are gone
            "message_search_backfill",
            "node_tasks",
            "provider_templates",
            "reminder_settings",
            "scheduled_tasks",
            "seal_secrets",
            "template_syncs",
            "whatsapp_configs",
            "whatsapp_message_templates");

    /** One word of a list of ours or the provider's, or a hash of a file or request. */
    private static final Set<String> COLUMNS = Set.of(
            "auto_reply_decisions.agent_name",
            "auto_reply_decisions.decision", // rules and figures, no words of the client
            "auto_reply_decisions.silence",
            "idempotent_requests.operation",
            "idempotent_requests.request_digest",
            "media_files.error_code",
            "media_files.failure_reason",
            "media_files.kind",
            "media_files.mime_type",
            "media_files.sha256",
            "media_files.state",
            "message_search.direction",
            "parked_statuses.error_code",
            "parked_statuses.error_message", // the provider's sentence for the code
            "parked_statuses.failure_reason",
            "parked_statuses.status",
            "webhook_events.event_name",
            "webhook_events.provider",
            "webhook_events.signed_by",
            "webhook_events.status",
            "whatsapp_conversations.owner",
            "whatsapp_conversations.status",
            "whatsapp_messages.agent_name",
            "whatsapp_messages.direction",
            "whatsapp_messages.error_code",
            "whatsapp_messages.error_message", // the provider's sentence for the code
            "whatsapp_messages.failure_reason",
            "whatsapp_messages.message_type",
            "whatsapp_messages.origin",
            "whatsapp_messages.provider_message_id", // the provider's own number for a message
            "whatsapp_messages.status");

    private WithoutPeople() {}

    /** Of some columns, as {@code table.column}, those that may hold something about a person. */
    static Set<String> taken(Set<String> places) {
        return places.stream()
                .filter(place -> !TABLES.contains(place.substring(0, place.indexOf('.'))) && !COLUMNS.contains(place))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
