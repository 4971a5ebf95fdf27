package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.http.agent.TestResponseResource;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.webhook.WebhookResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** The resources of the API, in the order of its documentation. */
final class ApiResources {

    private final List<Resource> all;

    @Inject
    ApiResources(TestResponseResource testResponse, WebhookResource webhook) {
        this.all = List.of(testResponse, webhook);
    }

    List<Resource> andThen(Resource last) {
        var resources = new ArrayList<>(all);
        resources.add(last);
        return List.copyOf(resources);
    }
}
