package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageFilter;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import org.jdbi.v3.core.Handle;

/** The rows of {@code whatsapp_messages}, listed. */
final class MessageLists {

    private MessageLists() {}

    static Page<Message> page(Handle handle, CompanyId company, MessageFilter filter, PageRequest request) {
        var list = filter.conversation().isPresent()
                ? Paging.byNumber("whatsapp_messages m", "m.sequence", "m.id")
                : Paging.byTime("whatsapp_messages m", "m.created_at", "m.id");
        list.where("m.company_id = :company", "company", company.value())
                .filter(
                        "m.conversation_id = :conversation",
                        "conversation",
                        filter.conversation().map(ConversationId::value))
                .filter(
                        "m.direction = :direction",
                        "direction",
                        filter.direction().map(Direction::wireName))
                .filter("m.agent_name = :agent", "agent", filter.agent().map(AgentName::value))
                .filter("m.created_at >= :since", "since", filter.since())
                .filter("m.created_at < :until", "until", filter.until())
                .filter("m.message_type = :type", "type", filter.type())
                .filter(
                        "m.external_id = :externalId and m.config_id in (select id from whatsapp_configs where company_id = :company)",
                        "externalId",
                        filter.externalId().map(ExternalId::value));
        filter.status().ifPresent(status -> list.where(condition(status), "status", status.wireName()));
        return list.page(handle, PostgresMessages.COLUMNS, "", request, PostgresMessages::read);
    }

    /** No index mentions status, so those that are rare are looked for by what else is true of them alone. */
    private static String condition(DeliveryStatus status) {
        return "m.status = :status"
                + switch (status) {
                    case QUEUED, SENDING -> " and m.due_at is not null";
                    case UNKNOWN -> " and m.unknown_since is not null";
                    case FAILED -> " and m.failure_reason is not null";
                    case SENT, DELIVERED, READ -> "";
                };
    }
}
