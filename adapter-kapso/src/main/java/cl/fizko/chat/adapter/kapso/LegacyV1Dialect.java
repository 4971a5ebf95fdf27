package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ReadReceipt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Kapso's legacy v1 API: flat bodies, into the conversation where it is known, else by phone number (Kapso, "Legacy API"). It has
 * no quoted replies: such a message is sent without its quote. It has no correlation of ours and no business-scoped user ids, and
 * {@link LegacyGaps} has what else it cannot carry; for anything new the Meta proxy is better.
 *
 * <p>v1 knows a line by a UUID of its own, {@code whatsapp_config_id}. With a message that goes by phone number the line is
 * always named, or Kapso would take another one that knows the customer, maybe another company's: {@link LegacyLines} has the
 * UUID of a {@code phone_number_id}. Only where a key has no list of lines (404) is the message sent without a name, and Kapso
 * takes the line of the customer's conversation, or the project's first.
 */
final class LegacyV1Dialect implements Dialect {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Draft.Refused NO_LINE =
            Draft.Refused.config("kapso:line", "the line is none of those that the API key may use");

    private final HttpUrl baseUrl;
    private final LegacyLines lines;

    LegacyV1Dialect(HttpUrl baseUrl, LegacyLines lines) {
        this.baseUrl = baseUrl;
        this.lines = lines;
    }

    @Override
    public KapsoErrors.Api api() {
        return KapsoErrors.Api.LEGACY_V1;
    }

    @Override
    public Draft draft(OutboundMessage message) {
        var gap = LegacyGaps.problem(message.content());
        if (gap.isPresent()) {
            return Draft.Refused.unsupported(gap.get());
        }
        var body = Json.object();
        var sent = body.putObject("message");
        LegacyContent.write(message.content(), sent);
        var conversation = message.providerConversation().filter(Dialect::isPathSegment);
        if (conversation.isEmpty()) {
            var phone = message.recipient().phone();
            if (phone.isEmpty()) {
                return Draft.Refused.badRequest(
                        "kapso:recipient", "recipient: the legacy API reaches people by phone number only");
            }
            sent.put("phone_number", phone.get().e164());
            var problem = nameLine(message, sent);
            if (problem.isPresent()) {
                return problem.get();
            }
        }
        return Draft.Ready.post(url(conversation), body);
    }

    /** Returns what to do instead when it cannot be named. */
    private Optional<Draft> nameLine(OutboundMessage message, ObjectNode sent) {
        var line = message.line();
        var found = UUID.matcher(line.value()).matches()
                ? new LegacyLines.Found.Named(line.value())
                : lines.find(line, message.token());
        if (found instanceof LegacyLines.Found.Named named) {
            sent.put("whatsapp_config_id", named.config());
            return Optional.empty();
        }
        if (found instanceof LegacyLines.Found.Absent) {
            return Optional.of(NO_LINE);
        }
        if (found instanceof LegacyLines.Found.Blocked blocked) {
            return Optional.of(new Draft.Refused(blocked.failure()));
        }
        return found instanceof LegacyLines.Found.Unavailable unavailable
                ? Optional.of(new Draft.NotNow(unavailable.after(), unavailable.code()))
                : Optional.empty();
    }

    private HttpUrl url(Optional<String> conversation) {
        var url = baseUrl.newBuilder();
        conversation.ifPresent(
                id -> url.addPathSegment("whatsapp_conversations").addPathSegment(id));
        return url.addPathSegment("whatsapp_messages").build();
    }

    /** v1 wants its own id of the message, which only its webhooks tell (Kapso, "Legacy API, mark message as read"). */
    @Override
    public Draft draft(ReadReceipt receipt) {
        var message = receipt.providerMessage().filter(Dialect::isPathSegment);
        if (message.isEmpty()) {
            return Draft.Refused.badRequest(
                    "unsupported:providerMessage",
                    "providerMessage: the legacy API marks a message as read only by its own id of it, which it never told");
        }
        var url = baseUrl.newBuilder()
                .addPathSegment("whatsapp_messages")
                .addPathSegment(message.get())
                .addPathSegment("mark_as_read")
                .addQueryParameter("typing_indicator", Boolean.toString(receipt.typing()))
                .build();
        return new Draft.Ready("PATCH", url, Optional.of(Json.object()));
    }

    @Override
    public JsonNode acceptedId(JsonNode answer) {
        return answer.path("data").path("whatsapp_message_id");
    }

    /** Its answer is not documented beyond being a success; a gateway's page is none. */
    @Override
    public boolean isMarkedRead(JsonNode answer) {
        return answer.isObject();
    }
}
