package cl.fizko.chat.adapter.http.sending;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.CommonFields;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.sending.SendContent;
import jakarta.inject.Inject;
import java.util.List;

/** Sends any kind of free-form message. */
public final class SubmitMessageResource implements Resource {

    private final SendContent content;

    @Inject
    public SubmitMessageResource(SendContent content) {
        this.content = content;
    }

    @Override
    public List<Operation> operations() {
        var submit = Operation.post("/api/chat/messages")
                .named("messages", "createMessage", "Sends a message: a text, a file, buttons or a list.")
                .access(Access.AGENT)
                .body(ContentForm.FIELDS.andOptional(
                        SendingFields.PHONE_NUMBER,
                        SendingFields.CONVERSATION,
                        SendingFields.WHATSAPP_CONFIG,
                        CommonFields.COMPANY));
        return List.of(SubmittedReply.documented(submit).handledBy(this::submit));
    }

    private Reply submit(Call call) {
        var message = ContentForm.read(call.body());
        return SubmittedReply.of(content.send(SendingFields.submission(call, "messages"), message), ContentForm::named);
    }
}
