package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.http.agent.TestResponseResource;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.config.ConfigResource;
import cl.fizko.chat.adapter.http.conversation.ConversationResource;
import cl.fizko.chat.adapter.http.conversation.DeskResource;
import cl.fizko.chat.adapter.http.message.MessageResource;
import cl.fizko.chat.adapter.http.sending.SendingResource;
import cl.fizko.chat.adapter.http.sending.SubmitMessageResource;
import cl.fizko.chat.adapter.http.template.TemplateResource;
import cl.fizko.chat.adapter.http.webhook.WebhookResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** The resources of the API, in the order of its documentation. */
final class ApiResources {

    private final List<Resource> all;

    @Inject
    ApiResources(
            ConfigResource configs,
            ConversationResource conversations,
            DeskResource desk,
            MessageResource messages,
            SubmitMessageResource submit,
            SendingResource sending,
            TemplateResource templates,
            TestResponseResource testResponse,
            WebhookResource webhook) {
        this.all = List.of(configs, conversations, desk, messages, submit, sending, templates, testResponse, webhook);
    }

    List<Resource> andThen(Resource last) {
        var resources = new ArrayList<>(all);
        resources.add(last);
        return List.copyOf(resources);
    }
}
