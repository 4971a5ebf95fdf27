package cl.fizko.chat.adapter.http;

import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.health.HealthResource;
import cl.fizko.chat.adapter.http.webhook.WebhookResource;
import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.application.intake.WebhookAuthentication;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.Inbox;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;

/** The webhook over the real use case and a store in memory, and signed deliveries to it. */
final class Webhooks {

    static final String PATH = "/api/chat/webhook/";

    /** The two ways of a delivery, which must be alike to a client. */
    enum Way {
        /** What the product has: what is plain is answered before the servlets. */
        SHORT {
            @Override
            Resource of(WebhookResource webhook) {
                return webhook;
            }
        },
        /** The route answers all. */
        ROUTE {
            @Override
            Resource of(WebhookResource webhook) {
                var operations = webhook.operations();
                return () -> operations;
            }
        };

        abstract Resource of(WebhookResource webhook);
    }

    private Webhooks() {}

    static TestServer server(FakeInbox inbox) {
        return server(inbox, Way.SHORT);
    }

    static TestServer server(FakeInbox inbox, Way way) {
        return server(inbox, way, HttpLimits.defaults());
    }

    static TestServer server(FakeInbox inbox, Way way, HttpLimits limits) {
        return TestServer.with(
                limits,
                Optional.of(TestServer.ADMIN_KEY),
                way.of(routes(inbox, limits)),
                new HealthResource(List.of()));
    }

    static WebhookResource routes(Inbox inbox, HttpLimits limits) {
        var configs = new NoConfigs();
        var receive = new ReceiveWebhook(
                FakeProvider.providers(),
                new WebhookAuthentication(configs, List.of(FakeProvider.SECRET)),
                configs,
                inbox,
                new WakeQueue(10),
                new TimeOrderedIds(TestServer.CLOCK),
                TestServer.CLOCK);
        return new WebhookResource(receive, limits);
    }

    static HttpRequest.Builder delivery(TestServer server, String path, String key, HttpRequest.BodyPublisher body) {
        return server.request(path)
                .header("X-Signature", FakeProvider.SECRET.reveal())
                .header("X-Key", key)
                .POST(body);
    }

    static HttpRequest.Builder delivery(TestServer server, String path, String key, String body) {
        return delivery(server, path, key, BodyPublishers.ofString(body));
    }

    static HttpRequest.Builder delivery(TestServer server, String key) {
        return delivery(server, PATH, key, "{}");
    }

    /** The head of a signed delivery for a raw connection, with the empty line after it. */
    static String rawHead(String key, String... headers) {
        return "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nX-Signature: " + FakeProvider.SECRET.reveal()
                + "\r\nX-Key: " + key + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }
}
