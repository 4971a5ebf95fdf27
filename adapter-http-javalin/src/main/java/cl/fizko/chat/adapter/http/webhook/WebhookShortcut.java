package cl.fizko.chat.adapter.http.webhook;

import cl.fizko.chat.adapter.http.Shortcut;
import cl.fizko.chat.adapter.http.WholeAnswer;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/** The short way of a delivery: nearly all are short, and are sent to a path as we name it. */
final class WebhookShortcut implements Shortcut {

    private static final String SLASH = "/";

    private final DeliveryIntake intake;

    WebhookShortcut(DeliveryIntake intake) {
        this.intake = intake;
    }

    @Override
    public Optional<String> routeOf(Request request) {
        if (!HttpMethod.POST.is(request.getMethod())) {
            return Optional.empty();
        }
        var path = path(request);
        if (path.equals(WebhookResource.PATH)) {
            return Optional.of(WebhookResource.PATH);
        }
        return named(path).map(provider -> WebhookResource.PATH_OF_PROVIDER);
    }

    @Override
    public WholeAnswer answer(Request request, byte[] body) {
        if (!intake.enter()) {
            return DeliveryIntake.busy();
        }
        try {
            var provider = named(path(request)).orElse(WebhookResource.DEFAULT_PROVIDER);
            return intake.answer(provider, new WebhookDelivery(headers(request.getHeaders()), body));
        } finally {
            intake.leave();
        }
    }

    /** As it was sent, nothing decoded: a path that is written in another way is for the router. */
    private static String path(Request request) {
        var path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
        return path.endsWith(SLASH) ? path.substring(0, path.length() - SLASH.length()) : path;
    }

    private static Optional<ProviderId> named(String path) {
        return path.startsWith(WebhookResource.PATH + SLASH)
                ? WebhookResource.provider(path.substring(WebhookResource.PATH.length() + SLASH.length()))
                : Optional.empty();
    }

    private static Map<String, String> headers(HttpFields fields) {
        var headers = new HashMap<String, String>();
        for (var field : fields) {
            headers.putIfAbsent(field.getLowerCaseName(), field.getValue());
        }
        return headers;
    }
}
