package cl.fizko.chat.adapter.http.webhook;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.Answers;
import cl.fizko.chat.adapter.http.HttpLimits;
import cl.fizko.chat.adapter.http.Problem;
import cl.fizko.chat.adapter.http.RequestBodies;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.application.intake.ReceiveWebhook.Outcome;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
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
public final class WebhookResource implements Resource {

    private static final Logger log = LoggerFactory.getLogger(WebhookResource.class);

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
    public WebhookResource(ReceiveWebhook receive, HttpLimits limits) {
        this.receive = receive;
        this.bodies = new RequestBodies(limits.webhookBytes(), limits.largeWebhooksInFlight(), limits.bodyDeadline());
        this.inFlight = new Semaphore(limits.webhooksInFlight());
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                operation(PATH, "receiveWebhook", "A delivery of Kapso.")
                        .handledRaw(ctx -> accept(ctx, DEFAULT_PROVIDER)),
                operation(PATH + "/{provider}", "receiveWebhookOf", "A delivery of a provider.")
                        .handledRaw(ctx -> accept(ctx, provider(ctx))));
    }

    private static Operation.Builder operation(String path, String id, String sentence) {
        return Operation.post(path)
                .named("webhook", id, sentence + " It proves itself by its signature over the raw bytes.")
                .access(Access.PUBLIC)
                .answers(200, "it is stored", StatusView.class)
                .problem(401, "the signature is missing or wrong")
                .problem(404, "there is no such provider")
                .problem(408, "the body took too long")
                .problem(413, "the body is too long");
    }

    /** What became of a delivery. */
    private record StatusView(Outcome status) {}

    private static Optional<ProviderId> provider(Context ctx) {
        try {
            return Optional.of(new ProviderId(ctx.pathParam("provider")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void accept(Context ctx, Optional<ProviderId> provider) throws IOException {
        if (provider.isEmpty()) {
            unknownProvider().write(ctx.req(), ctx.res());
            return;
        }
        if (!inFlight.tryAcquire()) {
            Problem.busy("too many deliveries are being handled", RETRY_AFTER_SECONDS)
                    .write(ctx.req(), ctx.res());
            return;
        }
        try (var body = bodies.read(ctx.req())) {
            CrashPoint.WEBHOOK_READ.pass();
            receive(provider.get(), new WebhookDelivery(headers(ctx.req()), body.bytes()), ctx);
        } finally {
            inFlight.release();
        }
    }

    private void receive(ProviderId provider, WebhookDelivery delivery, Context ctx) throws IOException {
        var response = ctx.res();
        Outcome outcome;
        try {
            outcome = receive.receive(provider, delivery);
        } catch (RuntimeException e) {
            log.error("delivery not stored provider={} cause={}", provider, Fault.summary(e));
            Problem.busy("the delivery could not be stored; please deliver it again", RETRY_AFTER_SECONDS)
                    .write(ctx.req(), response);
            return;
        }
        switch (outcome) {
            case ACCEPTED -> answer(response, ACCEPTED);
            case DUPLICATE -> answer(response, DUPLICATE);
            case QUARANTINED -> answer(response, QUARANTINED);
            case OVERLOADED ->
                Problem.busy("too many deliveries are being handled", RETRY_AFTER_SECONDS)
                        .write(ctx.req(), response);
            case UNAUTHENTICATED ->
                Problem.of(401, "the signature is missing or was not made with our secret")
                        .write(ctx.req(), response);
            case UNKNOWN_PROVIDER -> unknownProvider().write(ctx.req(), response);
        }
    }

    private static void answer(HttpServletResponse response, byte[] taken) throws IOException {
        Answers.send(response, 200, Answers.JSON, taken);
        CrashPoint.WEBHOOK_ANSWERED.pass();
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
