package cl.fizko.chat.adapter.http.sending;

import cl.fizko.chat.adapter.http.Problem;
import cl.fizko.chat.adapter.http.ProblemException;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.sending.Destination;
import cl.fizko.chat.domain.sending.RequestKey;
import cl.fizko.chat.domain.sending.Submission;
import java.util.List;
import java.util.UUID;

/** Where a message goes, and under which key: what all that sends takes. */
final class SendingFields {

    static final Field<UUID> CONVERSATION =
            Field.id("conversation").described("Where it goes; or name a phone_number.");
    static final Field<PhoneNumber> PHONE_NUMBER = PhoneNumberType.field("phone_number");
    static final Field<UUID> WHATSAPP_CONFIG = Field.id("whatsapp_config")
            .described(
                    "The business number that sends; needed where a company has several and the person wrote to none.");

    private SendingFields() {}

    /** What is asked for; throws if it does not say where to. */
    static Submission submission(Call call, String operation) {
        return new Submission(
                call.company(),
                destination(call),
                call.header("Idempotency-Key").map(key -> key(key, operation, call.bodyDigest())));
    }

    private static Destination destination(Call call) {
        var conversation = call.body().find(CONVERSATION);
        var phone = call.body().find(PHONE_NUMBER);
        if (conversation.isPresent() == phone.isPresent()) {
            throw new InvalidFieldsException(List.of(
                    new FieldProblem("phone_number", "must be given, or else conversation, and not both"),
                    new FieldProblem("conversation", "must be given, or else phone_number, and not both")));
        }
        var by = call.body().find(WHATSAPP_CONFIG);
        if (conversation.isPresent() && by.isPresent()) {
            throw new InvalidFieldsException(
                    "whatsapp_config", "must not be given with conversation, which has its own");
        }
        return phone.<Destination>map(number -> new Destination.Person(number, by.map(WhatsAppConfigId::new)))
                .orElseGet(() -> new Destination.InConversation(new ConversationId(conversation.orElseThrow())));
    }

    private static RequestKey key(String key, String operation, String digest) {
        if (!RequestKey.isKey(key)) {
            throw new ProblemException(Problem.of(400, "Idempotency-Key must be 1 to 255 visible ASCII characters"));
        }
        return new RequestKey(key, operation, digest);
    }
}
