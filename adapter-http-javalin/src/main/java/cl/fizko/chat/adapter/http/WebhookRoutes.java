package cl.fizko.chat.adapter.http;

import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.application.intake.ReceiveWebhook.Outcome;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for the providers' deliveries. Public, because a delivery proves itself by its signature.
 *
 * <p>A provider takes anything but 200 for a failure: it tries again, and after many failures it pauses the webhook for good.
 * So whatever we merely do not understand is answered 200.
 */
public final class WebhookRoutes implements Routes {

    private static final Logger log = LoggerFactory.getLogger(WebhookRoutes.class);

    private static final String PATH = "/api/chat/webhook";
    private static final Optional<ProviderId> DEFAULT_PROVIDER = Optional.of(new ProviderId("kapso"));

    /** Kapso's own first interval. */
    private static final int RETRY_AFTER_SECONDS = 10;

    private static final byte[] ACCEPTED = status("accepted");
    private static final byte[] DUPLICATE = status("duplicate");
    private static final byte[] QUARANTINED = status("quarantined");

    private final ReceiveWebhook receive;
    private final RequestBodies bodies;
    private final Semaphore inFlight;

    /** The routes on that use case, within those limits. */
    @Inject
    public WebhookRoutes(ReceiveWebhook receive, HttpLimits limits) {
        this.receive = receive;
        this.bodies = new RequestBodies(limits.webhookBytes(), limits.largeWebhooksInFlight(), limits.bodyDeadline());
        this.inFlight = new Semaphore(limits.webhooksInFlight());
    }

    @Override
    public void define(JavalinDefaultRoutingApi routes) {
        routes.post(PATH, ctx -> accept(ctx, DEFAULT_PROVIDER), Access.PUBLIC);
        routes.post(PATH + "/{provider}", ctx -> accept(ctx, provider(ctx)), Access.PUBLIC);
    }

    private static Optional<ProviderId> provider(Context ctx) {
        try {
            return Optional.of(new ProviderId(ctx.pathParam("provider")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void accept(Context ctx, Optional<ProviderId> provider) throws IOException {
        if (provider.isEmpty()) {
            unknownProvider().write(ctx.res());
            return;
        }
        if (!inFlight.tryAcquire()) {
            Problem.busy("too many deliveries are being handled", RETRY_AFTER_SECONDS)
                    .write(ctx.res());
            return;
        }
        try (var body = bodies.read(ctx.req())) {
            receive(provider.get(), new WebhookDelivery(headers(ctx.req()), body.bytes()), ctx.res());
        } finally {
            inFlight.release();
        }
    }

    private void receive(ProviderId provider, WebhookDelivery delivery, HttpServletResponse response)
            throws IOException {
        Outcome outcome;
        try {
            outcome = receive.receive(provider, delivery);
        } catch (RuntimeException e) {
            log.error("delivery not stored provider={} cause={}", provider, Fault.summary(e));
            Problem.busy("the delivery could not be stored; please deliver it again", RETRY_AFTER_SECONDS)
                    .write(response);
            return;
        }
        switch (outcome) {
            case ACCEPTED -> Answers.send(response, 200, Answers.JSON, ACCEPTED);
            case DUPLICATE -> Answers.send(response, 200, Answers.JSON, DUPLICATE);
            case QUARANTINED -> Answers.send(response, 200, Answers.JSON, QUARANTINED);
            case UNAUTHENTICATED ->
                Problem.of(401, "the signature is missing or was not made with our secret")
                        .write(response);
            case UNKNOWN_PROVIDER -> unknownProvider().write(response);
        }
    }

    private static Problem unknownProvider() {
        return Problem.of(404, "there is no such provider here");
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            headers.put(name, request.getHeader(name));
        }
        return headers;
    }

    private static byte[] status(String status) {
        return ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
