package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import java.util.Map;
import java.util.Optional;

/** Why Meta does not take a template in: a subcode beside code 100 (Meta, "Error codes", message templates). */
final class TemplateRefusals {

    private static final Map<Integer, String> SUBCODES = Map.of(
            2388040, "a part of the template is too long",
            2388047, "the header has a format that is not allowed",
            2388072, "the body has a format that is not allowed",
            2388073, "the footer has a format that is not allowed",
            2388293, "the body has too many gaps for the length of its text",
            2388299, "the body begins or ends with a gap",
            2388019, "the account has reached its limit of templates: delete some, or have the business verified");

    private TemplateRefusals() {}

    /** What its subcode says; empty when the answer has none that we know. */
    static Optional<Failure> failure(Exchange.Result result) {
        if (!(result instanceof Exchange.Result.Answered answer) || answer.isSuccess()) {
            return Optional.empty();
        }
        var subcode = answer.body().path("error").path("error_subcode").asInt();
        return Optional.ofNullable(SUBCODES.get(subcode))
                .map(meaning -> new Failure(FailureReason.TEMPLATE, "meta:100/" + subcode, meaning));
    }
}
