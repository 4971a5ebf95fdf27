package cl.fizko.chat.adapter.http.webhook;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.HttpLimits;
import cl.fizko.chat.adapter.http.RequestBodies;
import cl.fizko.chat.adapter.http.Shortcut;
import cl.fizko.chat.adapter.http.WholeAnswer;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.application.intake.ReceiveWebhook.Outcome;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The door for the providers' deliveries. Public, because a delivery proves itself by its signature.
 *
 * <p>A provider takes anything but 200 for a failure: it tries again, and after many failures it pauses the webhook for good.
 * So whatever we merely do not understand is answered 200.
 */
public final class WebhookResource implements Resource {

    static final String PATH = "/api/chat/webhook";
    static final String PATH_OF_PROVIDER = PATH + "/{provider}";
    static final ProviderId DEFAULT_PROVIDER = new ProviderId("kapso");

    private final DeliveryIntake intake;
    private final RequestBodies bodies;
    private final int longest;

    /** The routes on that use case, within those limits. */
    @Inject
    public WebhookResource(ReceiveWebhook receive, HttpLimits limits) {
        this.intake = new DeliveryIntake(receive, limits.webhooksInFlight());
        this.bodies = new RequestBodies(limits.webhookBytes(), limits.largeWebhooksInFlight(), limits.bodyDeadline());
        this.longest = limits.webhookBytes();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                operation(PATH, "receiveWebhook", "A delivery of Kapso.")
                        .handledRaw(ctx -> accept(ctx, Optional.of(DEFAULT_PROVIDER))),
                operation(PATH_OF_PROVIDER, "receiveWebhookOf", "A delivery of a provider.")
                        .handledRaw(ctx -> accept(ctx, provider(ctx.pathParam("provider")))));
    }

    /** The short way; where it would take in a body that is too long, there is none. */
    @Override
    public List<Shortcut> shortcuts() {
        return longest < HttpLimits.SMALL_BYTES ? List.of() : List.of(new WebhookShortcut(intake));
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

    static Optional<ProviderId> provider(String name) {
        try {
            return Optional.of(new ProviderId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void accept(Context ctx, Optional<ProviderId> provider) throws IOException {
        answer(provider, ctx.req()).write(ctx.req(), ctx.res());
    }

    private WholeAnswer answer(Optional<ProviderId> provider, HttpServletRequest request) throws IOException {
        if (provider.isEmpty()) {
            return DeliveryIntake.unknownProvider();
        }
        if (!intake.enter()) {
            return DeliveryIntake.busy();
        }
        try (var body = bodies.read(request)) {
            return intake.answer(provider.get(), new WebhookDelivery(headers(request), body.bytes()));
        } finally {
            intake.leave();
        }
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            headers.put(name, request.getHeader(name));
        }
        return headers;
    }
}
