package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.http.agent.TestResponseResource;
import cl.fizko.chat.adapter.http.analytics.AnalyticsResource;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.config.ConfigResource;
import cl.fizko.chat.adapter.http.conversation.ConversationResource;
import cl.fizko.chat.adapter.http.conversation.DeskResource;
import cl.fizko.chat.adapter.http.live.StreamResource;
import cl.fizko.chat.adapter.http.message.MessageResource;
import cl.fizko.chat.adapter.http.reminder.ReminderResource;
import cl.fizko.chat.adapter.http.sending.SendingResource;
import cl.fizko.chat.adapter.http.sending.SubmitMessageResource;
import cl.fizko.chat.adapter.http.template.TemplateResource;
import cl.fizko.chat.adapter.http.webhook.WebhookResource;
import cl.fizko.chat.adapter.http.webhookevent.WebhookEventResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** The resources of the API, in the order of its documentation; where two match a path the first one answers. */
final class ApiResources {

    private final List<Resource> all;

    @Inject
    ApiResources(
            ConfigResource configs,
            StreamResource stream,
            ConversationResource conversations,
            DeskResource desk,
            MessageResource messages,
            SubmitMessageResource submit,
            SendingResource sending,
            TemplateResource templates,
            ReminderResource reminders,
            TestResponseResource testResponse,
            AnalyticsResource analytics,
            WebhookEventResource events,
            WebhookResource webhook) {
        this.all = List.of(
                configs,
                stream,
                conversations,
                desk,
                messages,
                submit,
                sending,
                templates,
                reminders,
                testResponse,
                analytics,
                events,
                webhook);
    }

    List<Resource> andThen(Resource... last) {
        var resources = new ArrayList<>(all);
        resources.addAll(List.of(last));
        return List.copyOf(resources);
    }
}
