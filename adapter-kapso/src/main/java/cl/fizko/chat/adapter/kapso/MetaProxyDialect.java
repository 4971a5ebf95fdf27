package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ReadReceipt;
import com.fasterxml.jackson.databind.JsonNode;
import okhttp3.HttpUrl;

/**
 * Kapso's Meta proxy: Meta's own bodies, {@code POST {base}/{phone_number_id}/messages} (Kapso, "WhatsApp API reference"; Meta,
 * "Send messages"). Every message carries our id as {@code biz_opaque_callback_data}, which Meta's statuses bring back.
 */
final class MetaProxyDialect implements Dialect {

    private static final Draft.Refused NO_LINE =
            Draft.Refused.config("kapso:line", "the line's id is no phone_number_id");

    private final HttpUrl baseUrl;

    MetaProxyDialect(HttpUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public KapsoErrors.Api api() {
        return KapsoErrors.Api.META_PROXY;
    }

    @Override
    public Draft draft(OutboundMessage message) {
        if (!Dialect.isPathSegment(message.line().value())) {
            return NO_LINE;
        }
        var body = Json.object().put("messaging_product", "whatsapp").put("recipient_type", "individual");
        // With both present Meta takes the number, so the number alone is sent.
        message.recipient()
                .phone()
                .ifPresentOrElse(
                        phone -> body.put("to", phone.e164()),
                        () -> message.recipient().userId().ifPresent(id -> body.put("recipient", id.value())));
        MetaContent.write(message.content(), body);
        if (!(message.content() instanceof MessageContent.Reaction)) {
            // A reaction has its own target, and Meta refuses another one.
            message.quoted()
                    .filter(quoted -> !StandInId.isOne(quoted))
                    .ifPresent(quoted -> body.putObject("context").put("message_id", quoted.value()));
        }
        body.put("biz_opaque_callback_data", message.id().toString());
        return Draft.Ready.post(messages(message.line()), body);
    }

    /** Meta, "Mark messages as read" and "Typing indicators". */
    @Override
    public Draft draft(ReadReceipt receipt) {
        if (!Dialect.isPathSegment(receipt.line().value())) {
            return NO_LINE;
        }
        if (StandInId.isOne(receipt.message())) {
            return Draft.Refused.badRequest(
                    "unsupported:message", "message: it came without the wamid by which Meta marks it as read");
        }
        var body = Json.object()
                .put("messaging_product", "whatsapp")
                .put("status", "read")
                .put("message_id", receipt.message().value());
        if (receipt.typing()) {
            body.putObject("typing_indicator").put("type", "text");
        }
        return Draft.Ready.post(messages(receipt.line()), body);
    }

    private HttpUrl messages(LineId line) {
        return baseUrl.newBuilder()
                .addPathSegment(line.value())
                .addPathSegment("messages")
                .build();
    }

    @Override
    public JsonNode acceptedId(JsonNode answer) {
        return answer.path("messages").path(0).path("id");
    }

    @Override
    public boolean isMarkedRead(JsonNode answer) {
        return answer.path("success").asBoolean(false);
    }
}
