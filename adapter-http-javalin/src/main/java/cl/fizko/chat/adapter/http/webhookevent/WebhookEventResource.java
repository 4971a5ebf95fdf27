package cl.fizko.chat.adapter.http.webhookevent;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.Problem;
import cl.fizko.chat.adapter.http.ProblemException;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.webhookevent.WebhookEventView.WithBodyView;
import cl.fizko.chat.application.webhookevent.BrowseWebhookEvents;
import cl.fizko.chat.application.webhookevent.RetryWebhookEvent;
import cl.fizko.chat.application.webhookevent.RetryWebhookEvent.Outcome;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.WebhookEventRepository.Filter;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** The deliveries of providers, and those that could not be applied. */
public final class WebhookEventResource implements Resource {

    private static final String PATH = "/api/chat/webhook-events";
    private static final String ONE = PATH + "/{id}";
    private static final String TAG = "webhook events";

    private static final Field<WebhookEventStatus> STATUS = Field.oneOf("status", WebhookEventStatus.class);
    private static final Field<String> EVENT_NAME = Field.text("event_name", 64);
    private static final Field<ProviderId> PROVIDER = Field.parsed(
            "provider",
            Json.object().put("type", "string"),
            "must be the name of a provider, like kapso",
            (String text) -> new ProviderId(text));
    private static final Field<Instant> SINCE = Field.instant("since").described("Inclusive.");
    private static final Field<Instant> UNTIL = Field.instant("until").described("Exclusive.");
    private static final Field<Boolean> UNASSIGNED =
            Field.flag("unassigned").described("Those that are no company's; for platform administrators.");

    private final BrowseWebhookEvents browse;
    private final RetryWebhookEvent retry;

    @Inject
    public WebhookEventResource(BrowseWebhookEvents browse, RetryWebhookEvent retry) {
        this.browse = browse;
        this.retry = retry;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named(TAG, "listWebhookEvents", "The deliveries that concern a company.")
                        .access(Access.ADMIN)
                        .query(STATUS, EVENT_NAME, PROVIDER, SINCE, UNTIL, UNASSIGNED)
                        .answersPageOf(WebhookEventView.class)
                        .handledBy(this::list),
                Operation.get(ONE)
                        .named(TAG, "getWebhookEvent", "A delivery, with what it says.")
                        .access(Access.ADMIN)
                        .answers(200, "the delivery", WithBodyView.class)
                        .handledBy(call -> shown(call)),
                Operation.post(ONE + "/retry")
                        .named(
                                TAG,
                                "retryWebhookEvent",
                                "Looks at a quarantined delivery again and applies what follows from it.")
                        .access(Access.ADMIN)
                        .answers(
                                200,
                                "the delivery as it is now; still quarantined if a part is still not understood",
                                WithBodyView.class)
                        .problem(409, "not-quarantined or cannot-be-retried")
                        .handledBy(this::retry));
    }

    private Reply list(Call call) {
        var query = call.query();
        var filter = new Filter(
                query.find(STATUS), query.find(EVENT_NAME), query.find(PROVIDER), query.find(SINCE), query.find(UNTIL));
        return Reply.page(call, browse.page(listed(call), filter, call.page()), WebhookEventView::of);
    }

    private static Scope listed(Call call) {
        if (!call.query().find(UNASSIGNED).orElse(false)) {
            return Scope.of(call.company());
        }
        if (!call.caller().isPlatformAdministrator()) {
            throw new ProblemException(Problem.of(403, "this needs the key of a platform administrator"));
        }
        return Scope.everyCompany();
    }

    private Reply shown(Call call) {
        return browse.find(call.scope(), id(call))
                .map(kept -> Reply.ok(WithBodyView.of(kept, call.caller())))
                .orElseThrow(Call::notFound);
    }

    private Reply retry(Call call) {
        var outcome = retry.retry(call.scope(), id(call));
        if (outcome instanceof Outcome.NotQuarantined other) {
            throw new ProblemException(Problem.named("not-quarantined", 409, "the delivery is not quarantined")
                    .with("event_status", TextNode.valueOf(other.status().wireName())));
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw new ProblemException(Problem.named("cannot-be-retried", 409, "the delivery cannot be looked at again")
                    .with("reason", TextNode.valueOf(refused.why())));
        }
        return shown(call);
    }

    private static WebhookEventId id(Call call) {
        return new WebhookEventId(call.id());
    }
}
