package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.OutboundMessage;
import com.fasterxml.jackson.databind.JsonNode;
import okhttp3.HttpUrl;

/**
 * Kapso's Meta proxy: Meta's own bodies, {@code POST {base}/{phone_number_id}/messages} (Kapso, "WhatsApp API reference"; Meta,
 * "Send messages").
 */
final class MetaProxyDialect implements Dialect {

    private final HttpUrl baseUrl;

    MetaProxyDialect(HttpUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public Draft draft(OutboundMessage message) {
        var line = message.line().value();
        if (!Dialect.isPathSegment(line)) {
            return new Draft.Refused(
                    new Failure(FailureReason.CONFIG, "kapso:line", "the line's id is no phone_number_id"));
        }
        if (!(message.content() instanceof MessageContent.Text text)) {
            return Dialect.unsupported(message);
        }
        var body = Json.object().put("messaging_product", "whatsapp").put("recipient_type", "individual");
        // With both present Meta takes the number, so the number alone is sent.
        message.recipient()
                .phone()
                .ifPresentOrElse(
                        phone -> body.put("to", phone.e164()),
                        () -> message.recipient().userId().ifPresent(id -> body.put("recipient", id.value())));
        body.put("type", "text").putObject("text").put("body", text.body()).put("preview_url", false);
        message.quoted().ifPresent(quoted -> body.putObject("context").put("message_id", quoted.value()));
        body.put("biz_opaque_callback_data", message.id().toString());
        var url = baseUrl.newBuilder()
                .addPathSegment(line)
                .addPathSegment("messages")
                .build();
        return new Draft.Ready(url, body);
    }

    @Override
    public JsonNode acceptedId(JsonNode answer) {
        return answer.path("messages").path(0).path("id");
    }
}
