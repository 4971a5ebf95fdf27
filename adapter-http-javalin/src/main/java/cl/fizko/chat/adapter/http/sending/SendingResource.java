package cl.fizko.chat.adapter.http.sending;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.CommonFields;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Form;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.sending.SendContent;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.domain.message.MessageContent;
import jakarta.inject.Inject;
import java.util.List;

/** The two short ways to send: a text, a template. */
public final class SendingResource implements Resource {

    private static final String SEND_MESSAGE = "/api/chat/send-message";
    private static final String SEND_TEMPLATE = "/api/chat/send-template";

    /** As long as WhatsApp allows. */
    private static final Field<String> MESSAGE = Field.text("message", 4096);

    private final SendContent content;
    private final SendTemplate templates;

    @Inject
    public SendingResource(SendContent content, SendTemplate templates) {
        this.content = content;
        this.templates = templates;
    }

    @Override
    public List<Operation> operations() {
        var message = Operation.post(SEND_MESSAGE)
                .named("sending", "sendMessage", "Sends a text to somebody who wrote within the last 24 hours.")
                .access(Access.AGENT)
                .body(Form.required(MESSAGE)
                        .andOptional(
                                SendingFields.PHONE_NUMBER,
                                SendingFields.CONVERSATION,
                                SendingFields.WHATSAPP_CONFIG,
                                CommonFields.COMPANY));
        var template = Operation.post(SEND_TEMPLATE)
                .named("sending", "sendTemplate", "Sends an approved template, at any time.")
                .access(Access.AGENT)
                .body(TemplateForm.FIELDS.andOptional(
                        SendingFields.PHONE_NUMBER,
                        SendingFields.CONVERSATION,
                        SendingFields.WHATSAPP_CONFIG,
                        CommonFields.COMPANY));
        return List.of(
                SubmittedReply.documented(message).handledBy(this::sendMessage),
                SubmittedReply.documented(template).handledBy(this::sendTemplate));
    }

    private Reply sendMessage(Call call) {
        var text = new MessageContent.Text(call.body().get(MESSAGE));
        return SubmittedReply.of(
                content.send(SendingFields.submission(call, "send-message"), text), field -> MESSAGE.name());
    }

    private Reply sendTemplate(Call call) {
        var filled = TemplateForm.read(call.body());
        return SubmittedReply.of(
                templates.send(SendingFields.submission(call, "send-template"), filled), field -> field);
    }
}
