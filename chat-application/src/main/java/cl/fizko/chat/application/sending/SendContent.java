package cl.fizko.chat.application.sending;

import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.message.ContentLimits;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.sending.Submission;
import cl.fizko.chat.domain.template.KnownTemplate;
import jakarta.inject.Inject;
import java.util.List;

/** Use case: sends free-form content, which WhatsApp allows within 24 hours of the customer's last message. Thread-safe. */
public final class SendContent {

    private static final int MOST_OFFERED = 50;

    private final SubmitMessage submit;
    private final MessageTemplateRepository templates;

    @Inject
    public SendContent(SubmitMessage submit, MessageTemplateRepository templates) {
        this.submit = submit;
        this.templates = templates;
    }

    /**
     * Sends content, or says why not.
     *
     * @param content any but a template
     * @throws cl.fizko.chat.application.resource.InvalidFieldsException if the business number that is to send is unknown or
     *     cannot be told
     */
    public Submitted send(Submission submission, MessageContent content) {
        var problems = ContentLimits.problems(content);
        if (!problems.isEmpty()) {
            return new Submitted.InvalidContent(problems);
        }
        return submit.submit(submission, (conversation, config, now) -> {
            var window = conversation.window();
            return window.isPresent() && window.get().isOpen(now)
                    ? SubmitMessage.queue(content)
                    : SubmitMessage.refuse(
                            new Submitted.WindowClosed(window.map(CustomerServiceWindow::endsAt), usable(config)));
        });
    }

    /** Where the account's list is not known, its provider decides about templates that it has not told of. */
    private List<KnownTemplate> usable(WhatsAppConfig config) {
        var offered = templates.offered(config, MOST_OFFERED);
        var untold = offered.stream().anyMatch(template -> template.atProvider().isEmpty());
        return untold && templates.knowsAll(config)
                ? offered.stream()
                        .filter(template -> template.atProvider().isPresent())
                        .toList()
                : offered;
    }
}
