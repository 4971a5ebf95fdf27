package cl.fizko.chat.adapter.http.sending;

import cl.fizko.chat.adapter.http.Problem;
import cl.fizko.chat.adapter.http.ProblemException;
import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.application.sending.Submitted;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.template.KnownTemplate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Answers a request to send: 202, or a problem of its own for each reason why not. */
final class SubmittedReply {

    /** A message that was taken. */
    record QueuedView(
            @Described("What became of it: GET /api/chat/messages/{message_id}/")
            UUID messageId,

            String status) {}

    private SubmittedReply() {}

    /** What may be answered, for the document. */
    static Operation.Builder documented(Operation.Builder operation) {
        return operation
                .idempotent()
                .answers(202, "it waits to be sent", QueuedView.class)
                .problem(409, "window-closed, opted-out, config-inactive, template-inactive or template-not-approved")
                .problem(422, "unknown-template, missing-variables, idempotency-key-reused or invalid-fields");
    }

    /**
     * The answer.
     *
     * @param named turns the name of a content's field into the request's name for it
     */
    static Reply of(Submitted submitted, UnaryOperator<String> named) {
        if (submitted instanceof Submitted.Queued queued) {
            var id = queued.id().value();
            return Reply.json(202, new QueuedView(id, "queued"))
                    .withHeader("Location", "/api/chat/messages/" + id + "/");
        }
        throw new ProblemException(problem(submitted, named));
    }

    private static Problem problem(Submitted refusal, UnaryOperator<String> named) {
        if (refusal instanceof Submitted.WindowClosed closed) {
            return windowClosed(closed);
        } else if (refusal instanceof Submitted.OptedOut) {
            return Problem.named("opted-out", 409, "this person wants no messages of the company's own accord");
        } else if (refusal instanceof Submitted.ConfigInactive) {
            return Problem.named("config-inactive", 409, "the business number that would send is switched off");
        } else if (refusal instanceof Submitted.UnknownConversation) {
            return Problem.invalid(Map.of("conversation", List.of("is not known")));
        } else if (refusal instanceof Submitted.UnknownTemplate) {
            return Problem.named("unknown-template", 422, "there is no such template");
        } else if (refusal instanceof Submitted.TemplateInactive) {
            return Problem.named("template-inactive", 409, "the template is switched off");
        } else if (refusal instanceof Submitted.TemplateNotApproved judged) {
            return notApproved(judged);
        } else if (refusal instanceof Submitted.MissingVariables missing) {
            return missingVariables(missing);
        } else if (refusal instanceof Submitted.InvalidContent content) {
            return Problem.invalid(byField(content.problems(), named));
        } else if (refusal instanceof Submitted.KeyReused) {
            return Problem.named(
                    "idempotency-key-reused", 422, "something else was asked for under this Idempotency-Key");
        }
        throw new IllegalArgumentException("no refusal: " + refusal);
    }

    private static Problem windowClosed(Submitted.WindowClosed closed) {
        var templates = JsonNodeFactory.instance.arrayNode();
        closed.usable().forEach(template -> templates.add(usable(template)));
        return Problem.named(
                        "window-closed",
                        409,
                        "24 hours have passed since the customer's last message, or there was none: only a template may be sent")
                .with("window_expires_at", text(closed.endedAt().map(Instant::toString)))
                .with("templates", templates);
    }

    private static JsonNode usable(KnownTemplate template) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("name", template.name())
                .put("language", template.language());
        template.own().ifPresent(own -> json.put("id", own.id().value().toString()));
        template.variables().forEach(json.putArray("variables")::add);
        return json;
    }

    private static Problem notApproved(Submitted.TemplateNotApproved judged) {
        return Problem.named("template-not-approved", 409, "the provider does not let this template be sent")
                .with(
                        "template_status",
                        text(judged.status().map(status -> status.name().toLowerCase(Locale.ROOT))))
                .with("rejected_reason", text(judged.rejectedReason()));
    }

    private static Problem missingVariables(Submitted.MissingVariables missing) {
        var errors = new LinkedHashMap<String, List<String>>();
        missing.names().forEach(name -> errors.put("variables." + name, List.of("is required")));
        return Problem.named("missing-variables", 422, "the template has gaps without a value")
                .withErrors(errors);
    }

    private static Map<String, List<String>> byField(List<FieldProblem> problems, UnaryOperator<String> named) {
        var errors = new LinkedHashMap<String, List<String>>();
        problems.forEach(each -> errors.merge(
                named.apply(each.field()),
                List.of(each.problem()),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        return errors;
    }

    private static JsonNode text(Optional<String> text) {
        return text.<JsonNode>map(TextNode::valueOf).orElse(NullNode.getInstance());
    }
}
