package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.OutboundMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Kapso's legacy v1 API: flat bodies, into the conversation where it is known, else by phone number (Kapso, "Legacy API"). It
 * knows no quoted replies, no correlation of ours and no business-scoped user ids; for anything new the Meta proxy is better.
 */
final class LegacyV1Dialect implements Dialect {

    private final HttpUrl baseUrl;

    LegacyV1Dialect(HttpUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public Draft draft(OutboundMessage message) {
        if (!(message.content() instanceof MessageContent.Text text)) {
            return Dialect.unsupported(message);
        }
        var body = Json.object();
        var sent = body.putObject("message").put("message_type", "text").put("content", text.body());
        var conversation = message.providerConversation().filter(Dialect::isPathSegment);
        if (conversation.isEmpty()) {
            var phone = message.recipient().phone();
            if (phone.isEmpty()) {
                return Draft.Refused.badRequest(
                        "kapso:recipient", "the legacy API reaches people by phone number only");
            }
            sent.put("phone_number", phone.get().e164());
        }
        return new Draft.Ready(url(conversation), body);
    }

    private HttpUrl url(Optional<String> conversation) {
        var url = baseUrl.newBuilder();
        conversation.ifPresent(
                id -> url.addPathSegment("whatsapp_conversations").addPathSegment(id));
        return url.addPathSegment("whatsapp_messages").build();
    }

    @Override
    public JsonNode acceptedId(JsonNode answer) {
        return answer.path("data").path("whatsapp_message_id");
    }
}
